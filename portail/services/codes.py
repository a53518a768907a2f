"""The credentials of a dossier: drawn for the letter, drawn again when the letter is lost or worn out.

New words close the old ones and their sessions in the same transaction; they leave on paper only. The statutory letter
is never printed again: the month started with its deposit and does not start anew (L125-1 al. 2).
"""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, sessionmaker

from portail.config import Canal
from portail.domaine.delais import ouvertures
from portail.domaine.identifiants import normaliser
from portail.domaine.procedure import POURPARLERS, Action, Etat, Role, etat_suivant
from portail.persistance.acces import AccesLettre
from portail.persistance.actes import Impression
from portail.persistance.dossiers import Dossier
from portail.services import avis, brouillons, edition, incidents, papiers, projets, rappels, sessions
from portail.services.acteur import Acteur
from portail.services.connexion import USAGE_CODE, USAGE_IDENTIFIANT, USAGE_SIGNATURE
from portail.services.documents.donnees import FeuilleDonnees
from portail.services.documents.feuille import imprimer_feuille
from portail.services.identifiants import Identifiants, tirer
from portail.services.journal import franchir, verifier_actuel
from portail.services.moyens import Moyens

GARDE_DE_LA_FEUILLE = timedelta(days=7)  # a sheet that nobody confirmed goes with the daily command


class Demande(enum.StrEnum):
    """How the debtor asked for new codes: nobody else may."""

    TELEPHONE = "telephone"
    GUICHET = "guichet"
    COURRIER = "courrier"


class Identite(enum.StrEnum):
    """How the étude made sure that it was the debtor."""

    PIECE = "piece"
    RAPPEL = "rappel"
    QUESTIONS = "questions"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class MotifDeRemise:
    """`tiers`: somebody else may have opened the letter, and prepared things in the debtor's name."""

    demande: Demande
    identite: Identite
    tiers: bool = False


class CodesDeLaChambre(Exception):
    """The étude uses the Chamber's platform: its codes are not the portal's to draw."""


class FeuillePurgee(Exception):
    """There is no sheet to print: it was printed and erased, or never drawn."""


class Acces(NamedTuple):
    """Keyed hashes of credentials, as kept in `acces_lettre`; `signature` None where the sheet had no fold."""

    identifiant: str
    code: str
    poivre: int
    signature: str | None = None


def hacher(identifiants: Identifiants, moyens: Moyens) -> Acces:
    """What is kept of new credentials. Slow on purpose."""
    empreintes, signature = moyens.empreintes, normaliser(identifiants.signature)
    return Acces(
        identifiant=empreintes.cle(USAGE_IDENTIFIANT, normaliser(identifiants.identifiant)),
        code=empreintes.hacher(USAGE_CODE, normaliser(identifiants.code)),
        poivre=empreintes.poivre,
        signature=empreintes.hacher(USAGE_SIGNATURE, signature) if signature else None,
    )


def ouvrir_un_acces(
    session: Session, dossier: Dossier, moyens: Moyens, identifiants: Identifiants, acteur: Acteur
) -> tuple[str, str, str]:
    """Close the old credentials, keep the keyed hashes of the new; gives the words to print. The caller commits."""
    inscrire_un_acces(session, dossier, hacher(identifiants, moyens), acteur)
    return identifiants.identifiant, identifiants.code, identifiants.signature


def inscrire_un_acces(session: Session, dossier: Dossier, acces: Acces, acteur: Acteur) -> None:
    """Close the old credentials, keep the new. The caller commits."""
    revoquer(session, dossier, acteur)
    incidents.lever_incident(session, dossier.id, acteur.recu_le)
    session.add(AccesLettre(dossier_id=dossier.id, emis_le=acteur.recu_le, **acces._asdict()))


def revoquer(session: Session, dossier: Dossier, acteur: Acteur) -> None:
    """The credentials of the dossier open nothing any more, and who came in with them is out. The caller commits."""
    vivants = select(AccesLettre.id).where(AccesLettre.dossier_id == dossier.id, AccesLettre.revoque_le.is_(None))
    session.execute(
        update(AccesLettre).where(AccesLettre.id.in_(vivants.scalar_subquery())).values(revoque_le=acteur.recu_le)
    )
    sessions.fermer_tout(session, dossier_id=dossier.id)


def remettre(
    session: Session,
    dossier: Dossier,
    moyens: Moyens,
    motif: MotifDeRemise,
    acteur: Acteur,
    *,
    identifiants: Identifiants | None = None,
) -> None:
    """Draw new codes at the debtor's request and print the plain sheet alone, encrypted until it is printed. Commits.

    When somebody else may have held the letter, what was prepared with it goes: drafts, papers not yet recorded.
    Raises CodesDeLaChambre, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    if moyens.reglages.canal is Canal.CHAMBRE:
        raise CodesDeLaChambre
    etat_suivant(Action.REMETTRE_CODES, acteur.role, dossier.etat)
    mots = ouvrir_un_acces(session, dossier, moyens, identifiants or tirer(), acteur)
    feuille = imprimer_feuille(_feuille(dossier, moyens, acteur.recu_le, mots))
    if motif.tiers:
        _ecarter_ce_qui_etait_prepare(session, dossier, acteur.recu_le)
    session.execute(delete(Impression).where(Impression.dossier_id == dossier.id))
    session.add(Impression(dossier_id=dossier.id, chiffre=moyens.chiffrer(feuille), preparee_le=acteur.recu_le))
    franchir(  # last: the journal, which all dossiers share, is not held while a page is drawn
        session, dossier, Action.REMETTRE_CODES, acteur, demande=motif.demande.value, identite=motif.identite.value,
        **({"tiers": True} if motif.tiers else {}),
    )  # fmt: skip
    avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()


def _ecarter_ce_qui_etait_prepare(session: Session, dossier: Dossier, maintenant: datetime) -> None:
    papiers.fermer(session, dossier, maintenant)
    brouillons.oublier(session, dossier, Role.DEBITEUR)
    projets.oublier_tous(session, dossier, Role.DEBITEUR)
    rappels.oublier(session, dossier, maintenant)  # the address may be the other person's


def feuille_prete(session: Session, dossier: Dossier) -> bool:
    """True while a sheet waits to be printed (before the deposit, what waits is the letter)."""
    return dossier.envoye_le is not None and session.get(Impression, dossier.id) is not None


def a_imprimer(session: Session, dossier: Dossier, moyens: Moyens) -> bytes:
    """The sheet's PDF. Raises FeuillePurgee."""
    impression = session.get(Impression, dossier.id) if dossier.envoye_le is not None else None
    if impression is None:
        raise FeuillePurgee
    return moyens.dechiffrer(impression.chiffre)


def confirmer_impression(session: Session, dossier: Dossier) -> None:
    """The sheet is on paper: its file is erased. Twice is once. Commits. Raises FeuillePurgee before the deposit."""
    if dossier.envoye_le is None:
        raise FeuillePurgee
    session.execute(delete(Impression).where(Impression.dossier_id == dossier.id))
    session.commit()


def purger(fabrique: sessionmaker[Session], maintenant: datetime) -> int:
    """Erase the sheets older than GARDE_DE_LA_FEUILLE; a letter not yet posted stays. Gives how many. Commits."""
    envoyes = select(Dossier.id).where(Dossier.envoye_le.is_not(None))
    vieilles = (Impression.preparee_le <= maintenant - GARDE_DE_LA_FEUILLE, Impression.dossier_id.in_(envoyes))
    with fabrique() as session:
        nombre = len(session.scalars(select(Impression.dossier_id).where(*vieilles)).all())
        session.execute(delete(Impression).where(*vieilles))
        session.commit()
    return nombre


def _feuille(dossier: Dossier, moyens: Moyens, maintenant: datetime, mots: tuple[str, str, str]) -> FeuilleDonnees:
    """While an answer is still possible the whole sheet, with its day; afterwards the codes alone."""
    delai = dossier.delai
    ouvert = (
        dossier.etat in (Etat.ENVOYEE, *POURPARLERS) and delai is not None and ouvertures(delai, maintenant).accord
    )  # fmt: skip
    return FeuilleDonnees(
        edition.tirage(dossier, moyens, maintenant),
        edition.etude_imprimee(dossier),
        edition.partie(dossier.creancier),
        edition.partie(dossier.debiteur),
        edition.creance(dossier).total_centimes,
        edition.connexion(moyens, *mots),
        date_limite=dossier.fin_stricte if ouvert else None,
        reprise=True,
    )
