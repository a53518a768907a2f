"""droit.md 3: the published table from its components, the other scales, overseas, unknown periods."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.fichiers import DOSSIER
from portail.domaine.frais import (
    TERRITOIRES,
    calculer_frais,
    droit,
    frais_encaissement,
    frais_ouverture,
    frais_titre,
)
from portail.domaine.tables import TABLES_PUBLIEES, TableManquante, lire_baremes

EN_2018, EN_2022, EN_2025 = date(2018, 6, 1), date(2022, 6, 1), date(2025, 6, 1)
EXEMPLE = TABLES_PUBLIEES.avec(*lire_baremes(DOSSIER / "exemple_2026.json"))
DROM_8_5 = ("guadeloupe", "martinique", "reunion")


@pytest.mark.parametrize(
    ("euros", "honoraires", "metropole", "dom"),
    [
        (500, 5_486, 9_978, 9_594),
        (1_000, 10_660, 15_152, 14_768),
        (1_500, 15_780, 20_272, 19_888),
        (2_000, 17_889, 22_381, 21_997),
        (3_000, 21_789, 26_281, 25_897),
        (4_000, 25_689, 30_181, 29_797),
        (5_000, 29_589, 34_081, 33_697),
    ],
)
def test_the_published_table_from_its_components(euros, honoraires, metropole, dom):
    """Seven rows, both columns: the droit before VAT added to fees with VAT, as published."""
    f = calculer_frais(euros * 100, EN_2018)
    assert f.droit_ht_centimes == honoraires
    assert f.droit_ht_centimes + f.frais_dossier_ttc_centimes + f.titre_ttc_centimes == metropole
    for territoire in DROM_8_5:
        f = calculer_frais(euros * 100, EN_2018, territoire)
        assert f.droit_ht_centimes + f.frais_dossier_ttc_centimes + f.titre_ttc_centimes == dom


@pytest.mark.parametrize(
    ("euros", "avant_2016", "de_2016", "de_2021", "de_2024"),
    [
        (100, 1_200, 1_170, 1_161, None),
        (500, 5_625, 5_486, 5_441, 5_498),
        (1_000, 10_930, 10_660, 10_574, 10_681),
        (1_500, 16_180, 15_780, 15_654, 15_811),
        (2_000, 18_343, 17_889, 17_746, 17_925),
        (3_000, 22_343, 21_789, 21_616, 21_835),
        (4_000, 26_343, 25_689, 25_486, 25_745),
        (5_000, 30_343, 29_589, 29_356, 29_655),
    ],
)
def test_the_droit_under_each_scale(euros, avant_2016, de_2016, de_2021, de_2024):
    attendus = {date(2016, 2, 29): avant_2016, EN_2018: de_2016, EN_2022: de_2021, EN_2025: de_2024}
    for au, attendu in attendus.items():
        if attendu is not None:
            assert droit(euros * 100, au).proportionnel_centimes == attendu


def test_the_droit_of_100_euros_since_2024_before_the_fixed_emolument():
    """The brackets are known, the fixed emolument is not: seen through a larger claim."""
    assert droit(10_000, EN_2025, creance_centimes=100_000).ht_centimes == 1_173


def test_the_official_example_of_4000_euros():
    """14,66 + 52,14 + 93,88 + 96,77 = 257,45 (service-public, 2024 scale)."""
    parts = ((125, "11.73"), (485, "10.75"), (915, "10.26"), (2475, "3.91"))
    assert [round(Decimal(e) * Decimal(t)) for e, t in parts] == [1_466, 5_214, 9_388, 9_677]
    assert droit(400_000, EN_2025).ht_centimes == 25_745


@pytest.mark.parametrize(("au", "fixe"), [(EN_2018, 2_145), (EN_2022, 2_128)])
def test_fixed_emolument_of_small_claims(au, fixe):
    assert droit(18_800, au).ht_centimes == fixe
    assert droit(1, au).fixe
    assert not droit(18_801, au).fixe
    assert calculer_frais(10_000, au).droit_ht_centimes == fixe


def test_unknown_fixed_emolument_is_an_error():
    with pytest.raises(TableManquante) as manque:
        calculer_frais(18_800, EN_2025)
    assert "188" in manque.value.phrase
    assert calculer_frais(18_801, EN_2025).droit_ht_centimes > 0


def test_unknown_bracket_is_an_error():
    assert droit(5_240_000, EN_2025).ht_centimes > 0
    with pytest.raises(TableManquante) as manque:
        droit(5_240_001, EN_2025)
    assert "52\u202f400" in manque.value.phrase
    assert droit(6_000_000, EN_2022).ht_centimes > droit(5_240_000, EN_2022).ht_centimes


@pytest.mark.parametrize("au", [date(2026, 3, 1), date(2026, 11, 22), date(2030, 1, 1)])
@pytest.mark.parametrize("calcul", [calculer_frais, None])
def test_unknown_period_names_the_table_and_where_to_add_it(au, calcul):
    with pytest.raises(TableManquante) as manque:
        calculer_frais(50_000, au) if calcul else frais_titre(au)
    phrase = manque.value.phrase
    assert manque.value.table in phrase
    assert "PORTAIL_BAREMES" in phrase
    assert "réglages de l’étude" in phrase


@pytest.mark.parametrize("au", [date(2020, 3, 1), date(2020, 12, 31)])
def test_the_hinge_of_2020_is_not_computed_silently(au):
    with pytest.raises(TableManquante) as manque:
        calculer_frais(50_000, au)
    assert "2020" in manque.value.phrase
    assert "reporté" in manque.value.phrase


def test_the_last_and_first_days_of_periods():
    assert calculer_frais(50_000, date(2020, 2, 29)).titre_ttc_centimes == 3_000
    assert calculer_frais(50_000, date(2021, 1, 1)).titre_ttc_centimes == 2_976
    assert calculer_frais(50_000, date(2024, 2, 29)).titre_ttc_centimes == 2_976
    assert calculer_frais(50_000, date(2024, 3, 1)).titre_ttc_centimes == 3_006
    assert calculer_frais(50_000, date(2026, 2, 28)).titre_ttc_centimes == 3_006


def test_everything_with_vat_in_the_mainland():
    """droit.md 3.3: with VAT on all, 500 € costs 110,75 € and 5 000 € costs 399,99 €."""
    assert calculer_frais(50_000, EN_2018).ttc_centimes == 11_075
    assert calculer_frais(500_000, EN_2018).ttc_centimes == 39_999


def test_frais_de_dossier_in_each_territory():
    ttc = {t: frais_ouverture(EN_2018, t)[0].ttc_centimes for t in TERRITOIRES}
    assert ttc["metropole"] == 1_492
    assert {ttc[t] for t in DROM_8_5} == {1_395}
    assert ttc["guyane"] == ttc["mayotte"] == 1_323


def test_overseas_increase_stands_apart():
    f = calculer_frais(100_000, EN_2022, "reunion")
    par_code = {ligne.code: ligne for ligne in f.lignes}
    assert list(par_code) == ["droit", "majoration_droit", "frais_dossier", "titre", "majoration_titre"]
    assert (par_code["droit"].ht_centimes, par_code["majoration_droit"].ht_centimes) == (10_574, 3_912)
    assert par_code["majoration_titre"].ht_centimes == 918
    assert {ligne.article for ligne in f.lignes if ligne.code.startswith("majoration")} == {"C. com. A444-10"}


@pytest.mark.parametrize(
    ("territoire", "en_2022", "en_2025"),
    [("guadeloupe", 29, 29), ("martinique", 29, 28), ("guyane", 27, 24), ("reunion", 37, 37), ("mayotte", 30, 30)],
)
def test_increase_of_each_territory(territoire, en_2022, en_2025):
    for au, pct in ((EN_2022, en_2022), (EN_2025, en_2025)):
        lignes = {ligne.code: ligne.ht_centimes for ligne in calculer_frais(100_000, au, territoire).lignes}
        assert lignes["majoration_droit"] == round(lignes["droit"] * Decimal(pct) / 100)


def test_increase_not_established_before_2020_is_said():
    assert any("majoration" in a.lower() for a in calculer_frais(100_000, EN_2018, "guyane").avertissements)
    assert calculer_frais(100_000, EN_2018).avertissements == ()


def test_unknown_territory_is_an_error():
    for territoire in ("saint_martin", "wallis_et_futuna", ""):
        with pytest.raises(TableManquante):
            calculer_frais(50_000, EN_2025, territoire)


def test_before_the_tariff_only_the_droit_is_known():
    f = calculer_frais(50_000, date(2016, 2, 29))
    assert (f.droit_ht_centimes, f.frais_dossier_ttc_centimes, f.titre_ttc_centimes) == (5_625, None, None)


@given(st.sampled_from((EN_2018, EN_2022, EN_2025)), st.sampled_from(TERRITOIRES), st.integers(18_801, 500_000))
def test_each_line_adds_up(au, territoire, montant):
    f = calculer_frais(montant, au, territoire)
    for ligne in f.lignes:
        assert ligne.ht_centimes + ligne.tva_centimes == ligne.ttc_centimes
        assert min(ligne.ht_centimes, ligne.tva_centimes) >= 0
    assert f.ht_centimes + f.tva_centimes == f.ttc_centimes == sum(ligne.ttc_centimes for ligne in f.lignes)


@given(st.sampled_from((date(2015, 1, 1), EN_2018, EN_2022, EN_2025)), st.integers(1, 5_000_000), st.integers(0, 9_999))
def test_more_collected_never_costs_less(au, montant, de_plus):
    creance = 5_240_000
    moins, plus = droit(montant, au, creance_centimes=creance), droit(montant + de_plus, au, creance_centimes=creance)
    assert moins.ht_centimes <= plus.ht_centimes


@given(st.lists(st.integers(1, 60_000), min_size=1, max_size=8))
def test_collections_add_up_to_the_droit_on_the_total(versements):
    """On the total collected so far, not instalment by instalment (A444-32)."""
    total, facture = sum(versements), 0
    deja = 0
    for versement in versements:
        facture += frais_encaissement(deja, versement, EN_2022, creance_centimes=total)[0].ht_centimes
        deja += versement
    assert facture == droit(total, EN_2022, creance_centimes=total).ht_centimes


def test_a_collection_after_a_change_of_scale():
    """What was charged under the former scale is taken off what the present one asks for."""
    avant = frais_encaissement(0, 100_000, EN_2022, creance_centimes=200_000)[0].ht_centimes
    assert avant == 10_574
    ligne = frais_encaissement(100_000, 100_000, EN_2025, creance_centimes=200_000, deja_facture_ht_centimes=avant)[0]
    assert ligne.ht_centimes == 17_925 - 10_574


def test_a_small_first_collection_of_a_larger_claim_bears_no_fixed_emolument():
    assert frais_encaissement(0, 5_000, EN_2018, creance_centimes=100_000)[0].ht_centimes == 585
    assert frais_encaissement(0, 5_000, EN_2018, creance_centimes=10_000)[0].ht_centimes == 2_145
    assert frais_encaissement(5_000, 5_000, EN_2018, creance_centimes=10_000)[0].ht_centimes == 0


def test_the_example_entry_computes_the_present_and_says_so():
    f = calculer_frais(50_000, date(2026, 11, 22), tables=EXEMPLE)
    assert (f.droit_ht_centimes, f.frais_dossier_ttc_centimes, f.titre_ttc_centimes) == (5_498, 1_492, 3_006)
    assert f.exemple
    assert f.periode.exemple
    assert any("EXEMPLE" in a for a in f.avertissements)
    assert not calculer_frais(50_000, EN_2025, tables=EXEMPLE).exemple


def test_small_claims_are_computed_with_the_example():
    assert calculer_frais(10_000, date(2026, 11, 22), tables=EXEMPLE).droit_ht_centimes == 2_150


def test_the_period_tells_where_the_figures_come_from():
    periode = calculer_frais(50_000, EN_2018).periode
    assert (periode.du, periode.au) == (date(2016, 3, 1), date(2020, 2, 29))
    assert periode.source
    assert periode.verifie_le
