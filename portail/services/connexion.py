"""Coming in: with the words of a letter, or with an e-mail address and a password.

One answer and one cost for wrong, unknown, replaced and revoked (securite.md, M1 and M2).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portail.domaine.identifiants import LONGUEUR_CODE, LONGUEUR_IDENTIFIANT, est_bien_forme, normaliser
from portail.domaine.procedure import Role
from portail.persistance.acces import AccesLettre, SessionOuverte
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte, compte_par_courriel
from portail.services import essais, incidents, ouvertures, sessions
from portail.services.acteur import SecondPas
from portail.services.empreintes import Empreintes

USAGE_IDENTIFIANT, USAGE_CODE, USAGE_MOT_DE_PASSE, USAGE_ESSAI = "identifiant", "code", "mot-de-passe", "essai"
USAGE_SIGNATURE = "signature"  # the code under the fold of the sheet
_SANS_RELIRE = {"synchronize_session": False}


class _Acces(NamedTuple):
    """What the door reads of a letter: columns, for building an object would take longer where there is a letter."""

    id: int
    dossier_id: int
    code: str
    poivre: int


class Inconnu(Exception):
    """The two words do not go together. `restants`: attempts left before a pause."""

    def __init__(self, restants: int) -> None:
        super().__init__(f"{restants} essais")
        self.restants = restants


@dataclass(frozen=True)
class Visite:
    """What the door knows of the caller: the network address, and whether the device came in before."""

    reseau: str
    appareil_connu: bool = False


def ouvrir_par_lettre(
    session: Session, empreintes: Empreintes, identifiant: str, code: str, visite: Visite, maintenant: datetime
) -> tuple[str, Dossier]:
    """Check the words of a letter; gives the session secret and the dossier. Commits.

    The words must be well formed (the form has already answered typos for free). Raises Inconnu, TropDEssais
    or TropDeMonde.
    """
    mot, secret = normaliser(identifiant), normaliser(code)
    cle_lettre = _cle_lettre(empreintes, mot, visite.appareil_connu)
    cle_reseau = empreintes.cle(USAGE_ESSAI, f"reseau:{essais.reseau(visite.reseau)}")
    reseau_ferme = essais.est_ferme(session, cle_reseau, essais.RESEAU, maintenant)
    acces = _acces_vivant(session, empreintes, mot)
    restants = _reserver(session, cle_lettre, visite, acces, maintenant)
    if not (est_bien_forme(mot, LONGUEUR_IDENTIFIANT) and est_bien_forme(secret, LONGUEUR_CODE)):
        acces = None
    if reseau_ferme and acces is None and not essais.est_leurre(cle_lettre):
        raise essais.TropDEssais(maintenant + essais.RESEAU.fenetre)  # a flood is not hashed
    bon = empreintes.correspond(USAGE_CODE, secret, acces.code if acces else None, acces.poivre if acces else None)
    if not bon or acces is None:
        _compter_echec(session, acces, cle_lettre, None if reseau_ferme else cle_reseau, maintenant)
        raise Inconnu(restants)
    if not _encore_vivant(session, acces):
        raise Inconnu(restants)
    return _laisser_entrer(session, acces, cle_lettre, maintenant)


def ouvrir_par_mot_de_passe(
    session: Session,
    empreintes: Empreintes,
    courriel: str,
    mot_de_passe: str,
    maintenant: datetime,
    *,
    appareil_connu: bool = False,
) -> tuple[str, Compte]:
    """Check a professional's password; gives the session secret and the account. Commits.

    A device where this account came in before has its own count: nobody shuts it out from elsewhere.
    Raises Inconnu, TropDEssais or TropDeMonde.
    """
    cle = empreintes.cle(USAGE_ESSAI, f"{'poste' if appareil_connu else 'compte'}:{courriel.strip().lower()}")
    restants = essais.reserver(session, cle, essais.COMPTE, maintenant)
    compte = compte_par_courriel(session, courriel)
    session.commit()
    actif = compte if compte is not None and compte.actif else None
    if not _bon_mot_de_passe(empreintes, actif, mot_de_passe) or actif is None:
        raise Inconnu(restants)
    essais.oublier(session, cle)
    secret = sessions.ouvrir(session, actif.role, maintenant, compte_id=actif.id)
    session.commit()
    return secret, actif


def prouver(
    session: Session, empreintes: Empreintes, ouverte: SessionOuverte, secret: str, maintenant: datetime
) -> None:
    """The person gives the secret again before a binding act (letter code, or password). Commits.

    Raises Inconnu, TropDEssais or TropDeMonde.
    """
    cle = empreintes.cle(USAGE_ESSAI, f"preuve:{ouverte.empreinte}")
    restants = essais.reserver(session, cle, essais.PREUVE, maintenant)
    if ouverte.role is Role.DEBITEUR:
        acces = session.get(AccesLettre, ouverte.acces_id)
        vivant = acces if acces is not None and acces.revoque_le is None else None
        session.commit()
        mot = normaliser(secret)
        bon = empreintes.correspond(USAGE_CODE, mot, vivant.code if vivant else None, vivant.poivre if vivant else None)
    else:
        compte = session.get(Compte, ouverte.compte_id)
        session.commit()
        bon = _bon_mot_de_passe(empreintes, compte, secret)
    if not bon:
        raise Inconnu(restants)
    essais.oublier(session, cle)
    _noter_la_preuve(session, ouverte, restants, maintenant)


def prouver_par_la_feuille(
    session: Session, empreintes: Empreintes, ouverte: SessionOuverte, secret: str, maintenant: datetime
) -> SecondPas:
    """The debtor gives the code under the fold of the sheet; an older letter has none, and its own code stands in.

    Counted by session and by letter, so that coming in again gives no more guesses. Every session came in by the
    door, so no device is better known than another here: who is shut out by somebody else is flagged to the étude
    near the end. Commits. Raises Inconnu, TropDEssais or TropDeMonde.
    """
    siens = empreintes.cle(USAGE_ESSAI, f"signature:{ouverte.empreinte}")
    tous = empreintes.cle(USAGE_ESSAI, f"signature-lettre:{ouverte.acces_id}")
    try:
        restants = essais.reserver(session, siens, essais.PREUVE, maintenant)
        restants = min(restants, essais.reserver(session, tous, essais.SIGNATURE_LETTRE, maintenant))
    except essais.TropDEssais:
        if ouverte.dossier_id is not None:
            incidents.signaler_freinage(session, ouverte.dossier_id, maintenant)
        raise
    acces = session.get(AccesLettre, ouverte.acces_id)
    session.commit()
    vivant = acces if acces is not None and acces.revoque_le is None else None
    plie = vivant is not None and vivant.signature is not None
    usage = USAGE_SIGNATURE if plie else USAGE_CODE
    hachee = (vivant.signature or vivant.code) if vivant else None
    if not empreintes.correspond(usage, normaliser(secret), hachee, vivant.poivre if vivant else None):
        raise Inconnu(restants)
    essais.oublier(session, siens, tous)
    _noter_la_preuve(session, ouverte, restants, maintenant)
    return SecondPas.SIGNATURE if plie else SecondPas.LETTRE


def _noter_la_preuve(session: Session, ouverte: SessionOuverte, restants: int, maintenant: datetime) -> None:
    """A session closed while Argon2 was running proves nothing. Commits. Raises Inconnu."""
    sienne = update(SessionOuverte).where(SessionOuverte.empreinte == ouverte.empreinte).values(prouvee_le=maintenant)
    encore = session.execute(sienne.returning(SessionOuverte.empreinte)).first()
    session.commit()
    if encore is None:
        raise Inconnu(restants)


def code_sous_pli(session: Session, ouverte: SessionOuverte) -> bool:
    """True if the sheet of this person has a code under its fold."""
    acces = session.get(AccesLettre, ouverte.acces_id) if ouverte.acces_id is not None else None
    return acces is not None and acces.signature is not None


def confirmer_identite(session: Session, ouverte: SessionOuverte, maintenant: datetime) -> None:
    """« Oui, c'est moi »: nothing of the claim is shown before. Commits.

    A session that a helper holds stays his: only the letter's code ends that (services.aidants).
    """
    session.execute(
        update(SessionOuverte)
        .where(SessionOuverte.empreinte == ouverte.empreinte, SessionOuverte.aidant_nom.is_(None))
        .values(confirmee_le=maintenant)
    )
    session.commit()


def _bon_mot_de_passe(empreintes: Empreintes, compte: Compte | None, mot_de_passe: str) -> bool:
    return empreintes.correspond(
        USAGE_MOT_DE_PASSE,
        mot_de_passe,
        compte.empreinte_mot_de_passe if compte else None,
        compte.poivre if compte else None,
    )


def _cle_lettre(empreintes: Empreintes, mot: str, appareil_connu: bool) -> str:
    return empreintes.cle(USAGE_ESSAI, f"{'appareil' if appareil_connu else 'lettre'}:{mot}")


def _reserver(session: Session, cle: str, visite: Visite, acces: _Acces | None, maintenant: datetime) -> int:
    """Count this attempt on the letter, real or not; gives how many are left. Commits. Raises TropDEssais."""
    limite = essais.APPAREIL_CONNU if visite.appareil_connu else essais.LETTRE
    restants, fin = essais.compter(session, cle, limite, maintenant)
    if restants < 0:
        incidents.signaler_freinage(session, acces.dossier_id if acces else incidents.AUCUN_DOSSIER, maintenant)
        raise essais.TropDEssais(fin)
    session.commit()  # Argon2 is slow: no lock is held meanwhile
    return restants


def _acces_vivant(session: Session, empreintes: Empreintes, mot: str) -> _Acces | None:
    colonnes = select(AccesLettre.id, AccesLettre.dossier_id, AccesLettre.code, AccesLettre.poivre)
    cles = empreintes.cles(USAGE_IDENTIFIANT, mot)
    vivant = colonnes.where(AccesLettre.identifiant.in_(cles), AccesLettre.revoque_le.is_(None))
    ligne = session.execute(vivant).first()
    return _Acces(*ligne) if ligne else None


def _compter_echec(
    session: Session, acces: _Acces | None, cle_lettre: str, cle_reseau: str | None, maintenant: datetime
) -> None:
    """One write for the letter's life, or in its place where there is no letter, one for the network; one commit.

    `cle_reseau` None: the network was full before. Raises TropDEssais.
    """
    echecs = 0
    if acces is None:
        essais.leurrer(session, cle_lettre, maintenant)
    else:
        un_de_plus = update(AccesLettre).where(AccesLettre.id == acces.id).values(echecs=AccesLettre.echecs + 1)
        echecs = session.execute(un_de_plus.returning(AccesLettre.echecs), execution_options=_SANS_RELIRE).scalar_one()
    restants, fin = -1, maintenant + essais.RESEAU.fenetre
    if cle_reseau is not None:
        restants, fin = essais.compter(session, cle_reseau, essais.RESEAU, maintenant)
    session.commit()
    if acces is not None and echecs >= incidents.ECHECS_DANS_LA_VIE:
        incidents.constater_usure(session, acces.id, acces.dossier_id, maintenant)
    if restants < 0:
        raise essais.TropDEssais(fin)


def _encore_vivant(session: Session, acces: _Acces) -> bool:
    """False if new codes closed this access while Argon2 was running; if True, nobody closes it before our commit.

    Locked in the order of whoever draws new codes: the dossier, then the access.
    """
    dossier = select(Dossier.id).where(Dossier.id == acces.dossier_id)
    session.execute(dossier.with_for_update(read=True, key_share=True))
    vivant = select(AccesLettre.id).where(AccesLettre.id == acces.id, AccesLettre.revoque_le.is_(None))
    return session.scalar(vivant.with_for_update()) is not None


def _laisser_entrer(session: Session, acces: _Acces, cle_lettre: str, maintenant: datetime) -> tuple[str, Dossier]:
    essais.oublier(session, cle_lettre)
    secret = sessions.ouvrir(session, Role.DEBITEUR, maintenant, dossier_id=acces.dossier_id, acces_id=acces.id)
    ouvertures.noter(session, acces.dossier_id, maintenant)
    session.commit()
    return secret, session.get_one(Dossier, acces.dossier_id)
