"""The dated tariff tables of the étude: from a form to the domain's own reading, and back to words (D25)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from portail.domaine.controle_tables import plausibilite
from portail.domaine.delais import jour_a_paris
from portail.domaine.ecriture import ecrire_date, ecrire_montant
from portail.domaine.frais import Frais, calculer_frais
from portail.domaine.tables import TABLES_PUBLIEES, TableInvalide, TableManquante, Tables, lire_grille
from portail.domaine.valeurs import (
    TERRITOIRES,
    BaremeDroit,
    FraisDossier,
    FraisTitre,
    Majorations,
    ParTerritoire,
    Tva,
    Valeurs,
)
from portail.persistance.reglages import TarifSaisi
from portail.web.langue import INSECABLE

LIEUX = {
    "metropole": "Métropole",
    "guadeloupe": "Guadeloupe",
    "martinique": "Martinique",
    "guyane": "Guyane",
    "reunion": "La Réunion",
    "mayotte": "Mayotte",
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
    return [(lu.libelle[0].upper() + lu.libelle[1:], en_mots(lu)) for lu in lues.values()]


def en_mots(valeurs: Valeurs) -> str:
    if isinstance(valeurs, BaremeDroit):
        return _en_mots_bareme(valeurs)
    if isinstance(valeurs, FraisDossier):
        return f"{ecrire_montant(valeurs.taxable_ht)} HT, et {ecrire_montant(valeurs.debours)} de débours sans TVA"
    if isinstance(valeurs, FraisTitre):
        return f"{ecrire_montant(valeurs.ht)} HT"
    if isinstance(valeurs, ParTerritoire):
        return ", ".join(f"{LIEUX.get(t, t)} {_taux(v)}" for t, v in valeurs.taux.items())
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


def dire(refus: TableInvalide) -> str:
    """The domain's sentence, with the words of the page instead of the names of the file."""
    phrase = refus.phrase
    for nom, mots in _NOMS.items():
        phrase = phrase.replace(nom, mots)
    return re.sub(r" (?=[:;?!»€])|(?<=«) ", INSECABLE, phrase)


def essai(tables: Tables, au: date) -> tuple[Frais | None, str]:
    """What a creditor would pay on 1 000 € that day with these tables, or what is still missing."""
    try:
        return calculer_frais(EXEMPLE_CENTIMES, au, tables=tables), ""
    except TableManquante as manque:
        return None, manque.phrase


_NOMS = {
    "« tranches »": "« droit de recouvrement »",
    "taxable_ht": "part soumise à la TVA",
    "debours": "débours sans TVA",
    "« valeurs »": "le formulaire",
}
_GENRE_DE: dict[str, type[Valeurs]] = {genre.table: genre for genre in GENRES}


def _etat(genre: type[Valeurs], tables: Tables, au: date) -> EtatTarif:
    libelle = genre.libelle[0].upper() + genre.libelle[1:]
    try:
        entree, valeurs = tables.chercher(genre, au)
    except TableManquante:
        texte = f"Aucune table connue au {ecrire_date(au)}. Entrez celle qui est en vigueur, avec sa source."
        return EtatTarif(libelle, False, False, texte)
    return EtatTarif(libelle, True, entree.exemple, f"{en_mots(valeurs)}. Source : {entree.source}.")


def _en_mots_bareme(bareme: BaremeDroit) -> str:
    morceaux = [
        f"{_taux(t.valeur)} {'jusqu’à ' + ecrire_montant(t.jusqu_a) if t.jusqu_a is not None else 'au-delà'}"
        for t in bareme.tranches
    ]
    if bareme.emolument_fixe_ht is not None:
        morceaux.append(f"émolument fixe {ecrire_montant(bareme.emolument_fixe_ht)} HT")
    return ", ".join(morceaux)


def _taux(valeur: Any) -> str:
    return "inconnu" if valeur is None else f"{str(valeur).replace('.', ',')} %"
