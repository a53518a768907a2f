"""What every screen of the debtor, and every public one, owes to everybody. See docs/accessibilite.md.

Each screen is drawn once; the tests read it as a person does: its words, its weight, its order, what shows without
style sheet nor script. What needs a browser is in tests/navigateur/test_pour_tous.py.
"""

import gzip
import re
from types import MappingProxyType

import pytest
from bs4 import BeautifulSoup

from outils.lisibilite import mesurer, mots, phrases_de_page
from outils.pages import CSS_MAX, ECOUTER_MAX, JS_MAX, POIDS_MAX, REQUETES_MAX, poids
from portail.ressources import chemin
from tests.ecrans import DEBITEUR, PUBLIQUES
from tests.pages import lisse

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
KANDEL_MOLES_MIN, KANDEL_MOLES_FACILE, MOTS_PAR_PHRASE_MAX, MOTS_MAX = 75, 85, 12, 25
NON_DITS = re.compile(r"dette|€|impay|saisie|recouvr|créanc|relance|Costa", re.IGNORECASE)
FICHIERS = (
    "debiteur.agenda",
    "debiteur.projet_papier",
    "debiteur.document",
    "debiteur.piece",
    "debiteur.piece_jointe",
    "debiteur.quittance",
    "debiteur.recepisse",
    "debiteur.telechargement",
)
INVISIBLES = "head, script, style, svg, template, details, [hidden], [aria-hidden=true], .sr, [class*=sans-js]"

CODES = (
    "main input[name*=code]:not([type=hidden]), main input[name=identifiant], "
    "main input[autocomplete=one-time-code], main input[autocomplete=current-password]"
)
LIBRE = "Vous êtes libre d’accepter ou de refuser. La procédure est gratuite pour vous."
RIEN = "Ne payez rien maintenant"
SIGNER = (RIEN, "Vous êtes libre", "titre exécutoire", "Frais pour vous 0,00 €", "sans passer devant un juge")
# What the law, or fairness, wants seen on a screen: neither folded away, nor drawn by a style sheet or a script.
VISIBLES = {
    "accueil-envoyee": (LIBRE, RIEN, "Jeudi 10 décembre 2026", "vous demande", "Refuser la procédure"),
    "accueil-bientot": (LIBRE, RIEN, "Bientôt fini"),
    "accueil-dernier-jour": (LIBRE, RIEN, "C’est aujourd’hui."),
    "accueil-entre-deux": (LIBRE, RIEN, "Un accord n’est plus possible"),
    "accueil-proposition_creancier": (RIEN, "Vous êtes libre", "Votre date limite"),
    "refuser": ("Vous n’avez pas besoin de donner une raison", "n’est pas effacée", "Vous ne payez rien pour elle"),
    "participer": (RIEN, "La procédure est gratuite pour vous", "ne veut pas dire que vous devez la somme"),
    "echeancier": ("Rien n’est envoyé avant l’étape 3",),
    "relire-accord": (*SIGNER, "L’accord est conclu tout de suite"),
    "relire-proposition": (*SIGNER, "l’accord est conclu"),
    "accepter": SIGNER,
    "refuser-termes": ("Ce refus arrête toute la procédure", "n’est pas effacée"),
    "trop-tard": (RIEN, "Le délai pour un accord est fini"),
    "preuve-accord": ("Ne payez rien avant", "copie du titre exécutoire"),
    "preuve-proposition": (RIEN,),
    "/": (RIEN, "Vous êtes libre d’accepter ou de refuser. C’est gratuit pour vous."),
    "/ouvrir": (RIEN,),
}  # fmt: skip
# The same in the words of easy French, where they differ.
EN_FACILE = {
    "sans passer devant un juge": "sans juge",
    "Un accord n’est plus possible": "Il est trop tard pour un accord",
    "La procédure est gratuite pour vous": "La procédure ne vous coûte rien",
    "Le délai pour un accord est fini": "Il est trop tard pour un accord",
}
EN_COURS = (
    "refuser",
    "participer",
    "echeancier",
    "relire-accord",
    "proposition",
    "accepter",
    "ecarter",
    "retirer",
    "refuser-termes",
)


@SQLITE
def test_every_page_of_the_debtor_is_walked(app, ecrans):
    """A page added to the space joins tests/ecrans.py, and with it every gate of this file and of the browser's."""
    carte = app.url_map.bind("localhost")
    vues = {
        carte.match(page.chemin, "GET")[0]
        for nom, page in ecrans.items()
        if page.statut == 200 and nom not in PUBLIQUES
    }
    attendues = {
        r.endpoint for r in app.url_map.iter_rules()
        if r.endpoint.startswith("debiteur.") and "GET" in r.methods and r.endpoint not in FICHIERS
    }  # fmt: skip
    assert not attendues - vues, "add these pages to tests/ecrans.py"


def test_the_words_are_easy(ecrans):
    fautes = trop_dures(ecrans, KANDEL_MOLES_MIN)
    assert not fautes, "\n".join(fautes)


def test_easy_french_is_easier_still(ecrans_faciles):
    for nom, page in ecrans_faciles.items():
        assert page["nav.langues [aria-current]"].text.strip() == "Facile à lire", nom
    fautes = trop_dures(ecrans_faciles, KANDEL_MOLES_FACILE)
    assert not fautes, "\n".join(fautes)


def trop_dures(ecrans, minimum) -> list[str]:
    """What is hard to read, page by page."""
    fautes = []
    for nom, page in ecrans.items():
        lu = mesurer(phrases_de_page(page.html))
        if lu.score < minimum:
            fautes.append(f"{nom}: Kandel-Moles {lu.score:.1f}, {minimum} at least")
        if lu.mots_par_phrase > MOTS_PAR_PHRASE_MAX:
            fautes.append(f"{nom}: {lu.mots_par_phrase:.1f} words a sentence, {MOTS_PAR_PHRASE_MAX} at most")
        fautes += [f"{nom}: {len(mots(p))} words: {p}" for p in lu.phrases if len(mots(p)) > MOTS_MAX]
    return list(dict.fromkeys(fautes))


def test_a_text_of_law_left_out_of_the_measure_names_its_article(ecrans):
    for nom, page in ecrans.items():
        for exempt in page.tous("[data-texte-legal]"):
            assert re.search(r"\d", exempt["data-texte-legal"]), f"{nom}: which text is it?"


def test_a_page_is_light_and_asks_for_little(ecrans):
    fautes = []
    for nom, page in ecrans.items():
        p = poids(page.html, page.octets)
        if p.octets > POIDS_MAX:
            fautes.append(f"{nom}: {p.octets} bytes, {POIDS_MAX} at most")
        if p.requetes > REQUETES_MAX:
            fautes.append(f"{nom}: {p.requetes} requests, {REQUETES_MAX} at most")
        if p.ailleurs:
            fautes.append(f"{nom}: asks elsewhere for {p.ailleurs}")
        if p.htmx and not nom.startswith("echeancier"):
            fautes.append(f"{nom}: only the picker has live parts")
    assert not fautes, "\n".join(fautes)


def test_the_style_sheet_and_our_scripts_keep_their_size():
    def comprime(nom):
        return len(gzip.compress((chemin("static") / nom).read_bytes()))

    assert comprime("portail.css") <= CSS_MAX
    assert comprime("portail.js") <= JS_MAX
    assert comprime("ecouter.js") <= ECOUTER_MAX, "fetched at the first tap, so outside of the first view"
    assert comprime("secours.js") < 500, "for the picker and the back offices, when htmx comes from elsewhere"


@SQLITE
def test_titles_say_the_place_and_nothing_of_the_claim(ecrans, app):
    carte = app.url_map.bind("localhost")
    par_titre = {}
    for nom, page in ecrans.items():
        titre = lisse(page["title"].text)
        assert not NON_DITS.search(titre), f"{nom}: {titre}"
        assert titre.startswith("Erreur : ") == (page.statut == 422), f"{nom}: {titre}"
        if page.statut == 200:
            neutre = re.sub(r"RPC-[\w-]+", "", titre)
            par_titre.setdefault(neutre, set()).add(carte.match(page.chemin, "GET")[0])
    partages = {titre: routes for titre, routes in par_titre.items() if len(routes) > 1}
    assert not partages


def test_one_main_part_headings_in_order_and_the_way_to_the_content_first(ecrans):
    for nom, page in ecrans.items():
        assert len(page.tous("main")) == 1 and page["html"]["lang"] == "fr", nom
        niveaux = [int(t.name[1]) for t in page.tous("h1, h2, h3, h4, h5, h6")]
        premier = niveaux.index(1)
        assert premier == 0 or page["main h2"].find_parent(role="alert"), (
            f"{nom}: only the summary of errors comes before h1"
        )
        ordre = niveaux[premier:]
        assert all(b - a <= 1 for a, b in zip(ordre, ordre[1:], strict=False)), f"{nom}: {niveaux}"
        liens = page.tous("a[href], button, input:not([type=hidden])")
        assert liens[0]["href"] == "#contenu" and page["#contenu"] is page["main"], nom


def test_help_stands_at_the_same_place_everywhere(ecrans):
    """WCAG 3.2.6: the first link of the foot of the page. In the debtor's own pages, free help is named before it."""
    for nom, page in ecrans.items():
        premier = page["footer ul a"]
        assert (premier["href"], premier.text) == ("/aide", "Aide"), nom
        if nom in {e.nom for e in DEBITEUR} and page.statut < 400:
            assert page["header form[action='/quitter'] button"], nom
            assert "3039" in page["main"].text or page["main a[href='/aide']"], f"{nom}: free help"


def test_what_must_be_seen_is_seen_without_style_and_without_script(ecrans):
    fautes = manquantes(ecrans)
    assert not fautes, "\n".join(fautes)


def test_what_must_be_seen_is_seen_in_easy_french_too(ecrans_faciles):
    fautes = manquantes(ecrans_faciles, EN_FACILE)
    assert not fautes, "\n".join(fautes)


def manquantes(ecrans, autrement=MappingProxyType({})) -> list[str]:
    """What no one can see of VISIBLES; `autrement`: the phrases that these screens say in other words."""
    fautes = []
    for nom, phrases in VISIBLES.items():
        vu = vu_sans_rien(ecrans[nom])
        fautes += [f"{nom}: {dite}" for phrase in phrases if (dite := autrement.get(phrase, phrase)) not in vu]
    for nom in EN_COURS:
        vu = vu_sans_rien(ecrans[nom])
        if not re.search(r"demande [\d ]+,\d\d €. Date limite : jeudi 10 décembre 2026.", vu):
            fautes.append(f"{nom}: who, how much, until when")
    return fautes


def vu_sans_rien(page) -> str:
    """The page with every fold closed, no style sheet, no script."""
    copie = BeautifulSoup(str(page.html), "html5lib")
    for tu in copie.select(INVISIBLES):
        tu.extract()
    return lisse(copie.get_text(" ")).replace(" .", ".").replace(" ,", ",")


def test_a_field_of_code_wears_the_class_that_keeps_it_from_being_read_aloud(ecrans):
    vus = 0
    for nom, page in ecrans.items():
        for champ in page.tous(CODES):
            assert "code" in champ["class"], f"{nom}: {champ['name']}"
            vus += 1
    assert vus > 10


@pytest.mark.parametrize(
    "selecteur", ["[required]", "[placeholder]", "[tabindex]:not([tabindex='-1'])", "[accesskey]", "img:not([alt])"]
)
def test_what_no_page_holds(ecrans, selecteur):
    assert not [nom for nom, page in ecrans.items() if page.tous(selecteur)]


def test_a_link_says_where_it_goes_and_the_same_words_go_to_the_same_place(ecrans):
    for nom, page in ecrans.items():
        ou = {}
        for lien in page.tous("main a[href]"):
            ou.setdefault(lisse(lien.get_text(" ")), set()).add(lien["href"])
        assert "" not in ou, nom
        doubles = {texte: adresses for texte, adresses in ou.items() if len(adresses) > 1}
        assert not doubles, f"{nom}: {doubles}"


def test_errors_say_the_same_above_and_at_the_field_and_keep_the_value(ecrans):
    vus = 0
    for nom, page in ecrans.items():
        if page.statut != 422 or not page["[role=alert]"]:
            continue
        for lien in page.tous("[role=alert] a"):
            cible = page[lien["href"].replace("-0", "")] or page[lien["href"]]
            assert cible is not None, f"{nom}: {lien['href']}"
            identifiant = lien["href"].removeprefix("#").removesuffix("-0")
            au_champ = page[f"#{identifiant}-erreur"]
            assert au_champ is not None and lisse(lien.text) in lisse(au_champ.text), f"{nom}: {lien['href']}"
            assert page[f"#{identifiant}[aria-invalid=true]"], f"{nom}: {identifiant}"
            vus += 1
    assert vus > 5


def test_a_space_stands_between_two_sentences(ecrans):
    """The templates drop the ends of lines: two sentences written one under the other would touch."""
    colles = set()
    for nom, page in ecrans.items():
        for bloc in page.tous("p, li, dd, td, h1, h2, h3, legend, label"):
            if not bloc.find(["p", "li", "div", "dd"]):
                colles |= {(nom, m) for m in re.findall(r"\w+[.!?][A-ZÉÀ]\w+|€[.][A-ZÉÀ]\w+", bloc.get_text())}
    assert not colles
