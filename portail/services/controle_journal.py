"""Is the journal what was written? Every row recomputed, held against its seal and the anchors, each fault named.

Nothing is believed of the database: rows are read as they lie there (`persistance.journal.lignes`), a page at a time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portail.domaine import chaine
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Brute, Evenement, Tete, lignes, premiere_scellee
from portail.services.ancres import Ancre
from portail.services.journal import USAGE_SCEAU
from portail.services.preuve import ClesPreuve

MAX_ANOMALIES = 200  # kept in the report: a rewritten journal would otherwise fill the memory with them
_HEXA_64 = re.compile(r"[0-9a-f]{64}")


class Genre(StrEnum):
    """What is wrong, as precisely as it can be told."""

    CONTENU = "contenu"  # of an act: the charge is not the one whose hash the row holds
    LIGNE = "ligne"  # a column of the row, or `prec`: its seal says that `empreinte` is the one written
    EMPREINTE = "empreinte"  # the hash itself: row and seal agree on another
    SCEAU = "sceau"  # the row holds together, but nobody with the key wrote it: altered seal, added or rewritten row
    RECRITE = "recrite"  # neither hash nor seal: written by a hand
    DEPLACEE = "deplacee"  # intact, at another place than its own (`place`)
    ABSENTE = "absente"  # rows removed
    DOUBLE = "double"  # a number borne twice, or that is no number
    RUPTURE = "rupture"  # the row is sound and so is the one above, but it follows another
    TRONQUE = "tronque"  # an anchor attests rows that are no longer there
    CONTREDITE = "contredite"  # an anchor attests another row at this place
    DESCELLEE = "descellee"  # an anchor attests that this row was sealed
    ANCRE_FAUSSE = "ancre_fausse"
    HORODATAGE = "horodatage"  # the time stamp beside an anchor is not one of this anchor
    DOSSIER = "dossier"  # the dossier's state or count of acts is not that of its last row


@dataclass(frozen=True)
class Anomalie:
    """Rows `de` to `a`; `fait` is the anchor's place, the dossier's reference or, for a moved row, its own place."""

    genre: Genre
    de: int
    a: int
    fait: str = ""


@dataclass
class Rapport:
    lignes: int = 0
    effacees: int = 0
    scelle_depuis: int | None = None
    tete: Tete = field(default_factory=Tete)
    ancre: Ancre | None = None  # the last one that holds
    nombre: int = 0  # of anomalies; the first of them are listed
    anomalies: list[Anomalie] = field(default_factory=list)

    @property
    def conforme(self) -> bool:
        return not self.nombre

    def noter(self, anomalie: Anomalie) -> None:
        """Neighbouring rows with the same fault make one anomaly."""
        derniere = self.anomalies[-1] if self.anomalies else None
        if derniere is not None and _se_suivent(derniere, anomalie):
            self.anomalies[-1] = replace(derniere, a=anomalie.a)
            return
        self.nombre += 1
        if self.nombre <= MAX_ANOMALIES:
            self.anomalies.append(anomalie)


def _se_suivent(avant: Anomalie, apres: Anomalie) -> bool:
    if avant.genre is not apres.genre or avant.a + 1 != apres.de:
        return False
    if avant.genre is Genre.DEPLACEE:
        return int(apres.fait) - apres.de == int(avant.fait) - avant.de
    return avant.fait == apres.fait


def controler(
    session: Session,
    preuve: ClesPreuve,
    ancres: Sequence[Ancre] = (),
    *,
    apres: Tete | None = None,
    jusqu_a: int | None = None,
    avancer: Callable[[int], None] = lambda _lignes: None,
) -> Rapport:
    """Recompute the journal, whole or from the row after `apres` (which is believed) to `jusqu_a`.

    `avancer` is told the rows read so far. The counts of the dossiers are looked at when the journal is read whole.
    """
    parcours = _Parcours(session, preuve, ancres, apres or Tete())
    with closing(lignes(session, apres and apres.seq + 1, jusqu_a)) as brutes:
        for brute in brutes:
            parcours.lire(brute)
            avancer(parcours.rapport.lignes)
    parcours.finir(jusqu_a)
    if apres is None and jusqu_a is None:
        for reference, seq in _dossiers_en_desaccord(session):
            parcours.rapport.noter(Anomalie(Genre.DOSSIER, seq, seq, reference))
    return parcours.rapport


class _Parcours:
    """One reading, from row to row."""

    def __init__(self, session: Session, preuve: ClesPreuve, ancres: Sequence[Ancre], apres: Tete) -> None:
        self.session, self.preuve = session, preuve
        self.rapport = Rapport(tete=apres, scelle_depuis=premiere_scellee(session, apres.seq))
        self.ancres: dict[int, list[Ancre]] = {}
        self.scelle: int | None = None  # first sealed row, by the anchors
        self.prec_fiable = True  # is the row above as it was written?
        self.decalage = 0  # by how much the last moved row had moved
        self.recherches = MAX_ANOMALIES  # of the place of a moved row, through the whole journal
        for ancre in ancres:
            self._retenir(ancre)

    def _retenir(self, ancre: Ancre) -> None:
        if not ancre.est_signee(self.preuve):
            self.rapport.noter(Anomalie(Genre.ANCRE_FAUSSE, ancre.seq, ancre.seq, ancre.lieu))
            return
        self.ancres.setdefault(ancre.seq, []).append(ancre)
        if ancre.scelle is not None:
            self.scelle = min(ancre.scelle, self.scelle or ancre.scelle)

    def lire(self, brute: Brute) -> None:
        rapport, seq = self.rapport, brute.seq
        rapport.lignes += 1
        attendu = rapport.tete.seq + 1
        if not isinstance(seq, int) or seq < attendu:
            self._noter(Genre.DOUBLE, rapport.tete.seq, str(brute.ligne["id"]))
            return
        if seq > attendu:
            rapport.noter(Anomalie(Genre.ABSENTE, attendu, seq - 1))
        self._contenu(brute)
        self._ligne(brute, voisine=seq == attendu)
        self._ancres(brute)
        rapport.tete = Tete(seq, brute.ligne["id"], brute.empreinte)

    def _contenu(self, brute: Brute) -> None:
        if brute.effacee:
            self.rapport.effacees += 1
            return
        try:
            empreinte = chaine.empreinte_charge(brute.sel, brute.contenu.encode())
        except (ValueError, TypeError, AttributeError):  # whatever type a hand has put there
            empreinte = ""
        if empreinte != brute.ligne["charge_empreinte"]:
            self._noter(Genre.CONTENU, brute.seq)

    def _ligne(self, brute: Brute, *, voisine: bool) -> None:
        calculee = _recalculer(brute.ligne, brute.prec)
        juste, scellee = calculee == brute.empreinte, self._est_scelle(brute)
        if not juste:
            self._diagnostiquer(brute, calculee, scellee)
        elif not scellee:
            self._noter(Genre.SCEAU, brute.seq)
        elif voisine and self.prec_fiable and brute.prec != self.rapport.tete.empreinte:
            self._noter(Genre.RUPTURE, brute.seq)
        self.prec_fiable = juste and scellee

    def _diagnostiquer(self, brute: Brute, calculee: str | None, scellee: bool) -> None:
        """The hash is not that of the row: which of the two is the one that was written?"""
        place = self._place(brute)
        if place is not None:
            self._noter(Genre.DEPLACEE, brute.seq, str(place))
        elif scellee and brute.sceau:
            self._noter(Genre.LIGNE, brute.seq)
        elif calculee and self._sceau_de(calculee, brute.sceau):
            self._noter(Genre.EMPREINTE, brute.seq)
        else:
            self._noter(Genre.RECRITE if brute.sceau else Genre.LIGNE, brute.seq)

    def _place(self, brute: Brute) -> int | None:
        """The number under which the row holds together: as its neighbour moved, or after the row that it follows."""
        if brute.ligne["seq"] is None or not isinstance(brute.prec, str):
            return None
        for place in self._places(brute):
            if place != brute.seq and _recalculer(brute.ligne | {"seq": place}, brute.prec) == brute.empreinte:
                self.decalage = place - brute.seq
                return place
        return None

    def _places(self, brute: Brute) -> Iterator[int]:
        yield from (brute.seq + self.decalage, brute.seq - 1, brute.seq + 1)
        self.recherches -= 1
        if self.recherches > 0:
            suivie = self.session.scalar(select(Evenement.seq).where(Evenement.empreinte == brute.prec).limit(1))
            yield from () if suivie is None else (suivie + 1, suivie)  # that row may have moved by one too

    def _est_scelle(self, brute: Brute) -> bool:
        """True for the seal of one of our keys, or where rows were not sealed yet."""
        if brute.sceau == "" and self.rapport.scelle_depuis is None:
            if self.scelle is not None and brute.seq >= self.scelle:
                self._noter(Genre.DESCELLEE, brute.seq)
            return True
        if self.rapport.scelle_depuis is None:
            self.rapport.scelle_depuis = brute.seq
        return self._sceau_de(brute.empreinte, brute.sceau)

    def _sceau_de(self, empreinte: Any, sceau: Any) -> bool:
        lisibles = all(isinstance(valeur, str) and _HEXA_64.fullmatch(valeur) for valeur in (empreinte, sceau))
        return lisibles and self.preuve.est_scelle(USAGE_SCEAU, empreinte, sceau)

    def _ancres(self, brute: Brute) -> None:
        for ancre in self.ancres.pop(brute.seq, ()):
            if ancre.empreinte == brute.empreinte:
                self.rapport.ancre = ancre
            else:
                self._noter(Genre.CONTREDITE, brute.seq, ancre.lieu)

    def finir(self, jusqu_a: int | None) -> None:
        """Anchors of rows that were not met: the end of the journal is gone, or an older copy is in its place."""
        for seq in sorted(self.ancres):
            if seq > self.rapport.tete.seq and (jusqu_a is None or seq <= jusqu_a):
                self._noter(Genre.TRONQUE, self.rapport.tete.seq + 1, self.ancres[seq][-1].lieu, a=seq)

    def _noter(self, genre: Genre, de: int, fait: str = "", *, a: int | None = None) -> None:
        self.rapport.noter(Anomalie(genre, de, de if a is None else a, fait))


def _recalculer(ligne: dict[str, Any], prec: Any) -> str | None:
    """The hash that this row should bear; None when a value there has no canonical form."""
    try:
        return chaine.maillon(prec, chaine.feuille(ligne))
    except (ValueError, TypeError):
        return None


def _dossiers_en_desaccord(session: Session) -> list[tuple[str, int]]:
    """Reference and last row of each dossier whose state or number of acts is not what the journal says."""
    derniers = (
        select(Evenement.dossier_id, func.max(Evenement.seq).label("seq")).group_by(Evenement.dossier_id).subquery()
    )
    autre = (Evenement.vers != Dossier.etat) | (Evenement.numero != Dossier.acte_numero)
    requete = (
        select(Dossier.reference, func.coalesce(Evenement.seq, 0))
        .outerjoin(derniers, derniers.c.dossier_id == Dossier.id)
        .outerjoin(Evenement, (Evenement.seq == derniers.c.seq) & (Evenement.dossier_id == Dossier.id))
        .where(autre | (Evenement.seq.is_(None) & (Dossier.acte_numero > 0)))
        .order_by(Evenement.seq)
    )
    return [(reference, seq) for reference, seq in session.execute(requete)]
