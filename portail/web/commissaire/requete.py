"""The rows of the work queue: read at once, told what comes next, filtered, sorted by the legal time left."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from portail.domaine.phrases import Phrase
from portail.domaine.procedure import POURPARLERS, Etat
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition
from portail.persistance.signalements import POUR_L_ETUDE, Signalement
from portail.services import reponses
from portail.web.commissaire.suites import A_SUIVRE, Limite, Suite, delai_proche, limite, suite

TROIS_JOURS, SIGNALEMENTS, EN_COURS, TOUS = "trois-jours", "signalements", "", "tous"
# group → (words of its tile, the work it stands for)
TUILES = {
    TROIS_JOURS: Phrase("délais qui finissent dans 3 jours"),
    "a-verifier": Phrase("créances à vérifier"),
    "invitations": Phrase("invitations à préparer ou à poster"),
    "constats": Phrase("réponses et constats à établir"),
    SIGNALEMENTS: Phrase("contestations et signalements à lire"),
    "accords": Phrase("accords à constater"),
    "titres": Phrase("titres à délivrer"),
    "copies": Phrase("copies à remettre"),
}
FILTRES = {
    EN_COURS: Phrase("En cours"),
    **TUILES,
    "attente": Phrase("En attente d’une réponse ou d’un accord"),
    "creancier": Phrase("Au créancier d’agir"),
    "apres": Phrase("Titre délivré, paiements"),
    "clos": Phrase("Terminés"),
    TOUS: Phrase("Tous"),
}
_SANS_ACCORD = (Etat.ENVOYEE, *POURPARLERS, Etat.REFUS_EXPRIME, Etat.REFUS_DES_TERMES)
_AVEC_ACCORD = (Etat.ACCORD_CONCLU, Etat.FIN_ACCORD)
_A_LIRE = Dossier.signalements.any(and_(Signalement.genre.in_(POUR_L_ETUDE), Signalement.vu_le.is_(None)))


class Rang(NamedTuple):
    """One row of the queue."""

    dossier: Dossier
    suite: Suite
    limite: Limite | None

    @property
    def a_lire(self) -> Signalement | None:
        """What was reported and nobody of the étude has read, whatever the state."""
        return reponses.a_l_etude(self.dossier)

    @property
    def groupes(self) -> set[str]:
        """The tiles it counts in: its next step, and what is to be read beside it."""
        return {self.suite.groupe, SIGNALEMENTS} if self.a_lire else {self.suite.groupe}


def dossiers(
    session: Session, etude_id: int, etats: Iterable[Etat] | None, *, a_lire: bool = False
) -> Sequence[Dossier]:
    """The dossiers of the étude in these states (None: all), with what a row shows, in a handful of queries.

    `a_lire`: with those where something was reported that the étude has not read, whatever their state.
    """
    requete = (
        select(Dossier)
        .where(Dossier.etude_id == etude_id, Dossier.mandat_le.is_not(None))
        .options(
            selectinload(Dossier.debiteur),
            selectinload(Dossier.creancier),
            selectinload(Dossier.elements),
            selectinload(Dossier.propositions).selectinload(Proposition.lignes),
            selectinload(Dossier.signalements),
        )
    )
    if etats is not None:
        vus = Dossier.etat.in_(etats)
        requete = requete.where(or_(vus, _A_LIRE) if a_lire else vus)
    return session.scalars(requete).all()


def etats_de(filtre: str) -> tuple[Etat, ...] | None:
    """The states to read for a filter: the current ones are always needed, for the tiles."""
    return A_SUIVRE if filtre == EN_COURS or filtre in TUILES or filtre == "attente" else None


def ranger(lus: Iterable[Dossier], maintenant: datetime) -> list[Rang]:
    """The rows: what is suspended, then the legal day that presses most; without such a day, the oldest claim first."""
    rangs = [Rang(d, suite(d, maintenant), limite(d, maintenant)) for d in lus]
    return sorted(rangs, key=_ordre)


def _ordre(rang: Rang) -> tuple[bool, bool, date, bool, int]:
    fin = rang.limite.le if rang.limite else date.max
    return not rang.dossier.suspendu, rang.limite is None, fin, not rang.suite.a_faire, rang.dossier.id


def filtrer(rangs: Iterable[Rang], filtre: str, texte: str, maintenant: datetime) -> list[Rang]:
    mots = texte.casefold().split()
    return [r for r in rangs if _retenu(r, filtre, maintenant) and all(mot in _cherchable(r.dossier) for mot in mots)]


def _retenu(rang: Rang, filtre: str, maintenant: datetime) -> bool:
    if filtre == TROIS_JOURS:
        return delai_proche(rang.dossier, maintenant)
    if filtre == EN_COURS:
        return rang.dossier.etat in A_SUIVRE or rang.a_lire is not None
    return filtre == TOUS or filtre in rang.groupes


def _cherchable(dossier: Dossier) -> str:
    noms = (dossier.reference, dossier.debiteur.appellation, dossier.creancier.appellation)
    return " ".join(noms).casefold()


def compter(rangs: Iterable[Rang], maintenant: datetime) -> list[tuple[int, str, str]]:
    """(number, words, group) of each tile."""
    comptes = dict.fromkeys(TUILES, 0)
    for rang in rangs:
        for groupe in rang.groupes & comptes.keys():
            comptes[groupe] += 1
        if delai_proche(rang.dossier, maintenant):
            comptes[TROIS_JOURS] += 1
    return [(comptes[groupe], mots, groupe) for groupe, mots in TUILES.items()]


def fins(lus: Iterable[Dossier], debut: date, jours: int) -> list[tuple[date, int, int]]:
    """Per day: months that end without agreement, and with one."""
    comptes = {debut + timedelta(days=rang): [0, 0] for rang in range(jours)}
    for d in lus:
        if d.fin_stricte in comptes and d.etat in (*_SANS_ACCORD, *_AVEC_ACCORD):
            comptes[d.fin_stricte][d.etat in _AVEC_ACCORD] += 1
    return [(jour, sans, avec) for jour, (sans, avec) in comptes.items()]
