"""What the étude answers for: the wording of the articles and of the formule exécutoire, with source and date."""

from flask import Response, abort, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse
from wtforms import StringField, TextAreaField

from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Role
from portail.services import comptes
from portail.services import textes as service
from portail.services.documents.donnees import FormuleExecutoire, TexteLegal
from portail.services.documents.textes import FORMULE_CONNUE
from portail.web import preuve
from portail.web.acces import reserve_a
from portail.web.base import acteur, maintenant, session_bd
from portail.web.base import reglages as reglages_du_portail
from portail.web.commissaire import bp, grilles, signature
from portail.web.commissaire.commun import commissaire, refuser
from portail.web.commissaire.forms import JOUR_ATTENDU, NomAuCertificatForm, pas_a_venir
from portail.web.forms import LIGNE, JourField, ReglageForm, longueur, requis
from portail.web.rendu import rendre
from portail.web.traduction import lazy_gettext

TEXTE_MAX = 20_000
FORMULE = Phrase("Formule exécutoire (alinéas qui suivent l’en-tête)")


class TexteForm(ReglageForm):
    texte = TextAreaField(
        lazy_gettext("Texte entier, un alinéa par ligne"),
        [requis(lazy_gettext("Recopiez le texte.")), longueur(TEXTE_MAX)],
    )
    du = JourField(lazy_gettext("En vigueur depuis le"), [requis(JOUR_ATTENDU)])
    source = StringField(
        lazy_gettext("Source"),
        [requis(lazy_gettext("Indiquez la source, par exemple l’adresse Légifrance.")), longueur(LIGNE)],
    )
    verifie_le = JourField(lazy_gettext("Vérifié le"), [requis(JOUR_ATTENDU)])


@bp.get("/reglages")
@reserve_a(Role.COMMISSAIRE)
def reglages() -> Response:
    form = NomAuCertificatForm()
    form.nom_au_certificat.data = commissaire().nom_au_certificat or ""
    return _page(form)


@bp.post("/reglages/signature")
@reserve_a(Role.COMMISSAIRE)
def nommer_au_certificat() -> Reponse:
    """Whose certificate is taken for his: it binds, so the password is asked again."""
    preuve.recevoir()
    form = NomAuCertificatForm()
    if form.validate_on_submit() and preuve.acquise(form):
        comptes.nommer_au_certificat(session_bd(), commissaire(), form.nom_au_certificat.data or "")
        return redirect(url_for(".reglages"), 303)
    return _page(form, statut=422)


@bp.get("/reglages/textes/<code>")
@reserve_a(Role.COMMISSAIRE)
def texte(code: str) -> Response:
    connu = _connu(code)
    form = TexteForm(data={"texte": "\n".join(connu.alineas)})
    return _page_texte(form, code, connu)


@bp.post("/reglages/textes/<code>")
@reserve_a(Role.COMMISSAIRE, prouve=True)
def saisir_texte(code: str) -> Reponse:
    connu = _connu(code)
    form = TexteForm()
    bon = form.validate_on_submit()
    if pas_a_venir(form.du) and pas_a_venir(form.verifie_le) and bon and preuve.acquise(form):
        try:
            service.saisir_texte(
                session_bd(),
                current_user.etude_id,
                code=code,
                texte=form.texte.data,
                du=form.du.jour,
                source=form.source.data,
                verifie_le=form.verifie_le.jour,
                acteur=acteur(),
            )
        except service.SaisieIncomplete as refus:
            refuser(form, refus)
        else:
            return redirect(url_for(".reglages"), 303)
    return _page_texte(form, code, connu, statut=422)


def _page_texte(form: TexteForm, code: str, connu: TexteLegal | FormuleExecutoire, statut: int = 200) -> Response:
    return rendre(
        "commissaire/texte.html",
        statut=statut,
        form=form,
        code=code,
        connu=connu,
        intitule=_intitule(connu),
        preuve_exigee=preuve.exigee(),
    )


def _connu(code: str) -> TexteLegal | FormuleExecutoire:
    """The text as it stands for this étude: 404 for a code that nothing prints."""
    if code == service.FORMULE:
        return service.formule_executoire(session_bd(), current_user.etude_id)
    etat = service.etat_des_textes(session_bd(), current_user.etude_id)
    trouve = next((t for t, _ in etat if t.code == code), None)
    if trouve is None:
        abort(404)
    return trouve


def _intitule(connu: TexteLegal | FormuleExecutoire) -> str:
    return connu.intitule if isinstance(connu, TexteLegal) else FORMULE


def _page(form: NomAuCertificatForm, statut: int = 200) -> Response:
    etat = service.etat_des_textes(session_bd(), current_user.etude_id)
    formule = service.formule_executoire(session_bd(), current_user.etude_id)
    saisis = service.tarifs_de(session_bd(), current_user.etude_id)
    return rendre(
        "commissaire/reglages.html",
        statut=statut,
        lignes=[
            *((t.code, t.intitule, t, saisi) for t, saisi in etat),
            (service.FORMULE, FORMULE, formule, formule is not FORMULE_CONNUE),
        ],
        tarifs=[(t, grilles.decrire(t.valeurs)) for t in saisis],
        etats_tarifs=grilles.etat(saisis, maintenant()),
        reglages_du_portail=reglages_du_portail(),
        form=form,
        compte=commissaire(),
        signature=signature.reglee(),
        preuve_exigee=preuve.exigee(),
    )
