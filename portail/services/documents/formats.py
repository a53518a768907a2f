"""Amounts, dates and times as the documents print them: French, Paris time, spaces that do not break."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date

from portail.domaine.delais import PARIS
from portail.domaine.ecriture import ecrire_montant

INSECABLE = "\u00a0"
_FRANCAIS = Locale("fr", "FR")


def euros(centimes: int) -> str:
    """
    >>> euros(122_000).replace(chr(0x202F), "_").replace(INSECABLE, "_")
    '1_220,00_€'
    """
    return ecrire_montant(centimes)


def jour(le: date) -> str:
    """
    >>> jour(date(2027, 1, 1)).replace(INSECABLE, " ")
    '1er janvier 2027'
    """
    return _premier(format_date(le, "d MMMM y", _FRANCAIS))


def jour_long(le: date) -> str:
    """
    >>> jour_long(date(2026, 12, 2)).replace(INSECABLE, " ")
    'mercredi 2 décembre 2026'
    """
    return f"{format_date(le, 'EEEE', _FRANCAIS)} {jour(le)}"


def instant(le: datetime) -> str:
    """The Paris day, hour and minute of an aware instant.

    >>> from datetime import timezone
    >>> instant(datetime(2026, 11, 22, 9, 42, tzinfo=timezone.utc)).replace(INSECABLE, " ")
    'dimanche 22 novembre 2026 à 10 h 42 (heure de Paris)'
    """
    local = le.astimezone(PARIS)
    return f"{jour_long(local.date())} à{INSECABLE}{_heure(local)} (heure{INSECABLE}de{INSECABLE}Paris)"


def instant_exact(le: datetime) -> str:
    """The same, to the second.

    >>> from datetime import timezone
    >>> instant_exact(datetime(2026, 11, 22, 9, 42, 7, tzinfo=timezone.utc)).replace(INSECABLE, " ")
    'dimanche 22 novembre 2026 à 10 h 42 min 07 s (heure de Paris)'
    """
    local = le.astimezone(PARIS)
    secondes = f"{INSECABLE}min{INSECABLE}{local.second:02d}{INSECABLE}s"
    return f"{jour_long(local.date())} à{INSECABLE}{_heure(local)}{secondes} (heure{INSECABLE}de{INSECABLE}Paris)"


def quand(le: date) -> str:
    """A day, with its hour when an instant is given."""
    return instant(le) if isinstance(le, datetime) else jour_long(le)


def quand_court(le: date) -> str:
    """For a column headed « heure de Paris »."""
    if not isinstance(le, datetime):
        return jour(le)
    local = le.astimezone(PARIS)
    return f"{jour(local.date())}, {_heure(local)}"


def a_paris(le: date) -> date:
    """The Paris day of a day or of an instant."""
    return le.astimezone(PARIS).date() if isinstance(le, datetime) else le


def _heure(local: datetime) -> str:
    return f"{local.hour}{INSECABLE}h{INSECABLE}{local.minute:02d}"


def _premier(texte: str) -> str:
    texte = "1er " + texte.removeprefix("1 ") if texte.startswith("1 ") else texte
    return texte.replace(" ", INSECABLE)
