"""What sets two schedules apart, in words."""

from datetime import date

import pytest

from portail.domaine.echeancier import par_mensualite, par_nombre
from portail.web.ecarts import duree, en_mots
from tests.pages import lisse

LE_5 = date(2027, 1, 5)


def en_clair(repere, autre):
    return [p.replace("\u00a0", " ").replace("\u202f", " ") for p in en_mots(repere, autre)]


def plan(total, nombre, premiere=LE_5, **suite):
    return par_nombre(total, nombre, premiere=premiere, **suite)


def test_more_payments_and_a_later_end():
    assert en_clair(plan(122_000, 6), plan(122_000, 12)) == [
        "101,67 € de moins par mois.",
        "6 paiements de plus.",
        "Tout est fini 6 mois plus tard.",
    ]


def test_it_turns_around():
    assert en_clair(plan(122_000, 12), plan(61_000, 6, date(2027, 1, 15))) == [
        "610,00 € de moins en tout.",
        "6 paiements de moins.",
        "Le premier paiement vient 10 jours plus tard.",
        "Tout est fini 5 mois et 20 jours plus tôt.",
    ]
    assert en_clair(plan(61_000, 3, date(2027, 1, 15)), plan(122_000, 4)) == [
        "610,00 € de plus en tout.",
        "101,67 € de plus par mois.",
        "1 paiement de plus.",
        "Le premier paiement vient 10 jours plus tôt.",
        "Tout est fini 21 jours plus tard.",
    ]


def test_one_payment_is_not_a_month():
    assert en_clair(plan(122_000, 1), plan(122_000, 12))[0] == "Chaque paiement : 101,66 € au lieu de 1 220,00 €."
    assert en_clair(plan(122_000, 12), plan(122_000, 1))[0] == "Chaque paiement : 1 220,00 € au lieu de 101,66 €."


def test_two_payments_that_differ_are_no_month_either():
    deux = plan(122_000, 2, premier_versement=100_000)
    for repere in (plan(122_000, 1), plan(122_000, 3)):
        phrases = en_clair(repere, deux)
        assert phrases[0].startswith("Premier paiement : 1 000,00 € au lieu de"), phrases


def test_a_larger_start_is_said():
    avance = par_mensualite(122_000, 20_333, premiere=LE_5, premier_versement=50_000)
    assert "Premier paiement : 500,00 € au lieu de 203,33 €." in en_clair(plan(122_000, 6), avance)


def test_nothing_changes():
    assert en_clair(plan(90_000, 3), plan(90_000, 3)) == ["Les mêmes paiements, aux mêmes dates."]


@pytest.mark.parametrize(
    ("fin", "dit"),
    [
        (date(2027, 1, 6), "1 jour"),
        (date(2027, 2, 5), "1 mois"),
        (date(2027, 3, 4), "1 mois et 27 jours"),
        (date(2028, 1, 5), "12 mois"),
    ],
)
def test_durations(fin, dit):
    assert duree(LE_5, fin) == duree(fin, LE_5)
    assert lisse(duree(LE_5, fin)) == dit
