"""The offices of the professionals, page by page, and what they say outside of the catalogues.

Not looked at: what says that it is French (`lang="fr"`), and DONNEES, which no page translates.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from portail.domaine.procedure import Action, Etat, Role, actions_ouvertes
from tests.web.test_tout_est_traduit import ATTRIBUTS, TUS, dehors, mots_oublies, noms

# What the victims and the demonstration are called; what is English already: days, and a sentence of WTForms.
DONNEES = re.compile(
    r"canari|Delmas|Hugo|Lavandier|essais?-blancs|^\W*(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b[\W\d]*$|Not a valid choice",
    re.IGNORECASE,
)
# How many times a page that changes with the state of the dossier is read; once the others.
SELON_L_ETAT = {
    "creancier.dossier": 13,
    "commissaire.dossier": 13,
    "commissaire.constat": 4,
    "creancier.proposition": 2,
}
FICHIERS = re.compile(r"/(pieces|documents|telechargements|scan|a-signer)|\.(pdf|png|zip)$")
# The name on the certificate takes any word and has no version: it would be kept.
FORMULAIRES = (
    "main form[method=post]:has([name=version]):not([action='/commissaire/reglages/signature']), "
    "main form[action$=tarifs]"
)
FACULTATIFS = re.compile(r"/dossiers/[\w-]+/(messages/|verifier$)")  # empty, these are acts
REFUSE = "9" * 30


class Bureaux:
    def __init__(self, monde) -> None:
        self.monde, self.lues = monde, {}
        self.pros = {role: monde.de(role, None).client for role in (Role.CREANCIER, Role.COMMISSAIRE)}
        for client in self.pros.values():
            client.set_cookie("portail_langue", "en")

    def pages(self) -> Iterator[tuple[str, BeautifulSoup]]:
        """Each page, then each of its forms, refused: with a stale version, then for what it lacks."""
        for regle, demande, methode in self.monde.regles():
            if methode == "GET" and demande.role in self.pros and not FICHIERS.search(regle.rule):
                yield from self._de(regle, self.pros[demande.role], _etats(regle, demande, self.monde.victimes))

    def _de(self, regle, qui, etats) -> Iterator[tuple[str, BeautifulSoup]]:
        reste = SELON_L_ETAT.get(regle.endpoint, 1)
        for victime in map(self.monde.victimes.get, etats):
            for url in self.monde.adresses(regle, victime.reference, victime.numeros[:1]):
                reponse = qui.get(url) if reste else None
                if reponse is None:
                    continue
                assert reponse.status_code < 500, url
                if reponse.status_code != 200 or reponse.mimetype != "text/html":
                    continue
                reste -= 1
                page = BeautifulSoup(reponse.get_data(), "html.parser")
                yield from self._refusees(page, qui)
                yield url, page

    def _refusees(self, page, qui) -> Iterator[tuple[str, BeautifulSoup]]:
        for form in page.select(FORMULAIRES):
            modele = re.sub(r"RPC-[\w-]+|\d+", "", form["action"])
            if self.lues.setdefault(modele, form) is form:
                envoi = {c["name"]: REFUSE for c in form.select("[name]") if c.get("type") != "file"}
                envoi |= {"preuve": "", "version": "0", "csrf_token": form.select_one("[name=csrf_token]")["value"]}
                yield from self._envoyer(qui, form, envoi)
                if demande_un_texte(form):
                    version = form.select_one("[name=version]")
                    cache = {"csrf_token": envoi["csrf_token"], "version": version["value"] if version else ""}
                    yield from self._envoyer(qui, form, dict.fromkeys(envoi, "") | cache)

    @staticmethod
    def _envoyer(qui, form, envoi) -> Iterator[tuple[str, BeautifulSoup]]:
        reponse = qui.post(form["action"], data=envoi)
        assert reponse.status_code < 500, form["action"]
        if reponse.status_code >= 400:
            yield f"POST {form['action']}", BeautifulSoup(reponse.get_data(), "html.parser")


def demande_un_texte(form) -> bool:
    """Something must be written or chosen: sent empty, the form is refused for what it lacks."""
    champs = form.select("textarea, select, input:is([type=text], [type=radio], [type=file])")
    return bool(champs) and not FACULTATIFS.search(form["action"])


def _etats(regle, demande, tous) -> list[Etat]:
    """The states in which the page is more than a refusal."""
    if "reference" not in regle.arguments:
        return [Etat.PAIEMENTS]
    libre = demande.action is Action.CONSULTER or "genre" in regle.arguments
    return [etat for etat in tous if libre or demande.action in actions_ouvertes(demande.role, etat)]


def connus_de(troupe) -> list[str]:
    return [*noms(troupe.etude), *noms(troupe.menuiserie), troupe.etude.commune]


def oublies(page: BeautifulSoup, connus: list[str]) -> Iterator[str]:
    for morceau in _morceaux(page):
        if not DONNEES.search(morceau):
            yield from mots_oublies(morceau, connus)


def _morceaux(page: BeautifulSoup) -> Iterator[str]:
    """The title, each attribute that is read, then what stands outside of the brackets, piece by piece."""
    for tu in page.select(TUS):
        tu.extract()
    for titre in page.select("title"):
        yield titre.get_text()
    for nom in ATTRIBUTS:
        yield from (e[nom] for e in page.select(f"[{nom}]"))
    textes = "\x1f".join(str(n) for n in (page.body or page).descendants if type(n) is NavigableString)
    yield from dehors(textes).split("\x1f")
