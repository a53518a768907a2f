"""Checking the dated tables: gaps, overlaps, implausible jumps, what expires and what nobody verified."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise

from portail.domaine.ecriture import ecrire_date
from portail.domaine.fichiers import lire_csv
from portail.domaine.phrases import Phrase
from portail.domaine.tables import NON_VERIFIEES, TABLES_PUBLIEES, Entree, Statut, Tables
from portail.domaine.valeurs import GENRES, TexteLegal

HORIZON_JOURS = 90
# Beyond this ratio between two periods, a figure deserves a second look.
SAUT_TARIF, SAUT_TAUX = Decimal("1.15"), Decimal("1.5")
_TAUX = ("taux_legal", "taux_bce")


class Anomalie(StrEnum):
    TROU = "trou"
    CHEVAUCHEMENT = "chevauchement"
    SAUT = "saut"
    EXPIRE = "expire"
    INCONNUE = "inconnue"
    A_CONFIRMER = "a_confirmer"
    NON_VERIFIEE = "non_verifiee"
    EXEMPLE = "exemple"


@dataclass(frozen=True)
class Signalement:
    anomalie: Anomalie
    table: str
    cle: str
    du: date | None
    au: date | None
    phrase: str


def verifier_tables(
    au: date, *, tables: Tables = TABLES_PUBLIEES, horizon_jours: int = HORIZON_JOURS
) -> tuple[Signalement, ...]:
    """Everything a clerk should look at, table by table."""
    return _lignes_a_relire() + tuple(
        signalement
        for genre in GENRES.values()
        for _, entrees in _par_cle(tables.entrees(genre))
        for signalement in (
            *controler_suite([e for e in entrees if e not in tables.saisies]),
            *_a_relire(entrees, au, horizon_jours),
        )
    )


_FICHIERS = ("jours_feries.csv", "territoires.csv", "enclaves.csv", "plafonds.csv")


def _lignes_a_relire() -> tuple[Signalement, ...]:
    """The rows of the other files that nobody verified in an official text."""
    return tuple(
        Signalement(
            Anomalie.NON_VERIFIEE,
            nom.removesuffix(".csv"),
            ligne.get("nom") or ligne.get("emprise") or "",
            None,
            None,
            f"{ligne.get('nom') or ligne.get('emprise')} ({nom}) n’est pas vérifié : {ligne['source']}.",
        )
        for nom in _FICHIERS
        for ligne in lire_csv(nom)
        if ligne["certitude"] in NON_VERIFIEES
    )


def _par_cle(entrees: Iterable[Entree]) -> list[tuple[str, list[Entree]]]:
    ordonnees = sorted(entrees, key=lambda e: e.cle)
    return [(cle, list(groupe)) for cle, groupe in groupby(ordonnees, key=lambda e: e.cle)]


def controler_suite(entrees: Sequence[Entree]) -> list[Signalement]:
    """Gaps, overlaps and jumps between consecutive periods of one table."""
    suite = sorted(entrees, key=lambda e: e.du or date.min)
    signalements = []
    for avant, apres in pairwise(suite):
        debut = apres.du or date.min
        if avant.au is None or avant.au >= debut:
            signalements.append(_signaler(Anomalie.CHEVAUCHEMENT, apres, "chevauche la période précédente"))
        elif avant.au + timedelta(days=1) < debut:
            signalements.append(_signaler(Anomalie.TROU, apres, "laisse un trou après la période précédente"))
        signalements += [_signaler(Anomalie.SAUT, apres, phrase) for phrase in sauts(avant, apres)]
    return signalements


def sauts(avant: Entree, apres: Entree) -> list[str]:
    """The figures that move more than is plausible from one period to the next."""
    if avant.valeurs is None or apres.valeurs is None:
        return []
    seuil = SAUT_TAUX if apres.table in _TAUX else SAUT_TARIF
    anciennes, nouvelles = avant.valeurs.mesures(), apres.valeurs.mesures()
    return [
        Phrase("fait un saut à relire (%(nom)s)", nom=nom)
        for nom, nouvelle in nouvelles.items()
        if (ancienne := anciennes.get(nom)) and nouvelle and not 1 / seuil <= nouvelle / ancienne <= seuil
    ]


def plausibilite(entree: Entree, *, tables: Tables = TABLES_PUBLIEES) -> tuple[str, ...]:
    """What looks odd in a table that an étude is about to enter, compared with the last known one before it."""
    avant = [
        e
        for e in tables.entrees(GENRES[entree.table])
        if e.cle == entree.cle and e.valeurs is not None and (e.du or date.min) < (entree.du or date.min)
    ]
    if not avant:
        return ()
    dernier = max(avant, key=lambda e: e.du or date.min)
    return tuple(_signaler(Anomalie.SAUT, entree, phrase).phrase for phrase in sauts(dernier, entree))


def _a_relire(entrees: Sequence[Entree], au: date, horizon: int) -> list[Signalement]:
    signalements = []
    for entree in entrees:
        if entree.exemple:
            signalements.append(_signaler(Anomalie.EXEMPLE, entree, "est un exemple, sans valeur officielle"))
        elif entree.statut is Statut.INCONNUE:
            signalements.append(_signaler(Anomalie.INCONNUE, entree, "n’est pas connue"))
        elif entree.statut is Statut.A_CONFIRMER:
            signalements.append(_signaler(Anomalie.A_CONFIRMER, entree, "reste à confirmer"))
        elif not entree.verifiee:
            signalements.append(_signaler(Anomalie.NON_VERIFIEE, entree, "n’est pas vérifiée dans un texte officiel"))
    return signalements + _expirations(entrees, au, horizon)


def _expirations(entrees: Sequence[Entree], au: date, horizon: int) -> list[Signalement]:
    """The table known today ends soon, or has ended, and nothing known follows."""
    connues = [e for e in entrees if e.statut is Statut.CONNUE and not e.exemple]
    if not connues or any(e.au is None for e in connues):
        return []
    derniere = max(connues, key=lambda e: e.au or date.max)
    fin = derniere.au or date.max
    if fin > au + timedelta(days=horizon):
        return []
    verbe = "a expiré" if fin < au else "expire"
    return [_signaler(Anomalie.EXPIRE, derniere, f"{verbe} le {ecrire_date(fin)}, sans suite connue")]


_DEPUIS, _DEPUIS_JUSQU = Phrase("à partir du %(du)s"), Phrase("à partir du %(du)s jusqu’au %(au)s")
_INCONNU = Phrase("depuis une date inconnue")
_JUSQU = Phrase("depuis une date inconnue jusqu’au %(au)s")
_DIT, _DIT_CAR = Phrase("%(nom)s (%(periode)s) %(suite)s."), Phrase("%(nom)s (%(periode)s) %(suite)s (%(precision)s).")


def _signaler(anomalie: Anomalie, entree: Entree, suite: str) -> Signalement:
    genre = GENRES[entree.table]
    nom = entree.cle if genre is TexteLegal else genre.libelle
    bornes = (_DEPUIS_JUSQU if entree.au else _DEPUIS) if entree.du else (_JUSQU if entree.au else _INCONNU)
    periode = bornes.avec(du=entree.du, au=entree.au)
    phrase = (_DIT_CAR if entree.note else _DIT).avec(nom=nom, periode=periode, suite=suite, precision=entree.note)
    return Signalement(anomalie, entree.table, entree.cle, entree.du, entree.au, phrase)
