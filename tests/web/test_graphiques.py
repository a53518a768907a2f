"""The charts say in words what they draw, draw what they are given, and let nothing through."""

import re
from datetime import date, timedelta
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from portail.domaine.echeancier import par_nombre
from portail.web.graphiques import (
    barres_de_scenarios,
    barres_echeancier,
    entonnoir,
    fil_des_paiements,
    fil_du_delai,
    fins_de_delai,
)
from portail.web.langue import euros
from tests.pages import lisse


class Versement(NamedTuple):
    le: date
    montant_centimes: int


def versements(nombre: int, total: int = 122_000) -> list[Versement]:
    part = total // nombre
    mois = [divmod(2027 * 12 + rang, 12) for rang in range(nombre)]
    montants = [part] * (nombre - 1) + [total - part * (nombre - 1)]
    return [Versement(date(an, rang + 1, 5), m) for (an, rang), m in zip(mois, montants, strict=True)]


def elements(dessin: Markup, balise: str, classe: str = "") -> list[ElementTree.Element]:
    """Elements of the drawing; `dessin` must be well-formed XML."""
    racine = ElementTree.fromstring(str(dessin))  # noqa: S314 — our own output
    return [e for e in racine.iter(balise) if classe in e.attrib.get("class", "")]


def titre(dessin: Markup) -> str:
    return elements(dessin, "title")[0].text or ""


CALENDRIER = [
    (date(2026, 11, 22) + timedelta(rang), 6 if rang == 10 else 1, 3 if rang == 10 else 0) for rang in range(14)
]
TOUS = [
    fil_du_delai(date(2026, 11, 2), date(2026, 11, 22), date(2026, 12, 2)),
    barres_echeancier(versements(12)),
    barres_echeancier(versements(1)),
    barres_echeancier(versements(36)),
    fil_des_paiements(2, 6),
    fil_des_paiements(0, 1),
    fins_de_delai(CALENDRIER),
    entonnoir([("Demandé", 1_220_000), ("Encaissé", 310_050)]),
]


@pytest.mark.parametrize("dessin", TOUS)
def test_every_chart_is_an_image_with_a_name_and_no_inline_style_or_script(dessin: Markup) -> None:
    [svg] = elements(dessin, "svg")
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == elements(dessin, "title")[0].attrib["id"]
    assert titre(dessin)
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style|href=", str(dessin))
    assert len(str(dessin).encode()) < 4096


@pytest.mark.parametrize("dessin", TOUS)
def test_every_chart_stays_inside_its_frame(dessin: Markup) -> None:
    largeur, hauteur = (float(n) for n in elements(dessin, "svg")[0].attrib["viewBox"].split()[2:])
    for barre in elements(dessin, "rect"):
        assert float(barre.attrib["x"]) >= 0
        assert float(barre.attrib["y"]) >= 0
        assert float(barre.attrib["x"]) + float(barre.attrib["width"]) <= largeur
        assert float(barre.attrib["y"]) + float(barre.attrib["height"]) <= hauteur
    for texte in elements(dessin, "text"):
        assert 0 <= float(texte.attrib["x"]) <= largeur
        assert 0 <= float(texte.attrib["y"]) <= hauteur


def test_the_deadline_thread_tells_the_three_dates() -> None:
    dessin = fil_du_delai(date(2026, 11, 1), date(2026, 11, 16), date(2026, 12, 1))
    assert titre(dessin) == (
        "Lettre envoyée le 1er\xa0novembre. Aujourd’hui, 16\xa0novembre. Date limite, 1er\xa0décembre."
    )
    assert elements(dessin, "path", "fait")[0].attrib["d"] == "M8 34H163"


def test_the_deadline_thread_is_full_and_no_longer_says_today_once_over() -> None:
    dessin = fil_du_delai(date(2026, 11, 2), date(2026, 12, 20), date(2026, 12, 2))
    assert elements(dessin, "path", "fait")[0].attrib["d"] == "M8 34H318"
    assert "aujourd’hui" not in [t.text for t in elements(dessin, "text")]


def test_the_deadline_thread_survives_equal_dates_and_a_day_before_the_sending() -> None:
    le = date(2026, 11, 2)
    assert titre(fil_du_delai(le, le, le))
    dessin = fil_du_delai(le, date(2026, 10, 1), date(2026, 12, 2))
    assert elements(dessin, "path", "fait")[0].attrib["d"] == "M8 34H8"


@pytest.mark.parametrize(("nombre", "barres"), [(1, 1), (12, 12), (24, 24), (25, 9), (36, 12)])
def test_a_schedule_has_a_bar_a_month_then_a_bar_a_quarter(nombre: int, barres: int) -> None:
    assert len(elements(barres_echeancier(versements(nombre)), "rect", "barre")) == barres


def test_a_schedule_tells_its_number_its_last_amount_and_its_total() -> None:
    dit = titre(barres_echeancier(versements(12)))
    assert dit.startswith("12 paiements, entre janvier 2027 et décembre 2027.")
    assert f"Le dernier\xa0: {euros(10_174)}." in dit
    assert dit.endswith(f"Total\xa0: {euros(122_000)}.")


def test_equal_instalments_are_said_equal_and_one_payment_gives_its_day() -> None:
    assert titre(barres_echeancier(versements(4))).startswith(
        f"4 paiements égaux de {euros(30_500)}, entre janvier 2027"
    )
    assert titre(barres_echeancier(versements(1))) == f"Un seul paiement de {euros(122_000)}, le 5\xa0janvier\xa02027."


@pytest.mark.parametrize(("payes", "total"), [(0, 6), (2, 6), (6, 6), (1, 1)])
def test_the_payment_thread_fills_what_is_paid_and_rings_the_next(payes: int, total: int) -> None:
    dessin = fil_des_paiements(payes, total)
    classes = [c.attrib["class"] for c in elements(dessin, "circle")]
    assert classes == (["noeud plein"] * payes + ["noeud"] + ["noeud venir"] * total)[:total]
    assert f"sur {total}" in titre(dessin)
    assert ("Tout est payé." in titre(dessin)) == (payes == total)


def test_a_long_payment_thread_keeps_the_ends_and_the_next_node_only() -> None:
    assert len(elements(fil_des_paiements(5, 60), "circle")) == 3


def test_the_calendar_names_its_busiest_day() -> None:
    dessin = fins_de_delai(CALENDRIER)
    assert elements(dessin, "desc")[0].text == (
        "Le plus chargé\xa0: mercredi 2\xa0décembre\xa02026, 9 dossiers dont 6 sans accord."
    )
    assert [t.text for t in elements(dessin, "text", "fort")] == ["mer. 2\xa0: 9"]
    assert len(elements(dessin, "rect")) == 15


def test_an_empty_calendar_says_so_and_draws_no_bar() -> None:
    dessin = fins_de_delai([(jour, 0, 0) for jour, _, _ in CALENDRIER])
    assert elements(dessin, "desc")[0].text == "Aucun délai ne finit sur cette période."
    assert not elements(dessin, "rect")


def test_the_funnel_is_in_proportion_from_zero() -> None:
    dessin = entonnoir([("Demandé", 10_000), ("Accordé", 5_000), ("Reçu", 0)])
    assert [float(b.attrib["width"]) for b in elements(dessin, "rect")] == [328, 164, 0]
    assert f"Accordé\xa0: {euros(5_000)}" in (elements(dessin, "desc")[0].text or "")


def test_the_outcomes_share_one_scale_and_a_loss_has_no_full_bar() -> None:
    dessin = barres_de_scenarios([("Payé", 100_000, 25_000), ("Refus", 0, 1_492)])
    pleines = [b for b in elements(dessin, "rect") if b.attrib["class"] == "barre"]
    assert [float(b.attrib["width"]) for b in pleines] == [246, 0]
    assert f"Refus\xa0: {euros(-1_492)}" in (elements(dessin, "desc")[0].text or "")


def test_a_hostile_label_is_escaped() -> None:
    dessin = str(entonnoir([('<script>alert(1)</script>"&', 100)]))
    assert "<script" not in dessin
    assert "&lt;script&gt;" in dessin


def test_a_larger_start_is_told_apart_from_what_follows():
    plan = par_nombre(122_000, 12, premiere=date(2027, 1, 5), premier_versement=20_000)
    dit = lisse(titre(barres_echeancier(plan.echeances)))
    assert "Le premier : 200,00 €. Les suivants : 92,72 €. Le dernier : 92,80 €." in dit
