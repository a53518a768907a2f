"""The dated wording of the articles to reproduce (R125-2 II) and of the formule exécutoire (décret 47-1047)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portail.domaine.tables import TABLES_PUBLIEES, Entree, TableManquante, Tables, publiees
from portail.domaine.valeurs import TexteLegal

# The invitation reproduces these four (R125-2 II).
ARTICLES_A_REPRODUIRE = ("L111-2", "L111-3", "L125-1", "2238")
FORMULE_ENTETE, FORMULE_TITRE = "FORMULE_ENTETE", "FORMULE_TITRE"
FORMULE_TITRE_COMMISSAIRES, FORMULE_DECRET = "FORMULE_TITRE_COMMISSAIRES", "FORMULE_DECRET"


class StatutTexte(StrEnum):
    VERIFIE = "verifie"
    NON_VERIFIE = "non_verifie"


@dataclass(frozen=True)
class TexteDate:
    """A wording and how far it can be trusted; `a_jour` False: the last known one, no longer in force."""

    code: str
    texte: str
    en_vigueur_du: date | None
    en_vigueur_au: date | None
    source: str
    verifie_le: date
    statut: StatutTexte
    a_jour: bool
    note: str = ""

    @property
    def alineas(self) -> tuple[str, ...]:
        return tuple(ligne.strip() for ligne in self.texte.splitlines() if ligne.strip())


def texte(code: str, au: date, *, tables: Tables = TABLES_PUBLIEES) -> TexteDate:
    """The wording in force that day, else the last known one with `a_jour` False; raises TableManquante.

    >>> texte("2238", date(2026, 11, 22)).a_jour, texte("L125-1", date(2026, 4, 24)).a_jour
    (True, True)
    >>> dernier = texte("L125-1", date(2026, 4, 25))
    >>> dernier.a_jour, dernier.en_vigueur_au
    (False, datetime.date(2026, 4, 24))
    """
    entrees = [e for e in tables.entrees(TexteLegal) if e.cle == code]
    try:
        entree, _ = tables.chercher(TexteLegal, au, code)
    except TableManquante as manque:
        connues = [e for e in entrees if e.valeurs is not None and (e.du is None or e.du <= au)]
        if not connues:
            raise
        dernier = max(connues, key=lambda e: e.du or date.min)
        return _dater(dernier, a_jour=False, note=next((e.note for e in entrees if e.couvre(au)), "") or str(manque))
    return _dater(entree, a_jour=not entree.exemple and (entree.du is not None or au >= entree.verifie_le))


def _dater(entree: Entree, *, a_jour: bool, note: str = "") -> TexteDate:
    contenu = entree.valeurs.texte if isinstance(entree.valeurs, TexteLegal) else ""
    statut = StatutTexte.VERIFIE if entree.verifiee else StatutTexte.NON_VERIFIE
    return TexteDate(
        entree.cle,
        contenu,
        entree.du,
        entree.au,
        entree.source,
        entree.verifie_le,
        statut,
        a_jour,
        note or entree.note,
    )


def codes() -> tuple[str, ...]:
    """Every text that is kept, in the order of the file."""
    return tuple(dict.fromkeys(e.cle for e in publiees(TexteLegal.table)))
