"""Third screen of a claim: how much, line by line, with the live total."""

from collections.abc import Sequence

from flask import Response, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Reponse

from portail.domaine.creance import ElementDemande, Nature
from portail.domaine.procedure import Action, Role
from portail.domaine.saisie import montant_saisi
from portail.persistance.dossiers import Dossier
from portail.services import creances
from portail.services.creances import LigneSaisie
from portail.services.negociation import plans_ouverts
from portail.web.acces import autorise
from portail.web.base import acteur, session_bd
from portail.web.creancier import bp
from portail.web.creancier.ecrans import avis_sur, couts_de, date_saisie, demande_avec, page_du_depot, propre
from portail.web.creancier.forms.depot import LIGNES_MAX, LigneForm, SommeForm
from portail.web.creancier.suivi import exiger
from portail.web.langue import euros
from portail.web.traduction import gettext

SANS_NOM = "Somme"  # kept and printed in acts: French whoever types


@bp.get("/dossiers/<reference>/depot/combien")
@autorise(Role.CREANCIER, Action.COMPLETER)
def combien(dossier: Dossier) -> Response:
    exiger(dossier, Action.COMPLETER)
    form = SommeForm(dossier, data={"lignes": _lignes_gardees(dossier)})
    live = request.args  # nothing is saved
    return _page(dossier, form, _elements_de(live) if live else creances.demande_de(dossier).elements)


@bp.post("/dossiers/<reference>/depot/combien")
@autorise(Role.CREANCIER, Action.COMPLETER)
def decrire_somme(dossier: Dossier) -> Reponse:
    form = SommeForm(dossier)
    if "ajouter" in request.form or "retirer" in request.form:  # nothing is saved
        return _page(dossier, _remanier(form), _elements_de(request.form))
    if not form.validate_on_submit():
        return _page(dossier, form, _elements_de(request.form), statut=422)
    lignes = [_saisie(ligne) for ligne in form.remplies]
    signes = len(plans_ouverts(dossier))
    creances.decrire_somme(session_bd(), dossier, lignes, acteur())
    if len(plans_ouverts(dossier)) < signes:
        flash(
            gettext("La somme a changé\u00a0: vos plans signés d’avance sont retirés. Vous pouvez en signer d’autres."),
            "attention",
        )
    bloque = avis_sur(dossier).bloque
    return redirect(url_for(".combien" if bloque else ".preuves", reference=dossier.reference), 303)


def _page(dossier: Dossier, form: SommeForm, elements: Sequence[ElementDemande], *, statut: int = 200) -> Response:
    """`elements` are what the total and the verdict weigh."""
    total = sum(e.montant_centimes for e in elements)
    return page_du_depot(
        "creancier/depot_combien.html",
        dossier,
        form,
        3,
        statut=statut,
        total=total,
        annonce=gettext("Total : %(montant)s", montant=euros(total)),
        avis=avis_sur(dossier, demande_avec(dossier, elements=elements)) if elements else None,
        couts=couts_de(dossier, total) if elements else None,
        place=len(form.lignes) < LIGNES_MAX,
    )


def _remanier(form: SommeForm) -> SommeForm:
    """The same lines, plus an empty one or minus the one that was named."""
    if "ajouter" in request.form:
        if len(form.lignes) < LIGNES_MAX:
            form.lignes.append_entry()
        return form
    retiree = request.form["retirer"]
    restantes = [e for rang, e in enumerate(form.lignes) if str(rang) != retiree]
    donnees = MultiDict((nom, valeur) for nom, valeur in request.form.items() if not nom.startswith("lignes-"))
    for rang, entree in enumerate(restantes):
        for champ in entree.form:
            donnees.add(f"lignes-{rang}-{champ.short_name}", champ.data or "")
    return SommeForm(formdata=donnees)


def _lignes_gardees(dossier: Dossier) -> list[dict[str, str]]:
    return [
        {
            "nature": e.nature.value,
            "libelle": e.libelle,
            "exigible_le": date_saisie(e.exigible_le),
            "montant": montant_saisi(e.montant_centimes),
        }
        for e in dossier.elements
    ]


def _elements_de(donnees: MultiDict[str, str]) -> list[ElementDemande]:
    """The lines that can be read among what is being typed."""
    essai = SommeForm(formdata=donnees, meta={"csrf": False})
    essai.validate()
    return [_element(ligne) for ligne in essai.remplies if ligne.montant.centimes]


def _element(ligne: LigneForm) -> ElementDemande:
    return ElementDemande(
        _nature(ligne), ligne.montant.centimes or 0, ligne.exigible_le.jour, propre(ligne.libelle) or SANS_NOM
    )


def _saisie(ligne: LigneForm) -> LigneSaisie:
    e = _element(ligne)
    return LigneSaisie(e.nature, e.libelle, e.exigible_le, e.montant_centimes)


def _nature(ligne: LigneForm) -> Nature:
    return Nature(ligne.nature.data) if ligne.nature.data in set(Nature) else Nature.PRINCIPAL
