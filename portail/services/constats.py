"""The commissaire records what happened (R125-3, R125-5): one person, one displayed text, one instant (D21).

Nothing here is done by time alone. What the clock gives is only the right to record an expiry.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris, ouvertures
from portail.domaine.procedure import POURPARLERS, Action, Etat
from portail.persistance.actes import Constat, DocumentEmis, GenreConstat, GenreDocument, ProjetConstat
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.persistance.journal import Evenement
from portail.persistance.signatures import ActeSigne, SignatureAttendue
from portail.services import actes, avis, edition, references, signatures
from portail.services.acteur import Acteur
from portail.services.documents.accord import imprimer_accord
from portail.services.documents.constats import imprimer_constat, texte_constat
from portail.services.documents.donnees_actes import AccordDonnees
from portail.services.documents.donnees_actes import Constat as Valeurs
from portail.services.journal import franchir, verifier_actuel
from portail.services.moyens import Moyens
from portail.services.termes import TermesChanges

ACTIONS: dict[GenreConstat, Action] = {
    GenreConstat.ACCEPTATION: Action.CONSTATER_ACCEPTATION,
    GenreConstat.REFUS_PARTICIPATION: Action.CONSTATER_REFUS_PARTICIPATION,
    GenreConstat.EXPIRATION: Action.CONSTATER_EXPIRATION,
    GenreConstat.REFUS_TERMES: Action.CONSTATER_REFUS_TERMES,
    GenreConstat.ACCORD: Action.CONSTATER_ACCORD,
}
_ATTENDU: dict[Etat, GenreConstat] = {
    Etat.REFUS_EXPRIME: GenreConstat.REFUS_PARTICIPATION,
    Etat.REFUS_DES_TERMES: GenreConstat.REFUS_TERMES,
    Etat.ACCORD_CONCLU: GenreConstat.ACCORD,
}


class TropTot(signatures.NonSignable):
    """The month is not over by its later end (D1): a silence cannot be recorded yet."""


class AcceptationNonConstatee(signatures.NonSignable):
    """The agreement needs the constat of participation first (R125-3)."""


class DejaConstate(signatures.NonSignable):
    """This kind of constat already exists for the dossier."""


class Suspendu(signatures.NonSignable):
    """Somebody said that the letter missed its person: the étude looks before any end, and the titre (D12, T04)."""


@dataclass(frozen=True)
class Lecture:
    """The text as displayed to the commissaire, and the hash that binds his act to it."""

    genre: GenreConstat
    texte: str
    empreinte: str


def attendu(dossier: Dossier, maintenant: datetime) -> GenreConstat | None:
    """The constat that the commissaire should read now, whether the daily command has run or not."""
    if _acceptation_a_constater(dossier):
        return GenreConstat.ACCEPTATION
    if dossier.etat in _ATTENDU:
        return _ATTENDU[dossier.etat]
    delai = dossier.delai
    if dossier.etat in (Etat.ENVOYEE, *POURPARLERS) and delai and ouvertures(delai, maintenant).constat_expiration:
        return GenreConstat.EXPIRATION
    return None


def lire(dossier: Dossier, genre: GenreConstat, moyens: Moyens, commissaire: Compte, maintenant: datetime) -> Lecture:
    """The text to read before recording.

    Raises TropTot, Suspendu, AcceptationNonConstatee, DejaConstate, ActeImpossible.
    """
    _verifier(dossier, genre, maintenant)
    texte = texte_constat(actes.constat(dossier, genre, moyens, maintenant, commissaire))
    return Lecture(genre, texte, hashlib.sha256(texte.encode()).hexdigest())


def acte(
    dossier: Dossier, genre: GenreConstat, moyens: Moyens, *, vu: str, commissaire: Compte, maintenant: datetime
) -> signatures.Acte[Valeurs]:
    """The constat to sign, on the text that was displayed (`vu`, its hash)."""

    def rediger(instant: datetime) -> Valeurs:
        if vu != lire(dossier, genre, moyens, commissaire, maintenant).empreinte:
            raise TermesChanges
        return actes.constat(dossier, genre, moyens, instant, commissaire)

    return signatures.Acte(ActeSigne(genre.value), ACTIONS[genre], TITRES[genre], vu, rediger, imprimer_constat)


def remettre_a_signer(
    session: Session,
    dossier: Dossier,
    genre: GenreConstat,
    moyens: Moyens,
    *,
    vu: str,
    commissaire: Compte,
    acteur: Acteur,
) -> SignatureAttendue:
    """Hand out the constat, to be signed elsewhere and brought back to `constater`. Commits. Raises as it does."""
    a_signer = acte(dossier, genre, moyens, vu=vu, commissaire=commissaire, maintenant=acteur.recu_le)
    return signatures.preparer(session, dossier, moyens, a_signer, commissaire=commissaire, acteur=acteur)


def constater(
    session: Session,
    dossier: Dossier,
    genre: GenreConstat,
    moyens: Moyens,
    *,
    vu: str,
    commissaire: Compte,
    acteur: Acteur,
    retour: bytes | None = None,
) -> Constat:
    """Record the constat whose text was displayed (`vu`, its hash), and issue it signed. Commits.

    `retour` is the file signed elsewhere. Raises TermesChanges when the text would now be another, what `lire` raises,
    SignatureManquante, SignatureRefusee, DocumentPerime, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    a_signer = acte(dossier, genre, moyens, vu=vu, commissaire=commissaire, maintenant=acteur.recu_le)
    signe = signatures.signer(session, dossier, moyens, a_signer, commissaire=commissaire, acteur=acteur, retour=retour)
    lecture = lire(dossier, genre, moyens, commissaire, acteur.recu_le)
    decalage = _decaler(dossier, genre, acteur.recu_le)
    faits = {"empreinte": vu, "document": signe.verification.empreinte, **decalage}
    with session.no_autoflush:  # drawn before its act holds the journal, on dates that nobody sees yet
        accord = (
            _imprimer_accord(dossier, moyens, acteur.recu_le, commissaire) if genre is GenreConstat.ACCORD else None
        )
    evenement = franchir(session, dossier, ACTIONS[genre], acteur, **faits)
    if genre is GenreConstat.ACCEPTATION:
        dossier.acceptation_constatee_le = acteur.recu_le
    else:
        dossier.fin_constatee_le = acteur.recu_le
    trace = _etablir(session, dossier, lecture, signe, moyens, evenement, commissaire)
    if accord is not None:
        _conserver_accord(session, dossier, moyens, evenement, *accord)
    oublier_projets(session, dossier)
    avis.simple(session, dossier, f"{TITRES[genre]} : établi.", acteur.recu_le)
    session.commit()
    return trace


def _etablir(
    session: Session,
    dossier: Dossier,
    lecture: Lecture,
    signe: signatures.Signe,
    moyens: Moyens,
    evenement: Evenement,
    commissaire: Compte,
) -> Constat:
    """The paper and its row."""
    genre = lecture.genre
    document = signatures.conserver(
        session,
        dossier,
        moyens,
        signe,
        genre=GenreDocument.CONSTAT,
        titre=TITRES[genre],
        nom=f"constat-{genre.value.replace('_', '-')}",
        emis_le=evenement.recu_le,
        evenement_id=evenement.id,
    )
    trace = Constat(
        dossier=dossier,
        genre=genre,
        texte=lecture.texte,
        empreinte=lecture.empreinte,
        constate_le=evenement.recu_le,
        compte_id=commissaire.id,
        document=document,
    )
    session.add(trace)
    return trace


def _imprimer_accord(dossier: Dossier, moyens: Moyens, maintenant: datetime, commissaire: Compte) -> tuple[str, bytes]:
    """The agreement itself, for both parties: its outcome is recorded, so it may be handed out (R125-7)."""
    donnees = AccordDonnees(actes.parties(dossier, moyens, maintenant, commissaire), actes.accord(dossier))
    reference = references.neuve(moyens.preuve)
    return reference, imprimer_accord(edition.numeroter(donnees, reference, moyens))


def _conserver_accord(
    session: Session, dossier: Dossier, moyens: Moyens, evenement: Evenement, reference: str, contenu: bytes
) -> DocumentEmis:
    return edition.conserver(
        session,
        dossier,
        moyens,
        contenu=contenu,
        reference=reference,
        genre=GenreDocument.ACCORD,
        titre="Accord sur le montant et les modalités",
        nom="accord",
        emis_le=evenement.recu_le,
        evenement_id=evenement.id,
    )


TITRES: dict[GenreConstat, str] = {
    GenreConstat.ACCEPTATION: "Constat de l’accord pour participer",
    GenreConstat.REFUS_PARTICIPATION: "Constat du refus de participer",
    GenreConstat.EXPIRATION: "Constat de l’expiration du délai",
    GenreConstat.REFUS_TERMES: "Constat du refus du montant ou des modalités",
    GenreConstat.ACCORD: "Constat de l’accord",
}


def _decaler(dossier: Dossier, genre: GenreConstat, constate_le: datetime) -> dict[str, int]:
    """A late constat of the agreement moves its dates, as both had agreed; gives what the journal says of it."""
    conclue = dossier.proposition_acceptee
    if genre is not GenreConstat.ACCORD or conclue is None:
        return {}
    conclue.decalage_mois = actes.decalage(conclue, jour_a_paris(constate_le))
    return {"decalage_mois": conclue.decalage_mois} if conclue.decalage_mois else {}


def oublier_projets(session: Session, dossier: Dossier) -> None:
    """Drafts have no use once the commissaire has recorded; the caller commits."""
    session.execute(delete(ProjetConstat).where(ProjetConstat.dossier_id == dossier.id))
    session.execute(
        delete(DocumentEmis).where(
            DocumentEmis.dossier_id == dossier.id, DocumentEmis.genre == GenreDocument.PROJET_CONSTAT
        )
    )
    session.expire(dossier, ["documents"])


def _verifier(dossier: Dossier, genre: GenreConstat, maintenant: datetime) -> None:
    if any(c.genre is genre for c in dossier.constats):
        raise DejaConstate
    if genre is not GenreConstat.ACCEPTATION and dossier.suspendu:
        raise Suspendu
    delai = dossier.delai
    if genre is GenreConstat.EXPIRATION and (delai is None or not ouvertures(delai, maintenant).constat_expiration):
        raise TropTot
    if genre is GenreConstat.ACCORD and dossier.acceptation_constatee_le is None:
        raise AcceptationNonConstatee


def _acceptation_a_constater(dossier: Dossier) -> bool:
    parle = (*POURPARLERS, Etat.REFUS_DES_TERMES, Etat.ACCORD_CONCLU)
    return dossier.etat in parle and dossier.acceptation_constatee_le is None
