"""Reading a project that a debtor shows to somebody he trusts: no account, no act, no document.

The token comes by the address's fragment, or is pasted: it stands in no address that a server sees. A look at the
first page opens nothing and counts nothing: mail scanners and previews stop there (securite.md, T08).
"""

from typing import Any

from flask import Response, redirect, session, url_for
from werkzeug.wrappers import Response as Reponse
from wtforms import StringField

from portail.persistance.lectures import LienLecture
from portail.services import lectures
from portail.services.lectures import LienFerme
from portail.web import aides
from portail.web.acces import public
from portail.web.base import maintenant, moyens, session_bd
from portail.web.debiteur import composition, situation
from portail.web.forms import PortailForm, longueur, requis
from portail.web.public import bp
from portail.web.rendu import rendre
from portail.web.traduction import lazy_gettext

CLE = "lecture"
_LIEN = "lire ce qu'une personne de confiance a ouvert"


class LienForm(PortailForm):
    lien = StringField(
        lazy_gettext("Le lien reçu"),
        [requis(lazy_gettext("Collez le lien entier que vous avez reçu.")), longueur(2000)],
        id="lien",
    )


@bp.get("/lecture")
@public(_LIEN)
def lire() -> Response:
    return _discrete(rendre("public/lecture.html", form=LienForm()))


@bp.post("/lecture")
@public(_LIEN)
def ouvrir_lien() -> Reponse:
    form = LienForm()
    if not form.validate_on_submit():
        return _discrete(rendre("public/lecture.html", statut=422, form=form))
    jeton = "".join(form.lien.data.split()).rpartition("#l=")[2]
    bd = session_bd()
    try:
        lectures.compter(bd, lectures.trouver(bd, moyens().jetons, jeton, maintenant()))
    except LienFerme:
        return _ferme()
    session[CLE] = jeton
    return redirect(url_for(".projet"), 303)


@bp.get("/lecture/projet")
@public(_LIEN)
def projet() -> Reponse:
    """Asked for again as often as one likes, as long as the link is open: closing it closes the page too."""
    try:
        lien = lectures.trouver(session_bd(), moyens().jetons, str(session.get(CLE, "")), maintenant())
    except LienFerme:
        return _ferme()
    return _discrete(rendre("public/projet.html", lien=lien, **_contexte(lien)))


def _contexte(lien: LienLecture) -> dict[str, Any]:
    """Less than the debtor sees: no paper, no message, no address, no telephone, no e-mail; of the creditor's side,
    nothing but the terms that he offered to the debtor."""
    dossier = lien.dossier
    limite = situation.limite(dossier, maintenant())
    return {
        "creancier": dossier.creancier.appellation,
        "nom": dossier.debiteur.initiale,
        "fondement": dossier.fondement,
        "montant": dossier.total_centimes,
        "limite": limite,
        "proposition": dossier.proposition_en_cours if limite and limite.accord_ouvert else None,
        "composee": composition.gardee(session_bd(), dossier, maintenant()),
        "aides": aides.choix(),
        "nom_etude": dossier.etude.nom,
        "etude": None,
    }


@bp.get("/lecture/fin")
@public(_LIEN)
def fermer_la_page() -> Reponse:
    """Only this browser forgets the link; nothing else is written, so a plain link is enough."""
    session.pop(CLE, None)
    reponse = redirect(url_for("connexion.sorti"), 303)
    reponse.headers["Clear-Site-Data"] = '"cache"'
    return reponse


def _ferme() -> Response:
    session.pop(CLE, None)
    return _discrete(rendre("public/lecture_fermee.html", statut=404))


def _discrete(reponse: Response) -> Response:
    """No search engine keeps it, and no page learns where the reader came from (no-store: web.entetes).

    A page that holds a form keeps the site's own policy, which tells other sites nothing either: without any referrer
    browsers hide the form's origin, and web.gardes refuses it. No address here carries the token.
    """
    reponse.headers["X-Robots-Tag"] = "noindex, nofollow"
    if b"<form" not in reponse.get_data():
        reponse.headers["Referrer-Policy"] = "no-referrer"
    return reponse
