"""droit.md 1.2 and decisions D6 to D8, D11 to D14, D28: each condition, its article, its sentence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portail.domaine.creance import Cause, ElementDemande, Issue, Nature, examiner
from tests.domaine.test_creance import LE_22, SAINE
from tests.domaine.test_saisie import bonne_phrase

B, D, A = Issue.BLOQUEE, Issue.A_DECIDER, Issue.ACCEPTEE
EXIGIBLE = date(2026, 3, 1)


def codes(demande, au=LE_22):
    return {m.code: m.issue for m in examiner(demande, au=au).motifs}


def avec(*elements, **options):
    return replace(SAINE, elements=tuple(ElementDemande(*e) for e in elements), **options)


def de(centimes, **options):
    return avec((Nature.PRINCIPAL, centimes, EXIGIBLE), **options)


CAS = [
    (replace(SAINE, cause=Cause.AUTRE), {"CAUSE": B}),
    (replace(SAINE, cause=Cause.STATUTAIRE), {}),
    (de(0), {"MONTANT": B}),
    (de(-1), {"MONTANT": B}),
    (avec((Nature.INTERETS, 100, None)), {"PRINCIPAL": B}),
    (replace(SAINE, elements=()), {"PRINCIPAL": B}),
    (de(499_999), {}),
    (de(500_000), {"PLAFOND_ATTEINT": A}),
    (de(500_001), {"PLAFOND": B}),
    (de(1_000, solde_total_du_contrat=None), {"SOLDE_INCONNU": D}),
    (de(1_000, solde_total_du_contrat=False), {"AUTRE_SOLDE": D}),
    (de(1_000, solde_total_du_contrat=False, solde_du_contrat_centimes=500_000), {}),
    (de(1_000, solde_total_du_contrat=False, solde_du_contrat_centimes=500_001), {"FRACTIONNEMENT": B}),
    (de(1_000, solde_total_du_contrat=False, renonce_au_surplus=True), {"RENONCIATION": A}),
    (
        de(1_000, solde_du_contrat_centimes=900_000, renonce_au_surplus=True),
        {"RENONCIATION": A},
    ),
    (avec((Nature.PRINCIPAL, 100, None)), {"EXIGIBILITE_INCONNUE": D}),
    (avec((Nature.PRINCIPAL, 100, LE_22)), {}),
    (avec((Nature.PRINCIPAL, 100, LE_22 + timedelta(days=1))), {"NON_EXIGIBLE": B}),
    (avec((Nature.PRINCIPAL, 100, EXIGIBLE), (Nature.INTERETS, 5, None)), {}),
    (avec((Nature.PRINCIPAL, 100, EXIGIBLE), (Nature.CLAUSE_PENALE, 5, None)), {"CLAUSE_PENALE": A}),
    (avec((Nature.PRINCIPAL, 100, EXIGIBLE), (Nature.INDEMNITE_FORFAITAIRE, 4_000)), {"INDEMNITE_FORFAITAIRE": B}),
    (avec((Nature.PRINCIPAL, 100, EXIGIBLE), (Nature.AUTRE, 5, None)), {"EXIGIBILITE_INCONNUE": D}),
    (replace(SAINE, pays="BE"), {"ETRANGER": B}),
    (replace(SAINE, pays=" fr "), {}),
    (replace(SAINE, code_lieu_debiteur=None), {"LIEU_INCONNU": D}),
    (replace(SAINE, code_lieu_debiteur="20000"), {"LIEU_INCONNU": D}),
    (replace(SAINE, code_lieu_debiteur="988"), {"HORS_TERRITOIRE": B}),
    (replace(SAINE, code_lieu_debiteur="98735"), {"HORS_TERRITOIRE": B}),
    (replace(SAINE, code_lieu_debiteur="986"), {"WALLIS": D}),
    (replace(SAINE, code_lieu_debiteur="97502"), {"NOTE_RESSORT": A}),
    (replace(SAINE, code_lieu_debiteur="95527"), {"NOTE_RESSORT": A}),
    (replace(SAINE, cour_appel_etude="Bordeaux"), {}),
    (replace(SAINE, cour_appel_etude="Paris"), {"RESSORT": B}),
    (
        replace(SAINE, cour_appel_etude="Paris", code_lieu_debiteur="95527", emprise_aerodrome=True),
        {"NOTE_RESSORT": A},
    ),
    (replace(SAINE, pension_alimentaire=True), {"PENSION_ALIMENTAIRE": B}),
    (replace(SAINE, cheque=True), {"CHEQUE": B}),
    (replace(SAINE, surendettement=True), {"SURENDETTEMENT": D}),
    (replace(SAINE, procedure_collective=True), {"PROCEDURE_COLLECTIVE": D}),
    (replace(SAINE, protege_ou_mineur=True), {"CAPACITE": D}),
    (replace(SAINE, deces=True), {"DECES": D}),
    (replace(SAINE, surendettement=None), {"SITUATION_INCONNUE": A}),
    (replace(SAINE, tentative_anterieure=True), {"TENTATIVE_ANTERIEURE": B}),
]


@pytest.mark.parametrize(("demande", "attendus"), CAS)
def test_each_condition(demande, attendus):
    assert codes(demande) == attendus


@pytest.mark.parametrize(("demande", "attendus"), CAS)
def test_each_reason_has_an_article_and_a_sentence(demande, attendus):
    for motif in examiner(demande, au=LE_22).motifs:
        assert bonne_phrase(motif.phrase)
        assert any(chiffre.isdigit() for chiffre in motif.article) or motif.article == "Livre VI CPCE"


def test_every_element_counts_in_the_ceiling():
    """D6: principal, interest, 40 € and clause pénale together."""
    elements = [
        (Nature.PRINCIPAL, 490_000, EXIGIBLE),
        (Nature.INTERETS, 4_000, None),
        (Nature.INDEMNITE_FORFAITAIRE, 4_000, None),
        (Nature.CLAUSE_PENALE, 2_000, None),
    ]
    juste = avec(*elements, debiteur_professionnel=True)
    assert codes(juste)["PLAFOND_ATTEINT"] is A
    assert codes(avec(*elements, (Nature.INTERETS, 1, None), debiteur_professionnel=True))["PLAFOND"] is B


def test_the_ceiling_before_2020():
    au, exigible = date(2019, 12, 31), date(2019, 6, 1)
    assert codes(avec((Nature.PRINCIPAL, 400_000, exigible)), au) == {"PLAFOND_ATTEINT": A}
    assert codes(avec((Nature.PRINCIPAL, 400_001, exigible)), au) == {"PLAFOND": B}
    assert codes(avec((Nature.PRINCIPAL, 400_001, exigible)), date(2020, 1, 1)) == {}


def test_before_the_procedure_existed():
    assert codes(avec((Nature.PRINCIPAL, 100, date(2016, 1, 1))), date(2016, 5, 31)) == {"EPOQUE": B}
    assert codes(avec((Nature.PRINCIPAL, 100, date(2016, 1, 1))), date(2016, 6, 1)) == {}


ENTRE_PROS = replace(SAINE, debiteur_professionnel=True)


@pytest.mark.parametrize(
    ("creancier", "debiteur", "facturee", "attendus"),
    [
        (True, True, True, {"ENTRE_COMMERCANTS": B}),
        (False, True, True, {}),
        (True, False, True, {}),
        (True, True, False, {}),
        (None, True, True, {"COMMERCANTS_A_PRECISER": D}),
        (True, None, True, {"COMMERCANTS_A_PRECISER": D}),
        (True, True, None, {"COMMERCANTS_A_PRECISER": D}),
        (None, None, None, {"COMMERCANTS_A_PRECISER": D}),
        (None, False, None, {}),
    ],
)
def test_claims_invoiced_between_commercants(creancier, debiteur, facturee, attendus):
    demande = replace(ENTRE_PROS, creancier_commercant=creancier, debiteur_commercant=debiteur, facturee=facturee)
    assert codes(demande) == attendus
    assert codes(demande, date(2026, 4, 25)) == attendus
    assert codes(demande, date(2026, 4, 24)) == {}


def test_the_exclusion_bears_its_date_and_another_way():
    demande = replace(ENTRE_PROS, creancier_commercant=True, debiteur_commercant=True, facturee=True)
    motif = examiner(demande, au=LE_22).motifs[0]
    assert "25 avril 2026" in motif.phrase
    assert "2026-307" in motif.article


def test_a_consumer_is_not_a_commercant():
    assert codes(replace(SAINE, creancier_commercant=True, facturee=True)) == {}
    assert codes(replace(ENTRE_PROS, creancier_professionnel=False, debiteur_commercant=True, facturee=True)) == {}


def test_wallis_keeps_the_wording_of_2019():
    demande = replace(
        ENTRE_PROS, creancier_commercant=True, debiteur_commercant=True, facturee=True, code_lieu_debiteur="98613"
    )
    assert codes(demande) == {"ENTRE_COMMERCANTS": D, "WALLIS": D}


@pytest.mark.parametrize(
    ("exigible", "pro", "attendus"),
    [
        ("2024-11-21", False, {"PRESCRIPTION": B}),
        ("2024-11-22", False, {"PRESCRIPTION_PROCHE": A}),
        ("2025-01-20", False, {"PRESCRIPTION_PROCHE": A}),
        ("2025-01-21", False, {}),
        ("2024-11-21", True, {}),
        ("2021-11-21", True, {"PRESCRIPTION": B}),
        ("2021-11-22", True, {"PRESCRIPTION_PROCHE": A}),
        ("2022-01-21", True, {}),
    ],
)
def test_prescription_of_an_element(exigible, pro, attendus):
    demande = avec(
        (Nature.PRINCIPAL, 122_000, date.fromisoformat(exigible)), debiteur_professionnel=pro, debiteur_commercant=False
    )
    assert codes(demande) == attendus


def test_prescription_is_judged_element_by_element():
    demande = avec((Nature.PRINCIPAL, 10_000, date(2024, 1, 5)), (Nature.PRINCIPAL, 20_000, date(2026, 1, 5)))
    motifs = examiner(demande, au=LE_22).motifs
    assert [m.code for m in motifs] == ["PRESCRIPTION"]
    assert "100,00\u00a0€" in motifs[0].phrase
    assert "5 janvier 2026" in motifs[0].phrase


def test_statutory_claims_have_five_years():
    demande = avec((Nature.PRINCIPAL, 10_000, date(2023, 1, 5)), cause=Cause.STATUTAIRE)
    assert codes(demande) == {}


def test_the_fixed_indemnity_between_professionals():
    principal = (Nature.PRINCIPAL, 10_000, EXIGIBLE)
    pros = {"debiteur_professionnel": True, "debiteur_commercant": False}
    assert codes(avec(principal, (Nature.INDEMNITE_FORFAITAIRE, 8_000), **pros)) == {}
    assert codes(avec(principal, (Nature.INDEMNITE_FORFAITAIRE, 5_000), **pros)) == {"INDEMNITE_MONTANT": D}
    prive = {**pros, "creancier_professionnel": False}
    assert codes(avec(principal, (Nature.INDEMNITE_FORFAITAIRE, 4_000), **prive)) == {"INDEMNITE_FORFAITAIRE": B}


def test_the_right_court_is_named():
    motif = examiner(replace(SAINE, cour_appel_etude="Paris"), au=LE_22).motifs[0]
    assert "de la cour d’appel de Bordeaux" in motif.phrase
    loin = examiner(replace(SAINE, cour_appel_etude="Paris", code_lieu_debiteur="975"), au=LE_22).motifs[0]
    assert "du tribunal supérieur d’appel" in loin.phrase
