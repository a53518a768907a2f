"""Composing a schedule from a form: a number of payments or a monthly amount, a first day, a first larger payment.

Shape only: what a schedule may be is said by `domaine.echeancier` and by `services.negociation`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from portail.domaine import echeancier
from portail.domaine.delais import ajouter_mois
from portail.domaine.echeancier import Echeancier, EcheancierInvalide, MotifEcheancier
from portail.domaine.saisie import SaisieInvalide, lire_entier
from portail.services.negociation import MontantHorsBornes, Termes
from portail.web.forms import ActeForm, JourField, MontantField, longueur, sans_coordonnees
from portail.web.langue import dire
from portail.web.messages import phrase
from portail.web.traduction import gettext, lazy_gettext, ngettext

LIBRE = "libre"
NOMBRES = (1, 3, 6, 12)
JOUR_PROPOSE = 5  # the day of the month suggested first
MESSAGE = 500  # characters

_M = MotifEcheancier
# Which field a refusal of the domain speaks of.
_CHAMP: Mapping[MotifEcheancier, str] = {
    _M.TROP_D_ECHEANCES: "nombre",
    _M.MENSUALITE_NULLE: "mensualite",
    _M.MENSUALITE_TROP_PETITE: "mensualite",
    _M.PREMIER_VERSEMENT_NUL: "premier_versement",
    _M.PREMIER_VERSEMENT_TROP_GRAND: "premier_versement",
    _M.PREMIER_VERSEMENT_LAISSE_TROP_PEU: "premier_versement",
    _M.PREMIER_VERSEMENT_SEUL: "premier_versement",
    _M.DEBUT_TROP_TOT: "premiere",
    _M.DEBUT_TROP_TARD: "premiere",
    _M.TOTAL_NUL: "total",
    _M.TOTAL_TROP_PETIT: "total",
}


class EcheancierForm(ActeForm):
    """Presets first, then a number or a monthly amount of one's own."""

    fois = RadioField(lazy_gettext("En combien de fois\u00a0?"), validate_choice=False)
    nombre = StringField(lazy_gettext("Nombre de paiements"), [longueur(10)])
    mensualite = MontantField(lazy_gettext("Ou montant par mois"), [longueur(30)])
    premiere = JourField(lazy_gettext("Date du premier paiement"), [longueur(30)])
    premier_versement = MontantField(lazy_gettext("Montant du premier paiement"), [Optional(), longueur(30)])
    total = MontantField(lazy_gettext("Somme totale demandée"), [Optional(), longueur(30)])
    message = TextAreaField(lazy_gettext("Un mot pour l’expliquer"), [Optional(), longueur(MESSAGE), sans_coordonnees])

    def proposer(self, nombres: tuple[int, ...] = NOMBRES) -> None:
        """The radio cards of this page."""
        fois = {str(n): ngettext("%(num)s fois", "%(num)s fois", n) for n in nombres}
        self.fois.choices = {**fois, LIBRE: gettext("Un autre nombre, ou un montant par mois")}


@dataclass(frozen=True)
class Bornes:
    """Between what an offer may move: the claim, the first lawful day, the longest plan in months."""

    total_centimes: int
    pas_avant: date
    duree_max_mois: int


def premier_jour_propose(pas_avant: date, quantieme: int = JOUR_PROPOSE) -> date:
    """The first such day of a month that is lawful.

    >>> premier_jour_propose(date(2026, 12, 29)), premier_jour_propose(date(2027, 1, 5))
    (datetime.date(2027, 1, 5), datetime.date(2027, 1, 5))
    """
    ce_mois = pas_avant.replace(day=quantieme)
    return ce_mois if ce_mois >= pas_avant else ajouter_mois(ce_mois, 1)


def essayer(form: EcheancierForm, bornes: Bornes) -> Termes | None:
    """The terms that the form describes; None when it does not, and its fields then say what is expected."""
    if not form.validate():
        return None
    try:
        return composer(form, bornes)
    except (EcheancierInvalide, MontantHorsBornes) as refus:
        _placer(form, refus)
    except SaisieInvalide as refus:
        form.nombre.errors = [dire(refus.phrase)]
    return None


def composer(form: EcheancierForm, bornes: Bornes) -> Termes | None:
    """Raises EcheancierInvalide, MontantHorsBornes, SaisieInvalide; None when it is not said how to share the sum."""
    total = bornes.total_centimes if form.total.centimes is None else form.total.centimes
    if not 0 < total <= bornes.total_centimes:
        raise MontantHorsBornes(bornes.total_centimes)
    plan = _plan(form, total, bornes)
    if plan is None:
        return None
    echeancier.verifier(
        plan.echeances, total_centimes=total, pas_avant=bornes.pas_avant, duree_max_mois=bornes.duree_max_mois
    )
    return Termes(total, plan.echeances)


def _plan(form: EcheancierForm, total: int, bornes: Bornes) -> Echeancier | None:
    communs: dict[str, Any] = {
        "premiere": form.premiere.jour or premier_jour_propose(bornes.pas_avant),
        "premier_versement": form.premier_versement.centimes,
        "duree_max_mois": bornes.duree_max_mois,
    }
    libre = form.fois.data == LIBRE
    nombre = form.nombre.data if libre else form.fois.data
    mensualite = form.mensualite.centimes if libre else None
    if nombre and mensualite is not None:
        form.nombre.errors = [gettext("Remplissez l’un des deux : le nombre de paiements, ou le montant par mois.")]
    elif mensualite is not None:
        return echeancier.par_mensualite(total, mensualite, **communs)
    elif nombre:
        return echeancier.par_nombre(total, lire_entier(nombre), **communs)
    else:
        champ = form.nombre if libre else form.fois
        champ.errors = [gettext("Choisissez en combien de fois la somme sera payée.")]
    return None


def _placer(form: EcheancierForm, refus: EcheancierInvalide | MontantHorsBornes) -> None:
    nom = "total" if isinstance(refus, MontantHorsBornes) else _CHAMP.get(refus.motif, "fois")
    if nom == "nombre" and form.fois.data != LIBRE:
        nom = "fois"
    champ = form[nom]
    champ.errors = [*champ.errors, phrase(refus)]


def saisie(form: EcheancierForm) -> dict[str, str]:
    """What was typed, to be kept as a draft."""
    noms = ("fois", "nombre", "mensualite", "premiere", "premier_versement", "total", "message")
    return {nom: form[nom].data or "" for nom in noms}
