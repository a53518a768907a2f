"""French by default: texts, dates and amounts."""

from datetime import date, datetime
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from portail.domaine.delais import PARIS
from portail.domaine.ecriture import MOIS, ecrire_montant
from portail.web.libelles import libelle_etat
from portail.web.traduction import gettext, langue, traductions

INSECABLE = "\xa0"
MOIS_COURTS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def euros(centimes: int) -> str:
    """« 1 234,56 € » (narrow no-break space between thousands, no-break space before the sign).

    >>> euros(123456) == "1\\u202f234,56\\xa0€"
    True
    """
    return ecrire_montant(centimes)


def jour(le: date) -> str:
    """« 31 janvier 2026 »; the first of a month is « 1er »."""
    quantieme = "1er" if le.day == 1 else str(le.day)
    return f"{quantieme}{INSECABLE}{MOIS[le.month - 1]}{INSECABLE}{le.year}"


def jour_semaine(le: date) -> str:
    """« mercredi 2 décembre 2026 »."""
    return f"{JOURS[le.weekday()]} {jour(le)}"


def jour_court(le: date) -> str:
    """« 2 déc. »."""
    return f"{le.day}{INSECABLE}{MOIS_COURTS[le.month - 1]}"


def instant(le: datetime) -> str:
    """« dimanche 22 novembre 2026 à 10 h 42 », Paris time."""
    a_paris = le.astimezone(PARIS)
    return f"{jour_semaine(a_paris.date())} à {heure(le)}"


def heure(le: datetime) -> str:
    """« 10 h 42 », Paris time."""
    a_paris = le.astimezone(PARIS)
    return f"{a_paris.hour}{INSECABLE}h{INSECABLE}{a_paris.minute:02d}"


def poids(octets: int) -> str:
    """« 84 ko »."""
    return f"{max(1, round(octets / 1000))}{INSECABLE}ko"


def _ngettext(une: str, plusieurs: str, nombre: int) -> str:
    return traductions(langue().code).ngettext(une, plusieurs, nombre)


def brancher(app: Flask) -> None:
    env: Any = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(gettext, _ngettext, newstyle=True)
    env.policies["ext.i18n.trimmed"] = True  # as babel.cfg extracts
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.filters.update(
        euros=euros,
        jour=jour,
        jour_semaine=jour_semaine,
        jour_court=jour_court,
        instant=instant,
        heure=heure,
        poids=poids,
        etat=libelle_etat,
    )
