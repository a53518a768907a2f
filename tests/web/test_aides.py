"""The free help that debtors are shown: checked within the year, for everybody, at the same place everywhere."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from portail.web import aides
from tests.pages import lisse


def test_every_contact_was_checked_within_twelve_months():
    vieux = [c.nom for c in aides.contacts() if datetime.now(UTC).date() - c.verifie_le > timedelta(days=366)]
    assert not vieux, f"check that these still exist, then change `verifie_le` in portail/web/aides.toml: {vieux}"


def test_a_free_number_for_all_overseas_and_without_hearing():
    (droits,) = [c for c in aides.contacts() if c.adresse == "tel:3039"]
    for mot in ("gratuit", "sourdes ou malentendantes"):
        assert mot in lisse(droits.texte)
    (ailleurs,) = [c for c in aides.contacts() if "outre-mer" in c.nom]
    assert "09\xa070\xa082\xa031\xa090" in ailleurs.texte, "on one line"
    assert ailleurs.adresse == "tel:+33970823190"


def test_a_contact_leads_somewhere_dialled_or_official():
    for contact in aides.contacts():
        assert re.fullmatch(r"tel:\+?\d+|https://[a-z.-]+\.gouv\.fr/\S*", contact.adresse), contact.nom


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_the_number_of_the_etude_is_dialled_from_every_foot(maison):
    assert maison.anonyme().get("/aide")["footer a[href='tel:0199001234']"]


def test_the_help_stands_at_the_same_place_on_every_page(ecrans):
    """WCAG 3.2.6: the block, where there is one, closes the page's content; the link is the foot's first, always."""
    sans, fautes = [], []
    for nom, page in ecrans.items():
        liens = [a["href"] for a in page.tous("footer a[href^='/']")]
        if liens[:1] != ["/aide"]:
            fautes.append(f"{nom}: the foot begins with {liens[:1]}")
        bloc = page["#t-aide"]
        if bloc is None:
            sans.append(nom)
            continue
        apres = [t for t in bloc.find_all_next(["h2", "form"]) if t.find_parent("main")]
        if apres and nom not in ("/aide",):
            fautes.append(f"{nom}: after the help comes {apres[0].get_text(' ', strip=True)[:40]}")
    assert not fautes, "\n".join(fautes)
    assert [nom for nom in sans if nom.startswith("accueil-")] == [], "every home has it"
