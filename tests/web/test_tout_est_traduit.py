"""Nothing that a debtor or the public reads is left out of the catalogues.

Every screen is drawn in a language whose sentences are all « ⟦…⟧ ». What stands outside must be data: figures, days,
names, references, and words that say that they are French.
"""

import re

import pytest
from babel.support import NullTranslations
from bs4.element import NavigableString

from portail.web import traduction
from tests.ecrans import maison_a_part, rendues
from tests.pages import Maison, lisse

OUVRE, FERME = "⟦", "⟧"
ATTRIBUTS = ("aria-label", "title", "alt", "placeholder", "data-annonce", "data-col", "data-codes")
MUETS = ("data-veille", "data-session", "data-src")
TUS = "script, style, template, textarea, [lang=fr], .langues, [data-texte-legal]"
# Data: what the pages of the demonstration name, and what is written alike in every language.
DONNEES = re.compile(
    r"""RPC-[\w-]+ | \b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b | \b[\w-]+\.(?:com|fr)\b | [\w.+-]+@[\w.-]+
      | €?-?\d[\d\s,.:/]*%? | \bPDF\b | \bPortail\b
      | \b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b
      | \b(January|February|March|April|May|June|July|August|September|October|November|December)\b
      | \b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b""",
    re.VERBOSE,
)


class Crochets(NullTranslations):
    """A language that changes every sentence, so that what does not go through it shows."""

    def gettext(self, message):
        return f"{OUVRE}{message}{FERME}"

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


class MaisonTraduite(Maison):
    """The same house, whose visitors chose this language."""

    def _entrer(self, *args, **reste):
        return self._choisir(super()._entrer(*args, **reste))

    def anonyme(self):
        return self._choisir(super().anonyme())

    def _choisir(self, visiteur):
        visiteur.client.set_cookie("portail_langue", "en")
        return visiteur


@pytest.fixture(scope="module")
def pages(modele_sqlite, tmp_path_factory):
    """Every screen in this language, and the names that their dossiers hold."""
    vraies = traduction.traductions
    with pytest.MonkeyPatch.context() as mp:
        mp.setattr(traduction, "traductions", lambda code: Crochets() if code == "en" else vraies(code))
        with maison_a_part(modele_sqlite, tmp_path_factory.mktemp("traduits")) as maison:
            maison = MaisonTraduite(maison.app, maison.session, maison.moyens, maison.troupe, maison.horloge)
            lues = dict(rendues(maison))
            lues["connexion"] = maison.anonyme().get("/connexion")
            lues["connexion-erreur"] = maison.anonyme().soumettre("/connexion")
            troupe = maison.troupe
            yield lues, [*noms(troupe.etude), *noms(troupe.menuiserie), troupe.etude.commune, "rue des Essais-Blancs"]


def noms(partie):
    """What may be read of a party: name, address, telephone."""
    connus = (getattr(partie, n, "") or "" for n in ("nom", "appellation", "telephone", "horaires"))
    return [n for n in (*connus, *getattr(partie, "lignes_adresse", ())) if n]


def dehors(texte):
    """What stands outside of the brackets, nested or not.

    >>> dehors("a ⟦b ⟦c⟧ d⟧ e")
    'a   e'
    """
    while True:
        reste = re.sub(rf"{OUVRE}[^{OUVRE}{FERME}]*{FERME}", " ", texte)
        if reste == texte:
            return texte
        texte = reste


def mots_oublies(texte, connus):
    reste = lisse(dehors(texte))
    for nom in connus:
        reste = reste.replace(lisse(nom), " ")
    return [lisse(mots) for mots in re.findall(r"[^\W\d_]{2,}[^.!?]*", DONNEES.sub(" ", reste))]


def textes(page):
    """The title, each attribute that is read, then the page in the order in which it is read."""
    for e in page.tous("script[data-envoi], #ecoute"):  # what our scripts say
        yield from (str(v) for n, v in e.attrs.items() if n.startswith("data-") and n not in MUETS)
    for tu in page.html.select(TUS):
        tu.extract()
    yield page.html.title.get_text()
    for nom in ATTRIBUTS:
        yield from (e[nom] for e in page.tous(f"[{nom}]"))
    yield " ".join(str(n) for n in page["body"].descendants if type(n) is NavigableString)


def test_every_sentence_of_every_screen_is_in_the_catalogues(pages):
    lues, connus = pages
    oublies = {}
    for nom, page in lues.items():
        for texte in textes(page):
            assert texte.count(OUVRE) == texte.count(FERME)
            for mots in mots_oublies(texte, connus):
                oublies.setdefault(mots, nom)
    assert not oublies, "\n".join(f"{nom}: {mots}" for mots, nom in oublies.items())


def test_a_forgotten_sentence_is_seen(pages):
    assert mots_oublies(f"{OUVRE}Bonjour{FERME} Vous devez 3 €", []) == ["Vous devez €"]
    assert not mots_oublies(
        f"{OUVRE}Le %s{FERME} Wednesday 2 December 2026, €1,220.00, Costa, RPC-7F4K2-9QDA3", ["Costa"]
    )
