"""Entering the dated tariff in force: read by the domain, read again by the étude, then kept (D25)."""

from typing import Any

from flask import Response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse
from wtforms import BooleanField, StringField
from wtforms.validators import Optional, ValidationError

from portail.domaine import saisie
from portail.domaine.frais import Frais
from portail.domaine.procedure import Role
from portail.domaine.tables import TableInvalide, lire_grille
from portail.services import textes as service
from portail.web import preuve
from portail.web.acces import reserve_a
from portail.web.base import acteur, reglages, session_bd
from portail.web.commissaire import bp, grilles
from portail.web.commissaire.commun import refuser
from portail.web.commissaire.forms import JOUR_ATTENDU, pas_a_venir
from portail.web.forms import LIGNE, JourField, MontantField, ReglageForm, longueur, requis
from portail.web.rendu import rendre
from portail.web.traduction import gettext, lazy_gettext

VU = "relu"


class TauxField(StringField):
    """A percentage as French people type it."""

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            saisie.lire_taux(self.data)
        except saisie.SaisieInvalide:
            raise ValidationError(gettext("Indiquez un taux en pour cent, par exemple 11,73.")) from None


class TarifForm(ReglageForm):
    """Every table may be left empty; brackets and territories are added below."""

    du = JourField(lazy_gettext("En vigueur depuis le"), [requis(JOUR_ATTENDU)])
    au = JourField(lazy_gettext("Jusqu’au"), [Optional()])
    source = StringField(
        lazy_gettext("Source"),
        [requis(lazy_gettext("Indiquez la source, par exemple l’arrêté et son numéro.")), longueur(LIGNE)],
    )
    verifie_le = JourField(lazy_gettext("Vérifié le"), [requis(JOUR_ATTENDU)])
    exemple = BooleanField(lazy_gettext("Ces valeurs sont un exemple, pas un tarif officiel"))
    emolument_fixe_ht = MontantField(lazy_gettext("Émolument fixe des créances jusqu’à 188 €, HT"))
    taxable_ht = MontantField(lazy_gettext("Part soumise à la TVA, HT"))
    debours = MontantField(lazy_gettext("Débours sans TVA"))
    titre_ht = MontantField(lazy_gettext("Délivrance du titre, HT"))


for _n in range(1, grilles.TRANCHES + 1):
    setattr(TarifForm, f"taux_{_n}", TauxField(lazy_gettext("Taux de la tranche %(numero)s", numero=_n)))
    if _n < grilles.TRANCHES:
        setattr(TarifForm, f"jusqu_a_{_n}", MontantField(lazy_gettext("Tranche %(numero)s, jusqu’à", numero=_n)))
for _lieu, _nom in grilles.LIEUX.items():
    setattr(TarifForm, f"tva_{_lieu}", TauxField(lazy_gettext("TVA, %(lieu)s", lieu=lazy_gettext(_nom))))
    if _lieu in grilles.OUTRE_MER:
        setattr(
            TarifForm, f"majoration_{_lieu}", TauxField(lazy_gettext("Majoration, %(lieu)s", lieu=lazy_gettext(_nom)))
        )


@bp.get("/reglages/tarifs")
@reserve_a(Role.COMMISSAIRE)
def tarif() -> Response:
    return _saisie(TarifForm(data={"exemple": reglages().specimen}))


@bp.post("/reglages/tarifs")
@reserve_a(Role.COMMISSAIRE, prouve=True)
def saisir_tarif() -> Reponse:
    """The first time: the values in words, what looks odd, a worked example. Then: kept."""
    form = TarifForm()
    bon = form.validate_on_submit()
    if not pas_a_venir(form.verifie_le) or not bon:
        return _saisie(form, statut=422)
    if "modifier" in request.form:
        return _saisie(form)
    grille = grilles.grille(
        grilles.brut(form),
        form.du.jour,
        form.au.jour,
        form.source.data,
        form.verifie_le.jour,
        exemple=form.exemple.data,
    )
    try:
        doutes = grilles.relire(grille)
        if VU in request.form and preuve.acquise(form):
            _enregistrer(grille)
            return redirect(url_for(".reglages"), 303)
    except TableInvalide as refus:
        form.form_errors = [grilles.expliquer(refus)]
        return _saisie(form, statut=422)
    except service.SaisieIncomplete as refus:
        refuser(form, refus)
        return _saisie(form, statut=422)
    return _relire(form, grille, doutes, statut=422 if VU in request.form else 200)


def _enregistrer(grille: dict[str, Any]) -> None:
    service.saisir_tarif(session_bd(), current_user.etude_id, acteur=acteur(), **grille)


def _saisie(form: TarifForm, statut: int = 200) -> Response:
    tranches = [
        (form[f"jusqu_a_{n}"] if n < grilles.TRANCHES else None, form[f"taux_{n}"])
        for n in range(1, grilles.TRANCHES + 1)
    ]
    return rendre(
        "commissaire/tarif.html",
        statut=statut,
        form=form,
        tranches=tranches,
        tva=[form[f"tva_{t}"] for t in grilles.LIEUX],
        majorations=[form[f"majoration_{t}"] for t in grilles.OUTRE_MER],
    )


def _relire(form: TarifForm, grille: dict[str, Any], doutes: tuple[str, ...], statut: int = 200) -> Response:
    saisis = service.tarifs_de(session_bd(), current_user.etude_id)
    tables = grilles.tables_de(saisis).avec(*lire_grille(grille))
    frais, manque = grilles.essai(tables, grille["du"])
    return rendre(
        "commissaire/tarif_relire.html",
        statut=statut,
        form=form,
        lignes=grilles.decrire(grille["valeurs"]),
        grille=grille,
        doutes=doutes,
        frais=frais,
        postes=_postes(frais) if frais else [],
        manque=manque,
        montant=grilles.EXEMPLE_CENTIMES,
        preuve_exigee=preuve.exigee(),
    )


def _postes(frais: Frais) -> list[tuple[str, int, int, int]]:
    lignes = [(p.libelle, p.ht_centimes, p.tva_centimes, p.ttc_centimes) for p in frais.lignes]
    return [*lignes, (gettext("Total"), frais.ht_centimes, frais.tva_centimes, frais.ttc_centimes)]
