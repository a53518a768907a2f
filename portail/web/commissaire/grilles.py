"""The dated tariff tables of the étude: from a form to the domain's own reading, and back to words (D25)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from portail.domaine.controle_tables import plausibilite
from portail.domaine.delais import jour_a_paris
from portail.domaine.frais import Frais, calculer_frais
from portail.domaine.phrases import Phrase
from portail.domaine.tables import TABLES_PUBLIEES, TableInvalide, TableManquante, Tables, lire_grille
from portail.domaine.valeurs import (
    TERRITOIRES,
    BaremeDroit,
    FraisDossier,
    FraisTitre,
    Majorations,
    ParTerritoire,
    Tranche,
    Tva,
    Valeurs,
)
from portail.persistance.reglages import TarifSaisi
from portail.web.langue import dire, enumerer, euros, jour, majuscule
from portail.web.traduction import gettext, langue

LIEUX = {
    "metropole": Phrase("Métropole"),
    "guadeloupe": Phrase("Guadeloupe"),
    "martinique": Phrase("Martinique"),
    "guyane": Phrase("Guyane"),
    "reunion": Phrase("La Réunion"),
    "mayotte": Phrase("Mayotte"),
}
OUTRE_MER = tuple(t for t in TERRITOIRES if t != "metropole")
# The tables that the étude enters, in the order of the page.
GENRES: tuple[type[Valeurs], ...] = (BaremeDroit, FraisDossier, FraisTitre, Tva, Majorations)
TRANCHES = 5
EXEMPLE_CENTIMES = 100_000


class EtatTarif(NamedTuple):
    """One table on a day: known or not, whose, in words."""

    libelle: str
    connue: bool
    exemple: bool
    texte: str
    source: str


def brut(form: Any) -> dict[str, Any]:
    """What was typed, in the shape that domaine.tables reads; a table left empty is left out."""
    valeurs: dict[str, Any] = {}
    tranches = [
        {"jusqu_a": form[f"jusqu_a_{n}"].data if n < TRANCHES else "", "taux_pct": form[f"taux_{n}"].data}
        for n in range(1, TRANCHES + 1)
    ]
    remplies = [t for t in tranches if t["taux_pct"]]
    if remplies:
        remplies[-1]["jusqu_a"] = ""
        valeurs["droit_a444_32"] = {"tranches": remplies, "emolument_fixe_ht": form.emolument_fixe_ht.data or ""}
    if form.taxable_ht.data or form.debours.data:
        valeurs["frais_dossier"] = {"taxable_ht": form.taxable_ht.data, "debours": form.debours.data}
    if form.titre_ht.data:
        valeurs["titre"] = {"ht": form.titre_ht.data}
    for table, prefixe in (("tva", "tva"), ("majorations", "majoration")):
        taux = {t: form[f"{prefixe}_{t}"].data for t in TERRITOIRES if f"{prefixe}_{t}" in form}
        if any(taux.values()):
            valeurs[table] = {t: v for t, v in taux.items() if v}
    return valeurs


def decrire(valeurs: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(table, its values in words) of a grille already read once by the domain."""
    lues = {nom: _GENRE_DE[nom].lire(contenu) for nom, contenu in valeurs.items() if nom in _GENRE_DE}
    return [(majuscule(dire(lu.libelle)), en_mots(lu)) for lu in lues.values()]


def en_mots(valeurs: Valeurs) -> str:
    if isinstance(valeurs, BaremeDroit):
        return _en_mots_bareme(valeurs)
    if isinstance(valeurs, FraisDossier):
        part, debours = euros(valeurs.taxable_ht), euros(valeurs.debours)
        return gettext("%(part)s HT, et %(debours)s de débours sans TVA", part=part, debours=debours)
    if isinstance(valeurs, FraisTitre):
        return gettext("%(montant)s HT", montant=euros(valeurs.ht))
    if isinstance(valeurs, ParTerritoire):
        return enumerer(f"{dire(LIEUX.get(t, t))} {_taux(v)}" for t, v in valeurs.taux.items())
    return ""


def etat(saisis: Iterable[TarifSaisi], maintenant: datetime) -> list[EtatTarif]:
    """Which table applies today, or the sentence that says it is not known."""
    tables = tables_de(saisis)
    return [_etat(genre, tables, jour_a_paris(maintenant)) for genre in GENRES]


def tables_de(saisis: Iterable[TarifSaisi]) -> Tables:
    """The published tables with the étude's entries, the oldest first: among these the newest wins."""
    tables = TABLES_PUBLIEES
    for t in reversed(list(saisis)):
        tables = tables.avec_grille(grille(t.valeurs, t.du, t.au, t.source, t.verifie_le, exemple=t.exemple))
    return tables


def grille(
    valeurs: Mapping[str, Any], du: date, au: date | None, source: str, verifie_le: date, *, exemple: bool
) -> dict[str, Any]:
    return {
        "du": du,
        "au": au,
        "source": source,
        "verifie_le": verifie_le,
        "exemple": exemple,
        "valeurs": dict(valeurs),
    }


def relire(brute: Mapping[str, Any]) -> tuple[str, ...]:
    """What looks odd beside the last known tables. Raises TableInvalide."""
    return tuple(phrase for entree in lire_grille(brute) for phrase in plausibilite(entree))


def expliquer(refus: TableInvalide) -> str:
    """The domain's sentence, with the words of the page instead of the names of the file."""
    if not isinstance(refus.phrase, Phrase):
        return refus.phrase
    noms = {nom: _NOMS.get(valeur, valeur) for nom, valeur in refus.phrase.valeurs.items()}
    return dire(refus.phrase.avec(**noms))


def essai(tables: Tables, au: date) -> tuple[Frais | None, str]:
    """What a creditor would pay on 1 000 € that day with these tables, or what is still missing."""
    try:
        return calculer_frais(EXEMPLE_CENTIMES, au, tables=tables), ""
    except TableManquante as manque:
        return None, dire(manque.phrase)


_NOMS = {
    "tranches": Phrase("droit de recouvrement"),
    "taxable_ht": Phrase("part soumise à la TVA"),
    "debours": Phrase("débours sans TVA"),
    "« valeurs »": Phrase("le formulaire"),
}
_GENRE_DE: dict[str, type[Valeurs]] = {genre.table: genre for genre in GENRES}


def _etat(genre: type[Valeurs], tables: Tables, au: date) -> EtatTarif:
    libelle = majuscule(dire(genre.libelle))
    try:
        entree, valeurs = tables.chercher(genre, au)
    except TableManquante:
        texte = gettext(
            "Aucune table connue au %(jour)s. Entrez celle qui est en vigueur, avec sa source.", jour=jour(au)
        )
        return EtatTarif(libelle, False, False, texte, "")
    return EtatTarif(libelle, True, entree.exemple, f"{en_mots(valeurs)}.", entree.source)


def _en_mots_bareme(bareme: BaremeDroit) -> str:
    morceaux = [_tranche(t) for t in bareme.tranches]
    if bareme.emolument_fixe_ht is not None:
        morceaux.append(gettext("émolument fixe %(montant)s HT", montant=euros(bareme.emolument_fixe_ht)))
    return enumerer(morceaux)


def _tranche(tranche: Tranche) -> str:
    taux = _taux(tranche.valeur)
    if tranche.jusqu_a is None:
        return gettext("%(taux)s au-delà", taux=taux)
    return gettext("%(taux)s jusqu’à %(montant)s", taux=taux, montant=euros(tranche.jusqu_a))


def _taux(valeur: Decimal | None) -> str:
    if valeur is None:
        return gettext("inconnu")
    ecrit = str(valeur) if langue().code == "en" else str(valeur).replace(".", ",")
    return gettext("%(taux)s %%", taux=ecrit)
