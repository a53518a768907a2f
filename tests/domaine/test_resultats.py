"""Results as plain values."""

from datetime import date

from portail.domaine.echeancier import par_nombre
from portail.domaine.frais import calculer_frais
from portail.domaine.injonction import cout_injonction
from portail.domaine.interets import QualiteCreancier, calculer_interets
from portail.domaine.resultats import (
    decrire_echeancier,
    decrire_frais,
    decrire_injonction,
    decrire_interets,
    iso,
)


def test_dates_are_iso_or_null():
    assert (iso(date(2027, 1, 5)), iso(None)) == ("2027-01-05", None)


def test_a_schedule_described():
    assert decrire_echeancier(par_nombre(1_000, 1, premiere=date(2027, 1, 5))) == {
        "total_centimes": 1_000,
        "nombre": 1,
        "mensualite_centimes": 1_000,
        "fin": "2027-01-05",
        "fusionnee": False,
        "echeances": [{"numero": 1, "date": "2027-01-05", "montant_centimes": 1_000}],
    }


def test_fees_described():
    decrits = decrire_frais(calculer_frais(50_000, date(2018, 6, 1)))
    assert decrits["periode"] == {
        "du": "2016-03-01",
        "au": "2020-02-29",
        "texte": "arrêté du 26 février 2016",
        "source": "A444-10\u00a0; taux retrouvés au centime dans le tableau publié",
        "verifie_le": "2026-11-22",
        "certitude": "B",
        "exemple": False,
    }
    assert [ligne["code"] for ligne in decrits["lignes"]] == ["droit", "frais_dossier", "titre"]


def test_an_injonction_described():
    decrite = decrire_injonction(cout_injonction(50_000, date(2018, 6, 1)))
    assert decrite["lignes"][0]["ttc_centimes"] == 3_089
    assert decrite["lignes"][1]["tva_centimes"] is None


def test_interest_described():
    decrits = decrire_interets(
        calculer_interets(100_000, date(2019, 6, 1), date(2019, 6, 30), creancier=QualiteCreancier.PARTICULIER)
    )
    assert decrits["tranches"] == [
        {
            "du": "2019-06-02",
            "au": "2019-06-30",
            "jours": 29,
            "base": 365,
            "taux_pct": 3.4,
            "interets_centimes": 270,
            "certitude": "B",
        }
    ]
