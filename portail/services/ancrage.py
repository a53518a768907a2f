"""Signing the head of the journal, each day and on demand, after a look at what was added since the last time."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.persistance.journal import Evenement, Tete, premiere_scellee
from portail.services import ancres
from portail.services.ancres import Ancre
from portail.services.controle_journal import Anomalie, Genre, Rapport, controler
from portail.services.moyens import Moyens
from portail.services.signature.modele import Confiance
from portail.services.signature.motifs import SignatureRefusee

journal = logging.getLogger(__name__)


class AncrageRefuse(Exception):
    """A new anchor would cover up a journal that no longer holds; `rapport` says why."""

    def __init__(self, rapport: Rapport) -> None:
        super().__init__(rapport.anomalies)
        self.rapport = rapport


def ancrer(session: Session, moyens: Moyens, maintenant: datetime) -> Ancre | None:
    """Append the signed head to the anchors; None if it has not moved since the last one.

    A time stamp that could not be had is asked again the next time. Raises AncrageRefuse; OSError when the folder
    does not take the line.
    """
    dossier = ancres.dossier_des_ancres(moyens.reglages)
    connues = [ancre for ancre in ancres.lire(dossier)[0] if ancre.est_signee(moyens.preuve)]
    derniere = max(connues, key=lambda ancre: ancre.seq, default=None)
    present = _controlee(session, moyens, derniere)
    neuve = None
    if present.seq > (derniere.seq if derniere is not None else 0):
        neuve = ancres.signer(present, premiere_scellee(session), moyens.preuve, dossier, maintenant)
        ancres.ajouter(neuve)
    a_dater = neuve or derniere
    if a_dater is not None and moyens.reglages.horodatage and not a_dater.jeton.exists():
        _horodater(a_dater, moyens.reglages.horodatage)
    return neuve


def controler_jetons(connues: Sequence[Ancre], moyens: Moyens) -> Iterator[Anomalie]:
    """The anchors whose time stamp is of something else, broken or, when roots are set, of nobody we trust.

    Raises SignatureRefusee when the roots of the settings cannot be read.
    """
    dates = [ancre for ancre in connues if ancre.est_signee(moyens.preuve) and ancre.jeton.exists()]
    if not dates:
        return
    from portail.services.signature import jetons

    reglages = moyens.reglages.signature
    racines = reglages.racines_horodatage or reglages.racines
    confiance = Confiance.lire(racines).racines if racines else ()
    for ancre in dates:
        try:
            jetons.controler(ancre.jeton.read_bytes(), ancre.octets, confiance)
        except SignatureRefusee:
            yield Anomalie(Genre.HORODATAGE, ancre.seq, ancre.seq, ancre.jeton.name)


def _controlee(session: Session, moyens: Moyens, derniere: Ancre | None) -> Tete:
    """The head, once the rows from that of the last anchor on have been recomputed."""
    depart = Tete()
    if derniere is not None:
        lue = session.execute(
            select(Evenement.seq, Evenement.id, Evenement.empreinte).where(Evenement.seq == derniere.seq - 1)
        ).first()
        depart = Tete(*lue) if lue is not None else depart
    rapport = controler(session, moyens.preuve, [derniere] if derniere is not None else [], apres=depart)
    if not rapport.conforme:
        raise AncrageRefuse(rapport)
    return rapport.tete


def _horodater(ancre: Ancre, adresse: str) -> None:
    """The anchor stands without its time stamp: a silent authority is a warning, and so is a folder that is full."""
    from portail.services.signature import jetons  # pyHanko takes a second or two to import

    try:
        octets = jetons.demander(adresse, ancre.octets)
        provisoire = ancre.jeton.with_suffix(".tmp")
        provisoire.write_bytes(octets)
        provisoire.replace(ancre.jeton)
    except (SignatureRefusee, OSError) as erreur:
        journal.warning("ancre de la ligne %s : pas d’horodatage, à redemander (%s)", ancre.seq, erreur)
