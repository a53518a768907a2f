"""What the web tests use: a page that checks itself, a browser with and without HTMX, dossiers in any state."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bs4 import BeautifulSoup
from sqlalchemy import inspect, select

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Etat, Role
from portail.persistance.acces import AccesLettre, SessionOuverte
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte, Creancier, Etude
from portail.services import demonstration, sessions
from portail.services.identifiants import Identifiants
from portail.services.scenario import Personnage
from portail.services.scene import Scene

HTMX = {"HX-Request": "true"}
_ESPACES = re.compile(r"[\s\xa0\u202f]+")


def lisse(texte: str) -> str:
    """The text with ordinary single spaces, to compare what a person reads."""
    return _ESPACES.sub(" ", texte).strip()


class Horloge:
    """A clock that only moves when told to."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        return self.instant

    def avancer(self, **duree: float) -> None:
        self.instant += timedelta(**duree)


class Page:
    """A response and its HTML; refuses what no page may contain."""

    def __init__(self, reponse):
        self.statut, self.lieu, self.entetes = reponse.status_code, reponse.location, reponse.headers
        self.chemin, self.adresse = reponse.request.path, reponse.request.full_path
        self.envoi: dict[str, object] | None = None  # what was sent to get it, if it answers a form itself
        self.octets = reponse.get_data()
        self.texte = (
            "" if reponse.mimetype in ("application/pdf", "application/zip") else reponse.get_data(as_text=True)
        )
        self.html = BeautifulSoup(self.texte, "lxml" if "<html" in self.texte else "html.parser")
        if reponse.mimetype == "text/html" and self.texte:
            self._controler()

    def _controler(self):
        tout = self.html.find_all(True)  # once: a selector walks the whole page each time
        ids = [e["id"] for e in tout if e.has_attr("id")]
        assert len(ids) == len(set(ids)), f"the same id twice: {sorted(i for i in ids if ids.count(i) > 1)}"
        assert "{{" not in self.texte and "{%" not in self.texte
        assert not [e for e in tout if e.has_attr("style")], "inline style"
        assert not [e for e in tout if e.name == "script" and not e.get("src")], "inline script"
        for form in (e for e in tout if e.name == "form" and e.get("method", "").lower() == "post"):
            assert form.get("action"), "a form without action does not work without JavaScript"
            assert form.select_one("[name=csrf_token]"), "a form without CSRF token"
            assert form.get("hx-post") in (None, form["action"]), "hx-post and action differ"
        if "<html" in self.texte:
            assert self.html.title and self.html.title.text.strip()
            assert self.html.html.get("lang")
            assert (nombre := sum(e.name == "h1" for e in tout)) == 1, f"{nombre} h1"
        if self.html.html and self.html.html["lang"] != "fr":
            return
        collees = re.findall(r".{0,20}\w [:;?!€»]", self.html.get_text())
        assert not collees, f"ordinary space before {collees}"

    def __getitem__(self, selecteur):
        return self.html.select_one(selecteur)

    def tous(self, selecteur):
        return self.html.select(selecteur)

    @property
    def lu(self) -> str:
        """The visible text, with ordinary spaces."""
        return lisse(self.html.get_text(" "))


@dataclass
class Navigateur:
    """One person's browser. With `htmx`, forms are sent as HTMX sends them (their hx-target)."""

    client: object
    htmx: bool = False
    signature: str = ""  # the code under the fold of this person's sheet

    def get(self, url, suivre=True, **entetes):
        return Page(self.client.get(url, headers=entetes, follow_redirects=suivre))

    def fragment(self, url, cible, **parametres):
        """What HTMX gets when it targets `#cible`."""
        entetes = {**HTMX, "HX-Target": cible}
        return Page(self.client.get(url, query_string=parametres, headers=entetes))

    def soumettre(self, page, selecteur="main form[method=post]", suivre=True, **champs):
        """Fill the page's form and send it, as a person does. `page` is a Page or an address."""
        page = self.get(page) if isinstance(page, str) else page
        form = page[selecteur]
        assert form is not None, f"no form {selecteur} on the page: {page.lu[:400]}"
        entetes = {}
        if self.htmx and form.get("hx-post"):
            entetes = {**HTMX, "HX-Target": form["hx-target"].removeprefix("#")}
        donnees = {**_valeurs(form), **champs}
        reponse = self.client.post(form["action"], data=donnees, headers=entetes, follow_redirects=suivre)
        page = Page(reponse)
        page.envoi = donnees if reponse.request.method == "POST" else None
        return page

    def revoir(self, page):
        """The page asked for once more; the form that it answers is sent again."""
        if page.envoi is None:
            return self.get(page.adresse)
        return Page(self.client.post(page.adresse, data=page.envoi))

    def signer(self, page, **champs):
        """The same, with the code that signing asks for."""
        return self.soumettre(page, **{"code_signature": self.signature, **champs})


def _valeurs(form) -> dict[str, object]:
    """What the form would send untouched."""
    valeurs: dict[str, object] = {}
    for champ in form.select("input, textarea, select"):
        nom = champ.get("name")
        if not nom or champ.get("type") == "file":
            continue
        if champ.get("type") in ("radio", "checkbox"):
            if champ.has_attr("checked"):
                valeurs[nom] = champ.get("value", "y")
        elif champ.name == "select":
            choisi = champ.select_one("option[selected]") or champ.select_one("option")
            valeurs[nom] = choisi.get("value", "") if choisi else ""
        elif champ.name == "textarea":
            valeurs[nom] = champ.text.lstrip("\n")
        else:
            valeurs[nom] = champ.get("value", "")
    return valeurs


class _Scene(Scene):
    """An act that is signed gives up its transaction, and with it what was read: read it again, and lock nothing."""

    def jusqu_a(self, etat):
        dossier = super().jusqu_a(etat)
        for objet in list(self.session):
            if isinstance(objet, (Compte, Creancier, Etude, Dossier)) and inspect(objet).expired:
                self.session.refresh(objet)
        self.session.commit()
        return dossier


class Maison:
    """The house of the tests: its people, its dossiers, its doors."""

    def __init__(self, app, session, moyens, troupe, horloge, album=None):
        self.app, self.session, self.moyens, self.troupe, self.horloge = app, session, moyens, troupe, horloge
        self._album = album  # dossiers already led to their state, see tests/cliches.py
        self._numero = 0
        self.mots: dict[int, Identifiants] = {}

    def scene(self, *, envoi: date | None = None, jours: int = 10, personnage: Personnage | None = None, plans=()):
        """A scene whose letter left `jours` days ago (or on `envoi`)."""
        self._numero += 1
        return _Scene(
            self.session,
            self.moyens,
            creancier=self.troupe.menuiserie,
            compte=self.troupe.compte_menuiserie,
            commissaire=self.troupe.commissaire,
            envoi=envoi or jour_a_paris(self.horloge()) - timedelta(days=jours),
            maintenant=self.horloge(),
            personnage=personnage or demonstration.personnage(self._numero - 1),
            plans=plans,
        )

    def dossier(self, etat: Etat, **options) -> Dossier:
        """A dossier led to `etat` through the real use cases."""
        return self.dossier_avec_codes(etat, **options)[0]

    def dossier_avec_codes(self, etat: Etat, **options) -> tuple[Dossier, Identifiants]:
        def jouer():
            scene = self.scene(**options)
            return scene.jusqu_a(etat), scene.identifiants

        numero = self._numero
        demande = repr((etat, sorted(options.items()), numero, self.horloge()))
        dossier, identifiants = self._album.passer(demande, jouer) if self._album else jouer()
        self._numero = numero + 1
        if identifiants is not None:
            self.mots[dossier.id] = identifiants
        return dossier, identifiants

    def debiteur(self, dossier: Dossier, *, htmx: bool = False, confirme: bool = True) -> Navigateur:
        visiteur = self._entrer(Role.DEBITEUR, dossier=dossier, htmx=htmx, confirme=confirme)
        mots = self.mots.get(dossier.id)
        visiteur.signature = mots.signature if mots else ""
        return visiteur

    def creancier(self, *, autre: bool = False, htmx: bool = False) -> Navigateur:
        """The first creditor's user, or with `autre` the second's."""
        compte = self.troupe.compte_syndic if autre else self.troupe.compte_menuiserie
        return self._entrer(Role.CREANCIER, compte=compte, htmx=htmx)

    def commissaire(self, *, htmx: bool = False) -> Navigateur:
        return self._entrer(Role.COMMISSAIRE, compte=self.troupe.commissaire, htmx=htmx)

    def anonyme(self) -> Navigateur:
        return Navigateur(self.app.test_client())

    def _entrer(self, role, *, compte=None, dossier=None, htmx=False, confirme=True) -> Navigateur:
        intact = self._album and self._album.intact()
        with self.app.extensions["ecritures"]() as session:
            secret = sessions.ouvrir(
                session,
                role,
                self.horloge(),
                compte_id=compte.id if compte else None,
                dossier_id=dossier.id if dossier else None,
                acces_id=self._acces(session, dossier) if dossier else None,
            )
            session.flush()
            ouverte = session.get_one(SessionOuverte, sessions.empreinte(secret))
            if confirme:
                ouverte.confirmee_le = self.horloge()
            session.commit()
        if intact:
            self._album.entrer(ouverte)
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = secret
            cookie["_fresh"] = True
        return Navigateur(client, htmx)

    @staticmethod
    def _acces(session, dossier):
        return session.scalar(select(AccesLettre.id).where(AccesLettre.dossier_id == dossier.id))
