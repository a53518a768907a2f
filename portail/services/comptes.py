"""The first accounts: an étude with its commissaire, a creditor with his user."""

from collections.abc import Mapping
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.domaine.procedure import Role
from portail.domaine.territoire import cours_appel
from portail.persistance.etudes import Compte, Creancier, Etude, NaturePersonne, compte_par_courriel
from portail.services.connexion import USAGE_MOT_DE_PASSE
from portail.services.moyens import Moyens

LONGUEUR_MIN, LONGUEUR_MAX = 12, 128
_CHAMPS_ETUDE = ("nom", "adresse", "code_postal", "commune", "cour_appel", "telephone")


class CompteRefuse(Exception):
    """The account cannot be made; the message is a French sentence."""


def creer(
    session: Session,
    moyens: Moyens,
    maintenant: datetime,
    *,
    role: Role,
    nom: str,
    courriel: str,
    mot_de_passe: str,
    etude: Mapping[str, str],
    creancier: str = "",
) -> Compte:
    """Create the account, with its étude or creditor when they are new. Commits. Raises CompteRefuse."""
    try:
        adresse = validate_email(courriel, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        raise CompteRefuse("Indiquez une adresse électronique complète, par exemple nom@etude.example.") from None
    if not LONGUEUR_MIN <= len(mot_de_passe) <= LONGUEUR_MAX:
        raise CompteRefuse(f"Le mot de passe doit faire entre {LONGUEUR_MIN} et {LONGUEUR_MAX} caractères.")
    if compte_par_courriel(session, adresse) is not None:
        raise CompteRefuse("Un compte existe déjà avec cette adresse électronique.")
    office = _etude(session, etude, adresse)
    partie = _creancier(session, office, creancier, adresse, maintenant) if role is Role.CREANCIER else None
    compte = Compte(
        role=role,
        etude=office,
        creancier=partie,
        courriel=adresse,
        nom=nom,
        empreinte_mot_de_passe=moyens.empreintes.hacher(USAGE_MOT_DE_PASSE, mot_de_passe),
        poivre=moyens.empreintes.poivre,
        cree_le=maintenant,
    )
    session.add(compte)
    session.commit()
    return compte


def nommer_au_certificat(session: Session, compte: Compte, nom: str) -> None:
    """How the certificate of this commissaire names him, where it is not as his account does. Commits."""
    compte.nom_au_certificat = " ".join(nom.split()) or None
    session.commit()


def _etude(session: Session, champs: Mapping[str, str], courriel: str) -> Etude:
    connues = select(Etude).order_by(Etude.id)
    connue = session.scalars(connues.where(Etude.nom == champs["nom"]) if champs["nom"] else connues).first()
    if connue is not None:
        return connue
    vides = [c for c in _CHAMPS_ETUDE if not champs.get(c)]
    if vides:
        options = ", ".join("--etude" if c == "nom" else f"--{c.replace('_', '-')}" for c in vides)
        raise CompteRefuse(f"Pour créer l’étude, indiquez aussi : {options}.")
    if champs["cour_appel"] not in cours_appel():
        raise CompteRefuse(f"Cour d’appel inconnue. Les noms possibles : {', '.join(cours_appel())}.")
    etude = Etude(**{c: champs[c] for c in _CHAMPS_ETUDE}, courriel=courriel)
    session.add(etude)
    return etude


def _creancier(session: Session, etude: Etude, nom: str, courriel: str, maintenant: datetime) -> Creancier:
    if not nom:
        raise CompteRefuse("Indiquez le nom du créancier : --creancier.")
    session.flush()  # a new étude gets its number: two études may each have a client of that name
    connu = session.scalar(select(Creancier).where(Creancier.denomination == nom, Creancier.etude_id == etude.id))
    if connu is not None:
        return connu
    partie = Creancier(
        etude=etude,
        nature=NaturePersonne.MORALE,
        denomination=nom,
        courriel=courriel,
        cree_le=maintenant,
    )
    session.add(partie)
    return partie
