"""Inviting the debtor (R125-2): the letter and its credentials, the proof of deposit that starts the month."""

import re
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portail.config import Canal
from portail.domaine.delais import Delai, calculer_delai, fin_de_journee, jour_a_paris
from portail.domaine.procedure import Action, etat_suivant
from portail.domaine.territoire import ressort
from portail.persistance.actes import DocumentEmis, GenreDocument, Impression
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.services import avis, codes, edition, lettre, textes
from portail.services.acteur import Acteur
from portail.services.identifiants import Identifiants, tirer
from portail.services.journal import franchir, verifier_actuel
from portail.services.lettre import LettreAImprimer, LettreImprimee
from portail.services.moyens import Moyens

NUMERO_RECOMMANDE = re.compile(r"[0-9A-Z]{8,20}")
NUMERO_REPRIS_APRES_JOURS = 365


class DepotInvalide(Exception):
    """The proof of deposit does not hold together; `motif` is a key of web.messages.DEPOT, `limite` a day or None."""

    def __init__(self, motif: str, limite: date | None = None) -> None:
        super().__init__(motif)
        self.motif, self.limite = motif, limite


class NumeroDejaUtilise(Exception):
    """This registered number is the proof of another letter; `reference` names its dossier if it is this étude's."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class HorsRessort(Exception):
    """The debtor lives outside the étude's cour d'appel (R125-1 al. 1); `cour` is the competent one."""

    def __init__(self, cour: str) -> None:
        super().__init__(cour)
        self.cour = cour


class ImpressionPurgee(Exception):
    """The print file is gone: the deposit is recorded, or the invitation was cancelled."""


class IdentifiantsManquants(Exception):
    """The étude uses the Chamber's platform: its credentials must be typed in."""


def preparer(
    session: Session,
    dossier: Dossier,
    moyens: Moyens,
    acteur: Acteur,
    *,
    chambre: tuple[str, str] | None = None,
    identifiants: Identifiants | None = None,
) -> DocumentEmis:
    """Accept the mandate, draw the credentials, print the letter and its plain sheet. Commits.

    The print file holds the code in clear, encrypted, until the deposit is recorded; the archived copy masks it; the
    database keeps a keyed hash. `chambre`: identifier and password of the Chamber's platform when the étude uses it.
    `identifiants` are drawn here unless given (demonstration).
    Raises TextesAVerifier, HorsRessort, IdentifiantsManquants, ActionInterdite, DossierChange, DejaFait.
    """
    a_imprimer = relever(session, dossier, moyens, acteur, chambre=chambre, identifiants=identifiants)
    copie = inscrire(session, dossier, moyens, lettre.imprimer(a_imprimer, moyens), acteur)
    session.commit()
    return copie


def relever(
    session: Session,
    dossier: Dossier,
    moyens: Moyens,
    acteur: Acteur,
    *,
    chambre: tuple[str, str] | None = None,
    identifiants: Identifiants | None = None,
) -> LettreAImprimer:
    """Check that the letter may be prepared and gather what it says; nothing is written. Raises as `preparer`."""
    verifier_actuel(session, dossier, acteur)
    _verifier_ressort(dossier)
    par_la_chambre = moyens.reglages.canal is Canal.CHAMBRE
    if par_la_chambre and chambre is None:
        raise IdentifiantsManquants
    articles = textes.textes_de_la_lettre(session, dossier.etude_id, moyens.reglages)
    etat_suivant(Action.PREPARER_INVITATION, acteur.role, dossier.etat)
    commissaire = session.get(Compte, acteur.compte_id) if acteur.compte_id else None
    if par_la_chambre and chambre is not None:
        return lettre.relever(dossier, moyens, acteur.recu_le, commissaire, articles, chambre, secrets=None)
    tires = identifiants or tirer()
    mots = (tires.identifiant, tires.code, tires.signature)
    return lettre.relever(dossier, moyens, acteur.recu_le, commissaire, articles, mots, secrets=tires)


def inscrire(
    session: Session, dossier: Dossier, moyens: Moyens, imprimee: LettreImprimee, acteur: Acteur
) -> DocumentEmis:
    """The letter is printed: its credentials and its two files are kept, the dossier moves on. The caller commits.

    Raises ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    etat_suivant(Action.PREPARER_INVITATION, acteur.role, dossier.etat)
    if imprimee.acces is not None:
        codes.inscrire_un_acces(session, dossier, imprimee.acces, acteur)
    session.add(Impression(dossier_id=dossier.id, chiffre=imprimee.chiffre, preparee_le=acteur.recu_le))
    copie = edition.conserver(
        session,
        dossier,
        moyens,
        genre=GenreDocument.LETTRE,
        titre="Lettre d’invitation",
        nom="lettre",
        contenu=imprimee.copie,
        reference=imprimee.reference,
        emis_le=acteur.recu_le,
    )
    dossier.lettre_le = jour_a_paris(imprimee.imprimee_le)
    dossier.commissaire_id = acteur.compte_id
    franchir(session, dossier, Action.PREPARER_INVITATION, acteur)  # last: the journal is shared by all dossiers
    session.refresh(dossier, ["commissaire"])
    return copie


def a_imprimer(session: Session, dossier: Dossier, moyens: Moyens) -> bytes:
    """The PDF to print and post: letter, forms, articles and the sheet with the codes. Raises ImpressionPurgee."""
    impression = session.get(Impression, dossier.id) if dossier.envoye_le is None else None
    if impression is None:  # once the letter has left, what waits here is a sheet of new codes (services.codes)
        raise ImpressionPurgee
    return moyens.dechiffrer(impression.chiffre)


def annuler(session: Session, dossier: Dossier, acteur: Acteur) -> None:
    """Before the deposit: the letter is torn up, its credentials open nothing any more. Commits."""
    franchir(session, dossier, Action.ANNULER_INVITATION, acteur)
    codes.revoquer(session, dossier, acteur)
    session.execute(delete(Impression).where(Impression.dossier_id == dossier.id))
    session.execute(
        delete(DocumentEmis).where(DocumentEmis.dossier_id == dossier.id, DocumentEmis.genre == GenreDocument.LETTRE)
    )
    session.commit()


def enregistrer_envoi(session: Session, dossier: Dossier, *, envoye_le: date, numero: str, acteur: Acteur) -> None:
    """Record the proof of deposit: the month starts on the postmark's day (D2), and the print file is purged. Commits.

    Raises DepotInvalide, NumeroDejaUtilise, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    propre, delai = examiner_depot(session, dossier, envoye_le, numero, acteur.recu_le)
    dossier.envoye_le, dossier.numero_recommande = envoye_le, propre
    dossier.zone, dossier.fin_stricte, dossier.fin_prorogee = delai.zone, delai.fin_stricte, delai.fin_prorogee
    dossier.accord_avant = fin_de_journee(delai.fin_stricte)
    franchir(
        session,
        dossier,
        Action.ENREGISTRER_ENVOI,
        acteur,
        envoye_le=envoye_le.isoformat(),
        numero=propre,
        fin_stricte=delai.fin_stricte.isoformat(),
        fin_prorogee=delai.fin_prorogee.isoformat(),
    )
    session.execute(delete(Impression).where(Impression.dossier_id == dossier.id))
    avis.au_creancier(
        session, dossier, f"{dossier.acte_numero}", "L’invitation est envoyée : le mois commence.", acteur.recu_le
    )
    avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()


def examiner_depot(
    session: Session, dossier: Dossier, envoye_le: date, numero: str, maintenant: datetime
) -> tuple[str, Delai]:
    """The clean registered number and the month that this deposit would open.

    Raises DepotInvalide, NumeroDejaUtilise.
    """
    propre = normaliser_numero(numero)
    aujourd_hui = jour_a_paris(maintenant)
    if envoye_le > aujourd_hui:
        raise DepotInvalide("futur", aujourd_hui)
    if dossier.lettre_le is not None and envoye_le < dossier.lettre_le:
        raise DepotInvalide("avant_lettre", dossier.lettre_le)
    _verifier_numero(session, dossier, propre, envoye_le)
    return propre, calculer_delai(envoye_le, ressort(dossier.debiteur.code_lieu).zone)


def normaliser_numero(numero: str) -> str:
    """The registered number without its blanks, upper case (« 1A 205 938 4712 5 »). Raises DepotInvalide."""
    propre = re.sub(r"[\s.\-]+", "", numero).upper()
    if not NUMERO_RECOMMANDE.fullmatch(propre):
        raise DepotInvalide("numero")
    return propre


def _verifier_numero(session: Session, dossier: Dossier, numero: str, envoye_le: date) -> None:
    """One proof of deposit for one letter. La Poste may give a number again, never within a year."""
    ecart = timedelta(days=NUMERO_REPRIS_APRES_JOURS)
    autre = session.scalar(
        select(Dossier).where(
            Dossier.numero_recommande == numero,
            Dossier.id != dossier.id,
            Dossier.envoye_le.between(envoye_le - ecart, envoye_le + ecart),
        )
    )
    if autre is not None:
        raise NumeroDejaUtilise(autre.reference if autre.etude_id == dossier.etude_id else "")


def _verifier_ressort(dossier: Dossier) -> None:
    lieu = ressort(dossier.debiteur.code_lieu, emprise_aerodrome=bool(dossier.reponses.get("emprise_aerodrome")))
    if lieu.cour_appel != dossier.etude.cour_appel:
        raise HorsRessort(lieu.juridiction or "aucune cour d’appel")
