"""Exact plans signed in advance, and the private margin."""

import hashlib

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Etat
from portail.persistance.negociation import PlanAccepte
from portail.services.negociation import plans_ouverts


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.BROUILLON)


@pytest.fixture
def url(dossier):
    return f"/creancier/dossiers/{dossier.reference}/depot"


def apercu(hugo, url, **parametres):
    champs = {"nombre": "6", "jours": ["5", "10"], "autres": "", **parametres}
    requete = "&".join(f"{n}={v}" for n, vs in champs.items() for v in ([vs] if isinstance(vs, str) else vs))
    return hugo.get(f"{url}/plan?{requete}")


def test_a_plan_is_read_word_for_word_then_signed(hugo, url, dossier, session):
    page = apercu(hugo, url, autres="12, 3")
    assert "en 6 paiements : 5 paiements de 203,33 €, puis un dernier de 203,35 €" in page.lu
    assert "(mille deux cent vingt euros)" in page.lu
    assert "le 3, le 5, le 10 ou le 12 du mois, au choix de la personne" in page.lu
    page = hugo.soumettre(page, accord="y")
    assert "Le plan est signé" in page.lu
    plan = session.scalar(select(PlanAccepte))
    assert (plan.nombre, plan.jours_permis, plan.montant_centimes) == (6, (3, 5, 10, 12), 122_000)
    assert plan.empreinte == hashlib.sha256(plan.texte.encode()).hexdigest()
    assert "203,35" in plan.texte


def test_a_plan_is_not_signed_without_its_box(hugo, url, session):
    page = hugo.soumettre(apercu(hugo, url))
    assert page.statut == 422
    assert "Cochez pour signer ce plan." in page.lu
    assert session.scalar(select(PlanAccepte)) is None


def test_a_text_that_changed_since_it_was_read_is_not_signed(hugo, url, session):
    page = apercu(hugo, url)
    assert hugo.soumettre(page, accord="y", nombre="12").statut == 409
    assert session.scalar(select(PlanAccepte)) is None


@pytest.mark.parametrize(
    ("parametres", "attendu"),
    [
        ({"nombre": "0"}, "Indiquez un nombre entier de 1 à 24."),
        ({"nombre": "six"}, "Indiquez un nombre entier de 1 à 24."),
        ({"jours": []}, "Choisissez au moins un jour, de 1 à 28."),
        ({"autres": "31"}, "Choisissez au moins un jour, de 1 à 28."),
    ],
)
def test_an_impossible_plan_says_what_is_expected(hugo, url, parametres, attendu):
    page = apercu(hugo, url, **parametres)
    assert page.statut == 422
    assert attendu in page.lu


def test_a_plan_is_withdrawn(hugo, url, dossier, session):
    hugo.soumettre(apercu(hugo, url), accord="y")
    page = hugo.soumettre(f"{url}/accord", "form[action$='/retirer']")
    assert "Le plan est retiré" in page.lu
    session.expire_all()
    assert plans_ouverts(dossier) == []


def test_changing_the_sum_withdraws_the_plans_and_says_so(hugo, url, dossier, session):
    hugo.soumettre(apercu(hugo, url), accord="y")
    page = hugo.soumettre(f"{url}/combien", "form[action$=combien]", **{"lignes-0-montant": "2 000"})
    assert "vos plans signés d’avance sont retirés" in page.lu
    session.expire_all()
    assert plans_ouverts(dossier) == []


def test_an_old_proof_asks_for_the_password_before_signing(hugo, url, maison):
    maison.horloge.avancer(minutes=6)
    page = apercu(hugo, url)
    assert page["#preuve"] is not None
    page = hugo.soumettre(page, accord="y", preuve="faux")
    assert (page.statut, "Ce n’est pas le bon." in page.lu) == (422, True)
    assert "Le plan est signé" in hugo.soumettre(page, accord="y", preuve="fil-sapin-papier-ambre").lu


def test_the_margin_stays_a_number(hugo, url, dossier, session):
    page = hugo.soumettre(f"{url}/accord", "form[action$=accord]", remise_pourcent="cent", nombre_max="12")
    assert page.statut == 422
    assert "Indiquez un nombre entier de 0 à 100." in page.lu
    hugo.soumettre(f"{url}/accord", "form[action$=accord]", remise_pourcent="15", nombre_max="12")
    session.refresh(dossier)
    assert (dossier.marge_remise_pourcent, dossier.marge_nombre_max) == (15, 12)
