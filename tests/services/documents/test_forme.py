"""What every document has in common: archival, accessible, marked, and the same bytes for the same data."""

import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import page
import pikepdf
import pytest

from portail.services.documents.lettre import imprimer_lettre
from portail.services.documents.textes import FORMULE_CONNUE

from .exemples import LETTRE, TIRAGE, TOUS
from .lecture import normaliser, pages, texte

TITRES = {
    "lettre": "Invitation à participer à une procédure simplifiée de recouvrement",
    "feuille": "Feuille jointe à la lettre",
    "titre": "Titre exécutoire",
    "constat-refus": "Constat de refus de participer",
    "recepisse-refus": "Récépissé de votre refus de participer",
}
# What the debtor could take for a way to pay before the outcome is recorded (R. 125-7).
MOYENS = ("IBAN", "BIC", "RIB", "virement", "carte bancaire", "chèque à", "prélèvement", "payer en ligne", "régler")
AVANT_L_ISSUE = [nom for nom in TOUS if nom.startswith(("lettre", "feuille", "constat", "projet-constat", "recepisse"))]


@pytest.fixture(scope="module", params=TOUS)
def imprime(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, TOUS[request.param]()


def test_it_declares_pdf_a_2a_and_pdf_ua_1(imprime: tuple[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(imprime[1])) as pdf, pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert "/OpenAction" not in pdf.Root


def test_it_is_tagged_in_french_with_a_title_to_display(imprime: tuple[str, bytes]) -> None:
    nom, contenu = imprime
    with pikepdf.open(io.BytesIO(contenu)) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        titre = normaliser(str(pdf.docinfo["/Title"]))
        assert ("dossier RPC-2H8WN-5TQ6C" in titre) is (nom != "bordereau"), "a batch is of several dossiers"
        assert TITRES.get(nom, "") in titre
        balises = list(_balises(pdf.Root.StructTreeRoot.K))
        assert "/H1" in balises
        assert balises.index("/H1") < len(balises) / 2
        if nom.startswith(("titre", "constat", "accord")):
            assert {"/Table", "/TR", "/TH", "/TD"} <= set(balises)


def test_headings_never_skip_a_level(imprime: tuple[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(imprime[1])) as pdf:
        niveaux = [int(b[2:]) for b in _balises(pdf.Root.StructTreeRoot.K) if b[:2] == "/H" and b[2:].isdigit()]
    assert niveaux[0] == 1
    assert all(suivant <= niveau + 1 for niveau, suivant in zip(niveaux, niveaux[1:], strict=False))


def test_every_image_has_its_words(imprime: tuple[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(imprime[1])) as pdf:
        figures = [e for e in _elements(pdf.Root.StructTreeRoot.K) if e.get("/S") == "/Figure"]
        assert all(str(figure.Alt) for figure in figures)


def test_every_font_is_embedded(imprime: tuple[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(imprime[1])) as pdf:
        descripteurs = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert descripteurs
        assert all("/FontFile2" in d or "/FontFile3" in d for d in descripteurs)


def test_every_page_is_an_a4_with_its_mark(imprime: tuple[str, bytes]) -> None:
    nom, contenu = imprime
    marque = "PROJET" if nom.startswith("projet") else "SPÉCIMEN"
    with pikepdf.open(io.BytesIO(contenu)) as pdf:
        assert all([round(float(x)) for x in page.mediabox] == [0, 0, 595, 842] for page in pdf.pages)
    assert all(page.startswith(marque) and "SPÉCIMEN" in page for page in pages(contenu))


@pytest.mark.parametrize("norme", ["ua1", "2a"])
def test_an_independent_validator_finds_no_fault(imprime: tuple[str, bytes], norme: str) -> None:
    """104 rules of PDF/UA-1 and 154 of PDF/A-2a, by a program that owes nothing to the one that printed."""
    rapport = page.validate_pdf_bytes(imprime[1], profile=norme)
    assert rapport.rules.total > 100
    assert rapport.is_compliant, [(f.rule_id, f.message) for f in rapport.failures]


def test_it_has_bookmarks(imprime: tuple[str, bytes]) -> None:
    nom, contenu = imprime
    with pikepdf.open(io.BytesIO(contenu)) as pdf, pdf.open_outline() as plan:
        titres = [normaliser(str(entree.title)) for entree in plan.root]
    assert titres
    assert all(titres)
    if nom == "lettre":
        assert [t for t in titres if "ormulaire" in t] == ["Formulaire d'acceptation", "Formulaire de refus"]


def test_it_is_read_aloud_in_the_order_of_the_page(imprime: tuple[str, bytes]) -> None:
    """Following the tags meets the marks of each page in the order in which they were drawn."""
    with pikepdf.open(io.BytesIO(imprime[1])) as pdf:
        rangs: dict[Any, list[int]] = {}
        for feuille, marque in _marques(pdf.Root.StructTreeRoot.K, None):
            rangs.setdefault(feuille, []).append(marque)
        assert len(rangs) == len(pdf.pages)
        assert all(ordre == sorted(ordre) for ordre in rangs.values())


def test_every_table_starts_with_its_headers(imprime: tuple[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(imprime[1])) as pdf:
        for table in (e for e in _elements(pdf.Root.StructTreeRoot.K) if e.get("/S") == "/Table"):
            premiere = next(e for e in _elements(table.K) if e.get("/S") == "/TR")
            cellules = list(_elements(premiere.K))
            assert {str(c.S) for c in cellules if str(c.S) in ("/TH", "/TD")} == {"/TH"}


@pytest.mark.parametrize("nom", ["projet-constat", "projet-titre"])
def test_a_draft_bears_its_mark_and_nothing_that_binds(nom: str) -> None:
    """R7: neither heading nor formula; nor date, place to sign, or reference that somebody could verify."""
    formule = [*FORMULE_CONNUE.entete, *FORMULE_CONNUE.alineas]
    for numero, lue in enumerate(pages(TOUS[nom]())):
        assert lue.startswith("PROJET PROJET – document de travail, sans valeur exécutoire"), numero
        for interdit in (*map(normaliser, formule), "Fait à", "Signature et sceau", "À vérifier sur", "K3WP"):
            assert interdit not in lue, (numero, interdit)


def test_the_validator_does_find_faults() -> None:
    """A control: the same file, spoilt on purpose, is refused."""

    def gater(faire: Callable[[pikepdf.Pdf], None]) -> bytes:
        sortie = io.BytesIO()
        with pikepdf.open(io.BytesIO(TOUS["constat-refus"]())) as pdf:
            faire(pdf)
            pdf.save(sortie)
        return sortie.getvalue()

    def sans_mots(pdf: pikepdf.Pdf) -> None:
        for figure in (e for e in _elements(pdf.Root.StructTreeRoot.K) if e.get("/S") == "/Figure"):
            del figure["/Alt"]

    def sans_niveau(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as xmp:
            xmp["pdfaid:conformance"] = "Z"

    assert not page.is_pdf_compliant_bytes(gater(sans_mots), profile="ua1")
    assert not page.is_pdf_compliant_bytes(gater(sans_niveau), profile="2a")


def test_the_same_data_give_the_same_bytes(imprime: tuple[str, bytes]) -> None:
    nom, contenu = imprime
    assert TOUS[nom]() == contenu


@pytest.mark.parametrize("nom", AVANT_L_ISSUE)
def test_nothing_invites_to_pay_before_the_outcome(nom: str) -> None:
    lue = texte(TOUS[nom]())
    assert [moyen for moyen in MOYENS if f" {moyen}".lower() in lue.lower()] == []


def test_outside_the_demonstration_no_mark_is_printed() -> None:
    vraie = replace(
        LETTRE, tirage=replace(TIRAGE, specimen=False), textes=tuple(replace(t, verifie=True) for t in LETTRE.textes)
    )
    assert "SPÉCIMEN" not in texte(imprimer_lettre(vraie))


def test_four_threads_print_forty_letters_without_mixing_them() -> None:
    depart = threading.Barrier(4, timeout=60)

    def imprimer(lot: int) -> dict[str, bytes]:
        depart.wait()
        references = [f"2026-{lot}{i:03d}" for i in range(10)]
        return {ref: imprimer_lettre(replace(LETTRE, tirage=replace(TIRAGE, reference=ref))) for ref in references}

    with ThreadPoolExecutor(4) as fils:
        lettres = {ref: pdf for lot in fils.map(imprimer, range(4)) for ref, pdf in lot.items()}
    assert len(lettres) == 40
    for reference, pdf in lettres.items():  # read here: the reader of the tests knows one thread only
        assert f"Réf. dossier : {reference}" in texte(pdf)


def _elements(noeud: Any) -> Iterator[Any]:
    """Structure elements in reading order."""
    for enfant in noeud if isinstance(noeud, pikepdf.Array) else [noeud]:
        if isinstance(enfant, pikepdf.Dictionary) and "/S" in enfant:
            yield enfant
            if "/K" in enfant:
                yield from _elements(enfant.K)


def _marques(noeud: Any, feuille: Any) -> Iterator[tuple[Any, int]]:
    """(page, mark) in the order of the structure tree."""
    if isinstance(noeud, pikepdf.Array):
        for enfant in noeud:
            yield from _marques(enfant, feuille)
    elif isinstance(noeud, pikepdf.Dictionary):
        feuille = noeud.Pg.objgen if "/Pg" in noeud else feuille
        if noeud.get("/Type") == "/MCR":
            yield feuille, int(noeud.MCID)
        elif "/K" in noeud:
            yield from _marques(noeud.K, feuille)
    elif isinstance(noeud, int):
        yield feuille, int(noeud)


def _balises(noeud: Any) -> Iterator[str]:
    return (str(element.S) for element in _elements(noeud))
