"""The official texts that the papers reproduce, from the domain's dated table, with the typography of print.

What is not known to be in force is marked `verifie=False`, prints with a visible mark, and production must replace it
(droit.md, D19).
"""

import re
from datetime import date

from portail.domaine import textes
from portail.domaine.textes import ARTICLES_A_REPRODUIRE, FORMULE_ENTETE, FORMULE_TITRE
from portail.services.documents.donnees import FormuleExecutoire, TexteLegal

__all__ = ["ARTICLES_A_REPRODUIRE", "FORMULE_CONNUE", "TEXTES_CONNUS"]

ETAT_DES_CONNAISSANCES = date(2026, 11, 22)  # the day the table of texts was last gone through
_CPCE = "du code des procédures civiles d’exécution"
_INTITULES = {
    "L111-2": f"Article L. 111-2 {_CPCE}",
    "L111-3": f"Article L. 111-3 {_CPCE}",
    "L125-1": f"Article L. 125-1 {_CPCE}",
    "2238": "Article 2238 du code civil",
}


def _imprimer(alineas: tuple[str, ...]) -> tuple[str, ...]:
    """Typographic apostrophes, no-break spaces before the high signs; not a letter more.

    >>> _imprimer(("l'article : ceci",)) == ("l’article\\u00a0: ceci",)
    True
    """
    return tuple(re.sub(r" (?=[:;?!])", "\u00a0", alinea.replace("'", "’")) for alinea in alineas)


def _article(code: str) -> TexteLegal:
    connu = textes.texte(code, ETAT_DES_CONNAISSANCES)
    return TexteLegal(
        code=code,
        intitule=_INTITULES[code],
        alineas=_imprimer(connu.alineas),
        en_vigueur_au=connu.verifie_le,
        source=connu.source,
        verifie=connu.a_jour,
    )


TEXTES_CONNUS: tuple[TexteLegal, ...] = tuple(map(_article, ARTICLES_A_REPRODUIRE))

_entete, _titre = (textes.texte(code, ETAT_DES_CONNAISSANCES) for code in (FORMULE_ENTETE, FORMULE_TITRE))
FORMULE_CONNUE = FormuleExecutoire(
    entete=_imprimer(_entete.alineas),
    alineas=_imprimer(_titre.alineas),
    en_vigueur_au=_entete.en_vigueur_du or _entete.verifie_le,
    source=_titre.source,
    verifie=_titre.a_jour,
)
