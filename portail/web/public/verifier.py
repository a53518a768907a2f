"""Anybody who holds a document may ask whether it is authentic: by its reference, by its file, without an account."""

from flask import Response
from flask_wtf.file import FileField
from werkzeug.wrappers import Response as Reponse
from wtforms import StringField

from portail.domaine.delais import jour_a_paris
from portail.domaine.identifiants import grouper
from portail.services import authenticite
from portail.services.authenticite import FichierInconnu, Reconnu
from portail.services.references import ReferenceInconnue, ReferenceMalRecopiee
from portail.web.acces import public
from portail.web.base import maintenant, moyens, relire, session_bd
from portail.web.forms import PortailForm, longueur
from portail.web.langue import jour
from portail.web.messages import phrase
from portail.web.public import bp
from portail.web.rendu import rendre
from portail.web.titres import titre
from portail.web.traduction import gettext, lazy_gettext

_PORTE = "vérifier qu'un document est authentique"


class VerificationForm(PortailForm):
    reference = StringField(lazy_gettext("Référence écrite en bas du document"), [longueur(64)])
    fichier = FileField(lazy_gettext("Le fichier PDF, si vous l’avez"))


@bp.get("/verifier")
@public(_PORTE)
def verifier() -> Response:
    return _page(VerificationForm())


@bp.get("/verifier/<reference>")
@public(_PORTE)
def verifier_la_reference(reference: str) -> Response:
    """Where the square printed on a document leads: reading changes nothing and opens nothing."""
    form = VerificationForm(reference=reference)
    try:
        reconnu = authenticite.par_reference(session_bd(), moyens(), reference, maintenant())
    except (ReferenceMalRecopiee, ReferenceInconnue) as refus:
        form.reference.errors = [phrase(refus)]
        return _page(form, statut=404)
    return _page(form, reconnu)


@bp.post("/verifier")
@public(_PORTE)
def verifier_le_document() -> Reponse:
    """The file is compared and forgotten: nothing of it is kept."""
    relire()  # a question asked by POST, for the file it carries: no lock is taken
    form = VerificationForm()
    if not form.validate_on_submit():
        return _page(form, statut=422)
    contenu = form.fichier.data.read() if form.fichier.data else None
    try:
        return _page(form, _reconnaitre(form, contenu))
    except FichierInconnu as refus:
        form.fichier.errors = [phrase(refus)]
    except (ReferenceMalRecopiee, ReferenceInconnue) as refus:
        form.reference.errors = [phrase(refus)]
    return _page(form, statut=422)


def _reconnaitre(form: VerificationForm, contenu: bytes | None) -> Reconnu:
    if form.reference.data or contenu is None:
        return authenticite.par_reference(session_bd(), moyens(), form.reference.data or "", maintenant(), contenu)
    return authenticite.par_fichier(session_bd(), moyens(), contenu, maintenant())


def _page(form: VerificationForm, reconnu: Reconnu | None = None, statut: int = 200) -> Response:
    lignes = _lignes(reconnu) if reconnu else ()
    return rendre("public/verifier.html", statut=statut, form=form, reconnu=reconnu, lignes=lignes)


def _lignes(reconnu: Reconnu) -> tuple[tuple[str, str], ...]:
    """What may be told to anybody: no person, no sum, no dossier."""
    document = reconnu.document
    etude = document.dossier.etude
    signature = reconnu.signature
    signee = (
        (
            (
                gettext("Signature"),
                gettext("Électronique, vérifiée à l’instant, niveau %(niveau)s", niveau=signature.niveau.value),
            ),
        )
        if signature
        else ()
    )
    return (
        (gettext("Genre"), titre(document)),
        (gettext("Date"), jour(jour_a_paris(document.emis_le))),
        (gettext("Étude"), f"{etude.nom}, {etude.commune}"),
        *signee,
        (gettext("Référence"), grouper(document.reference or "")),
    )
