"""Texts, dates and amounts in the reader's language: the filters of the templates. French outside of a request."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency
from flask import Flask
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from portail.domaine.delais import PARIS
from portail.domaine.ecriture import MOIS, ecrire_montant
from portail.domaine.phrases import Duree, Montant, Phrase
from portail.domaine.saisie import sans_ecriture_anglaise
from portail.web.libelles import libelle_etat
from portail.web.traduction import gettext, isoler, langue, ngettext, phrases

INSECABLE = "\xa0"
_ISOLER, _DE_DROITE, _FIN = "\u2066", "\u2067", "\u2069"  # what stands between has this direction of its own
MOIS_COURTS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
JOURS_COURTS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


def euros(centimes: int) -> str:
    """« 1 234,56 € » (narrow no-break space between thousands, no-break space before the sign); « €1,234.56 ».

    Arabic writes it as French does: it is what the letter says, and what the forms read.

    >>> euros(123456) == "1\\u202f234,56\\xa0€"
    True
    """
    if langue().code == "en":
        return str(format_currency(Decimal(centimes) / 100, "EUR", locale=langue().region))
    ecrit = ecrire_montant(centimes)
    return f"{_ISOLER}{ecrit}{_FIN}" if langue().sens == "rtl" else ecrit


def montant_tape(texte: str) -> str:
    """What was typed in an amount field, as `lire_montant` reads it: an English page also takes « €1,220.50 »."""
    return sans_ecriture_anglaise(texte) if langue().code == "en" else texte


def _date(le: date, forme: str) -> str:
    """In a language that Babel writes; the day, the month and the year stay on one line."""
    return str(format_date(le, forme, locale=langue().region)).replace(" ", INSECABLE)


def jour(le: date) -> str:
    """« 31 janvier 2026 »; the first of a month is « 1er »."""
    if langue().region:
        return _date(le, "d MMMM y")
    return f"{jour_mois(le)}{INSECABLE}{le.year}"


def jour_mois(le: date) -> str:
    """« 31 janvier »."""
    if langue().region:
        return _date(le, "d MMMM")
    quantieme = "1er" if le.day == 1 else str(le.day)
    return f"{quantieme}{INSECABLE}{MOIS[le.month - 1]}"


def mois(le: date) -> str:
    """« janvier 2026 »."""
    return _date(le, "MMMM y") if langue().region else f"{MOIS[le.month - 1]} {le.year}"


def mois_court(le: date) -> str:
    """« janv. 2026 »."""
    return _date(le, "MMM y") if langue().region else f"{MOIS_COURTS[le.month - 1]} {le.year}"


def nom_jour(le: date) -> str:
    """« mercredi »."""
    return _date(le, "EEEE") if langue().region else JOURS[le.weekday()]


def nom_court_jour(le: date) -> str:
    """« mer. »."""
    return _date(le, "EEE") if langue().region else JOURS_COURTS[le.weekday()]


def jour_semaine(le: date) -> str:
    """« mercredi 2 décembre 2026 »."""
    return f"{nom_jour(le)} {jour(le)}"


def jour_limite(le: date) -> str:
    """A deadline: `jour_semaine`, with the day in figures where French readers around cannot read the month."""
    if langue().sens == "rtl":
        return f"{jour_semaine(le)} ({_ISOLER}{le:%d/%m/%Y}{_FIN})"
    return jour_semaine(le)


def jour_court(le: date) -> str:
    """« 2 déc. »."""
    return _date(le, "d MMM") if langue().region else f"{le.day}{INSECABLE}{MOIS_COURTS[le.month - 1]}"


def jour_mois_an(le: date) -> str:
    """« 2 déc. 2026 »."""
    return _date(le, "d MMM y") if langue().region else f"{jour_court(le)} {le.year}"


def jour_abrege(le: date) -> str:
    """« mer. 2 »."""
    return f"{nom_court_jour(le)} {le.day}"


def instant(le: datetime) -> str:
    """« dimanche 22 novembre 2026 à 10 h 42 », Paris time."""
    a_paris = le.astimezone(PARIS)
    return gettext("%(jour)s à %(heure)s", jour=jour_semaine(a_paris.date()), heure=heure(le))


def heure(le: datetime) -> str:
    """« 10 h 42 », Paris time; « 10:42 »."""
    a_paris = le.astimezone(PARIS)
    if langue().region:
        return f"{a_paris.hour}:{a_paris.minute:02d}"
    return f"{a_paris.hour}{INSECABLE}h{INSECABLE}{a_paris.minute:02d}"


def poids(octets: int) -> str:
    """« 84 ko »."""
    return gettext("%(nombre)s\u00a0ko", nombre=max(1, round(octets / 1000)))


def dire(valeur: Any) -> str:
    """A sentence of the domain, or a value of one, in the reader's language; any other text as it is."""
    match valeur:
        case Phrase():
            return gettext(valeur.gabarit, **{nom: dire(v) for nom, v in valeur.valeurs.items()})
        case Montant():
            return euros(valeur.centimes)
        case Duree():
            return _duree(valeur)
        case date():
            return jour(valeur)
        case _:
            return str(valeur)


def dites(lignes: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """(label, value) lines in the reader's language."""
    return [(dire(nom), dire(valeur)) for nom, valeur in lignes]


def _montree(valeur: Any) -> Any:
    """What a template shows: a sentence of the domain is said in the reader's language."""
    return dire(valeur) if isinstance(valeur, Phrase) else valeur


def _duree(duree: Duree) -> str:
    mois = ngettext("%(num)s mois", "%(num)s mois", duree.mois)
    jours = ngettext("%(num)s jour", "%(num)s jours", duree.jours)
    if duree.mois and duree.jours:
        return gettext("%(mois)s et %(jours)s", mois=mois, jours=jours)
    return mois if duree.mois else jours


def majuscule(texte: str) -> str:
    """The first letter alone changes: « Mercredi 2 décembre », « Wednesday 2 December »."""
    return texte[:1].upper() + texte[1:]


def tel_quel(texte: str) -> str:
    """What was written in French, for a page in another language: said as French, in its own direction."""
    if langue().balise == "fr":
        return texte
    return Markup('<bdi lang="fr" dir="ltr">{}</bdi>').format(texte)


def enumerer(valeurs: Iterable[Any]) -> str:
    """« PDF, 84 ko »: values side by side, with the comma of the reader's language; "" if there is none."""
    return reduce(_accoler, [dire(valeur) for valeur in valeurs] or [""])


def _accoler(debut: str, suite: str) -> str:
    """Two of them; from the right to the left around figures too, whose pair has no letter that would tell."""
    paire = gettext("%(debut)s, %(suite)s", debut=debut, suite=suite)
    return f"{_DE_DROITE}{paire}{_FIN}" if langue().sens == "rtl" else paire


@pass_context
def _gettext(contexte: Context, phrase: str, /, **valeurs: Any) -> str:
    return _poser(contexte, phrases().gettext(phrase), valeurs)


@pass_context
def _ngettext(contexte: Context, une: str, plusieurs: str, nombre: int, /, **valeurs: Any) -> str:
    valeurs.setdefault("num", nombre)
    return _poser(contexte, phrases().ngettext(une, plusieurs, nombre), valeurs)


def _poser(contexte: Context, texte: str, valeurs: dict[str, Any]) -> str:
    """As Jinja's own: the values are escaped, the sentence of the catalogue is not."""
    sur = Markup(texte) if contexte.eval_ctx.autoescape else texte  # noqa: S704 — our own catalogues
    return sur % isoler({nom: _montree(valeur) for nom, valeur in valeurs.items()})


def _a_chaque_page(filtre: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that Jinja never computes ahead: of a constant, it would keep the language of the first reader."""

    @pass_context
    def calculer(_contexte: Context, *arguments: Any, **options: Any) -> Any:
        return filtre(*arguments, **options)

    return calculer


def brancher(app: Flask) -> None:
    env: Any = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.newstyle_gettext = True
    env.globals.update(gettext=_gettext, ngettext=_ngettext)
    env.policies["ext.i18n.trimmed"] = True  # as babel.cfg extracts
    env.undefined = StrictUndefined
    env.finalize = _montree
    env.trim_blocks = env.lstrip_blocks = True
    filtres: dict[str, Callable[..., Any]] = {
        "euros": euros,
        "jour": jour,
        "jour_semaine": jour_semaine,
        "jour_limite": jour_limite,
        "jour_court": jour_court,
        "jour_mois_an": jour_mois_an,
        "nom_court_jour": nom_court_jour,
        "instant": instant,
        "heure": heure,
        "poids": poids,
        "majuscule": majuscule,
        "tel_quel": tel_quel,
        "dire": dire,
        "enumerer": enumerer,
        "etat": libelle_etat,
    }
    env.filters.update({nom: _a_chaque_page(filtre) for nom, filtre in filtres.items()})
