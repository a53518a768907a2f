"""Who may call which route: declared above each view, checked at start-up."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, flash, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user

from portail.domaine.procedure import Action, Role, role_connait
from portail.persistance.acces import SessionOuverte
from portail.persistance.dossiers import Dossier, dossier_visible
from portail.persistance.etudes import Compte
from portail.services import aidants, sessions
from portail.web import preuve, reprise, second_pas
from portail.web.base import LECTURES, ecritures, maintenant, relire, session_bd
from portail.web.rendu import rendre
from portail.web.traduction import gettext


class Acces(NamedTuple):
    """What a route asks for, readable by `portail tables` and by the tests.

    `prepare`: what it writes binds nobody (a draft, a calculation), so that who helps the debtor may do it in his
    place. Whatever does not say so is the debtor's alone.
    """

    role: Role | None
    action: Action | None
    motif: str = ""
    prouve: bool = False
    signe: bool = False
    prepare: bool = False


class Identite(UserMixin):
    """A signed-in person: the role, and the number that bounds what may be seen (see dossier_visible)."""

    def __init__(self, ouverte: SessionOuverte, compte: Compte | None) -> None:
        self.ouverte = ouverte
        self.role = ouverte.role
        self.compte_id = ouverte.compte_id
        self.nom = compte.nom if compte else ""
        self.creancier_id = compte.creancier_id if compte else None
        self.etude_id = compte.etude_id if compte else None
        self.aidant = aidants.de(ouverte)
        self.confirmee = ouverte.confirmee_le is not None or ouverte.role is not Role.DEBITEUR

    @property
    def numero(self) -> int:
        porte = {
            Role.DEBITEUR: self.ouverte.dossier_id,
            Role.CREANCIER: self.creancier_id,
            Role.COMMISSAIRE: self.etude_id,
        }[self.role]
        if porte is None:
            raise RuntimeError("session without a scope")
        return porte


def public(motif: str) -> Callable[..., Any]:
    """Opens the route to everybody; `motif` says why."""

    def decorer(vue: Callable[..., Any]) -> Callable[..., Any]:
        vue.acces = Acces(None, None, motif)  # type: ignore[attr-defined]
        return vue

    return decorer


def reserve_a(role: Role, *, prouve: bool = False) -> Callable[..., Any]:
    """Reserves for `role` a page without a dossier: a list, an account, a setting.

    `prouve`: what is entered binds; the secret sent along is checked, and the view asks `preuve.acquise(form)`.
    """

    def decorer(vue: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(vue)
        def vue_protegee(**kwargs: Any) -> Any:
            detour = _detour(role)
            if detour is not None:
                return detour
            ecrit = request.method not in LECTURES
            if ecrit and current_user.aidant:
                return _pas_a_la_place()
            if prouve and ecrit:
                preuve.recevoir()
            return vue(**kwargs)

        vue_protegee.acces = Acces(role, None, prouve=prouve)  # type: ignore[attr-defined]
        return vue_protegee

    return decorer


def autorise(
    role: Role, action: Action, *, prouve: bool = False, signe: bool = False, prepare: bool = False
) -> Callable[..., Any]:
    """Reserves the route for `role` doing `action`, and hands the dossier of the URL to the view.

    404 if the dossier is not visible: an intruder does not learn that it exists. A writing request gets it locked.
    `prouve`: the act binds; the secret sent along is checked first, and the view asks `preuve.acquise(form)`.
    `signe`: it commits to terms; the second step is checked in the same way, by `second_pas`.
    `prepare`: see Acces.
    """
    if not role_connait(role, action):
        raise ValueError(f"{role} has no row {action} in TRANSITIONS")

    def decorer(vue: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(vue)
        def vue_protegee(reference: str, **kwargs: Any) -> Any:
            detour = _detour(role)
            if detour is not None:
                return detour
            ecrit = request.method not in LECTURES
            seul = ecrit and not prepare and current_user.aidant
            if prouve and ecrit and not seul:
                preuve.recevoir()
            if signe and ecrit and not seul:
                second_pas.recevoir()
            dossier = dossier_visible(
                session_bd(), reference, role=role, acteur_id=current_user.numero, pour_ecrire=ecrit
            )
            if dossier is None:
                abort(404)
            g.dossier = dossier
            return _pas_a_la_place() if seul else vue(dossier, **kwargs)

        vue_protegee.acces = Acces(  # type: ignore[attr-defined]
            role, action, prouve=prouve, signe=signe, prepare=prepare
        )
        return vue_protegee

    return decorer


def _detour(role: Role) -> Any:
    """A response when the person must first sign in or say who she is; 404 for the wrong role."""
    if not current_user.is_authenticated:
        porte = "connexion.ouvrir" if role is Role.DEBITEUR else "connexion.entrer"
        if role is Role.DEBITEUR:
            reprise.garder()
        return _aller(url_for(porte), 401)
    if current_user.role is not role:
        abort(404)
    if not current_user.confirmee:
        return redirect(url_for("connexion.confirmer"), 303)
    return None


def reprendre_la_page() -> Any:
    """A page of the debtor's older than the session was sent: what was typed is kept, and nothing is done again alone.

    Leads to that page when this very dossier is open here, else to its door, whatever dossier it is and if it exists.
    Only for a request that the browser says to be ours (`gardes.vient_d_ici`): it writes the session's cookie.
    """
    reprise.garder()
    relire()
    ouvert = current_user.is_authenticated and current_user.role is Role.DEBITEUR
    dossier = session_bd().get(Dossier, current_user.numero) if ouvert else None
    if dossier is None or dossier.reference != (request.view_args or {}).get("reference"):
        return _aller(url_for("connexion.ouvrir"), 401)
    if not current_user.confirmee:
        return _aller(url_for("connexion.confirmer"), 401)
    adresse, _ = reprise.rendre_a(reprise.prendre(), dossier)
    flash(gettext("Cette page était ancienne\u00a0: rien n’est parti. Relisez, puis recommencez."), "attention")
    return _aller(adresse, 409)


def _aller(adresse: str, statut: int) -> Any:
    """Lead there; HTMX, that would put the page in a corner of the old one, is told so beside `statut`."""
    if "HX-Request" in request.headers:
        return "", statut, {"HX-Redirect": adresse}
    return redirect(adresse, 303)


def _pas_a_la_place() -> Any:
    """The page that says why a helper cannot do this, and how the person herself can."""
    return rendre("connexion/aidant_limites.html", statut=403, arrete=True)


def permis_a_l_aidant(adresse: str) -> bool:
    """False for an address that only the debtor himself may send a form to."""
    point, _ = current_app.url_map.bind("").match(urlsplit(adresse).path, "POST")
    acces: Acces = getattr(current_app.view_functions[point], "acces")  # noqa: B009
    return acces.role is None or acces.prepare


def brancher(app: Flask) -> None:
    connexions = LoginManager(app)
    connexions.session_protection = None  # phones change networks; the server-side session is the guard
    connexions.user_loader(charger)


def charger(secret: str) -> Identite | None:
    """The person behind the cookie. Notes the visit at most once a minute, never for a fragment."""
    instant = maintenant()
    with current_app.extensions["lectures"]() as lecture:
        ouverte = sessions.trouver(lecture, secret, instant)
        if ouverte is None:
            return None
        compte = lecture.get(Compte, ouverte.compte_id) if ouverte.compte_id else None
    if compte is not None and not compte.actif:
        return None
    if sessions.a_rafraichir(ouverte, instant) and "HX-Request" not in request.headers:
        with ecritures()() as ecriture:
            sessions.rafraichir(ecriture, ouverte.empreinte, instant)
        ouverte.vue_le = instant  # this request's own copy: the page says how long the session still lasts
    return Identite(ouverte, compte)


def verifier(app: Flask) -> None:
    """Refuses to start with a route whose access is not declared."""
    muettes = [p for p, vue in app.view_functions.items() if p != "static" and not hasattr(vue, "acces")]
    if muettes:
        raise RuntimeError(f"routes without @public, @reserve_a or @autorise: {', '.join(sorted(muettes))}")


def table_des_routes(app: Flask) -> str:
    """One line a route, sorted: what a review looks at when a right changes."""
    lignes = []
    for regle in app.url_map.iter_rules():
        acces = getattr(app.view_functions[regle.endpoint], "acces", None)
        if acces is None:
            continue
        methode = ",".join(sorted((regle.methods or set()) - {"HEAD", "OPTIONS"}))
        quoi = f"{acces.action or acces.motif or '-'}{', aidant aussi' if acces.prepare else ''}"
        lignes.append(f"{regle.rule:64}{methode:10}{acces.role or 'public':13}{quoi}")
    return "\n".join(sorted(lignes))
