"""The calculations by name: the fields that scripts rely on."""

import json

import pytest

from portail.domaine.operations import OPERATIONS, executer, lire_zone
from portail.domaine.refus import Refus

EXEMPLES = {
    "delai": ({"date": "2026-11-25"}, {"envoi", "fin_stricte", "fin_prorogee", "zone"}),
    "echeancier": (
        {"total": "1 220,00", "nombre": "12", "premiere": "2027-01-05"},
        {"total_centimes", "nombre", "mensualite_centimes", "fin", "fusionnee", "echeances"},
    ),
    "frais": (
        {"montant": "500", "date": "2018-06-01"},
        {
            *("montant_centimes", "date", "territoire", "droit_ht_centimes", "frais_dossier_ttc_centimes"),
            *("titre_ttc_centimes", "total_ht_centimes", "total_tva_centimes", "total_ttc_centimes", "lignes"),
            *("periode", "exemple", "avertissements"),
        },
    ),
    "injonction": (
        {"montant": "500", "date": "2018-06-01"},
        {
            *("montant_centimes", "date", "coefficient", "emolument_ht_centimes", "total_centimes", "lignes"),
            *("periode", "exemple", "avertissements"),
        },
    ),
    "interets": (
        {"principal": "1000", "depuis": "2026-01-01", "jusqu_au": "2026-11-22", "creancier": "particulier"},
        {
            *("principal_centimes", "depuis", "jusqu_au", "interets_centimes", "tranches", "exemple"),
            "avertissements",
        },
    ),
    "ressort": (
        {"code": "75056"},
        {
            *("code", "departement", "nom", "cour_appel", "juridiction", "zone", "territoire", "hors_procedure"),
            "note",
        },
    ),
    "montant": ({"texte": "80,5"}, {"centimes", "ecrit", "en_lettres"}),
    "prescription": (
        {"exigible": "2024-12-20"},
        {
            *("regime", "annees", "article", "exigible", "fin_initiale", "suspendue_le", "reprise_le"),
            *("jours_acquis", "fin", "acquise", "jours_restants"),
        },
    ),
    "feries": ({"annee": "2026"}, {"annee", "zone", "jours", "noms"}),
    "verifier_creance": (
        {
            "date": "2026-11-22",
            "cause": "contractuelle",
            "debiteur_professionnel": False,
            "elements": [{"montant": "100", "exigible_le": "2026-01-05"}],
        },
        {"verdict", "total_centimes", "motifs"},
    ),
}


@pytest.mark.parametrize("nom", OPERATIONS)
def test_fields_of_each_result(nom):
    arguments, champs = EXEMPLES[nom]
    resultat = executer(nom, arguments)
    assert set(resultat) == champs
    assert json.loads(json.dumps(resultat)) == resultat


def test_the_lines_of_a_schedule():
    echeances = executer("echeancier", EXEMPLES["echeancier"][0])["echeances"]
    assert echeances[0] == {"numero": 1, "date": "2027-01-05", "montant_centimes": 10_166}
    assert echeances[-1] == {"numero": 12, "date": "2027-12-05", "montant_centimes": 10_174}


def test_the_lines_of_fees():
    ligne = executer("frais", EXEMPLES["frais"][0])["lignes"][0]
    assert (ligne["ht_centimes"], ligne["tva_centimes"], ligne["ttc_centimes"]) == (5_486, 1_097, 6_583)
    assert ligne["article"] == "C. com. A444-32"


@pytest.mark.parametrize(
    ("zone", "attendue"),
    [
        ("general", "general"),
        ("metropole", "general"),
        ("ALSACE-MOSELLE", "alsace_moselle"),
        ("alsace_moselle_vendredi_saint", "alsace_moselle_vendredi_saint"),
        ("57", "alsace_moselle_vendredi_saint"),
        ("97411", "reunion"),
        ("2a", "general"),
    ],
)
def test_zones_by_name_or_place(zone, attendue):
    assert lire_zone(zone) == attendue


@pytest.mark.parametrize(
    ("nom", "arguments"),
    [
        ("inconnue", {}),
        ("lot", {}),
        ("", {}),
        ("delai", {}),
        ("delai", None),
        ("delai", {"date": "2026-11-25", "zone": "lune"}),
        ("delai", {"date": "2199-12-15"}),
        ("delai", {"date": "1900-01-01"}),
        ("delai", {"date": "2026-11-25", "jour": "1"}),
        ("echeancier", {"total": "10", "premiere": "2027-01-05"}),
        ("echeancier", {"total": "10", "nombre": "2", "mensualite": "5", "premiere": "2027-01-05"}),
        ("echeancier", {"total": "10", "nombre": "2"}),
        ("echeancier", {"total": "10", "nombre": "25", "premiere": "2027-01-05"}),
        ("echeancier", {"total": "10", "nombre": "2", "premiere": "2027-01-05", "duree_max": "601"}),
        ("echeancier", {"total": "10", "nombre": "2", "premiere": "2027-01-05", "duree_max": "0"}),
        ("echeancier", {"total": "10", "nombre": "2", "premiere": "2027-01-05", "jour_fin_de_mois": "oui"}),
        ("frais", {"montant": "500"}),
        ("frais", {"montant": "0", "date": "2018-01-01"}),
        ("frais", {"montant": "500", "date": "2026-11-22"}),
        ("frais", {"montant": "500", "date": "2018-01-01", "territoire": "corse"}),
        ("frais", {"montant": "500", "date": "1950-01-01"}),
        ("injonction", {"montant": "500", "date": "2018-01-01", "voie": "pigeon"}),
        ("interets", {"principal": "1", "depuis": "2026-01-02", "jusqu_au": "2026-01-01", "creancier": "particulier"}),
        ("interets", {"principal": "1", "depuis": "2026-01-01", "jusqu_au": "2026-02-01", "creancier": "moi"}),
        ("interets", {"principal": "1", "depuis": "2026-01-01", "jusqu_au": "2027-02-01", "creancier": "particulier"}),
        (
            "interets",
            {
                "principal": "1",
                "depuis": "2026-01-01",
                "jusqu_au": "2026-02-01",
                "creancier": "particulier",
                "penalites": True,
            },
        ),
        ("ressort", {"code": "20"}),
        ("montant", {"texte": "1,100"}),
        ("prescription", {"exigible": "2026-01-01", "acceptation": "2026-02-01", "refus": "2026-01-15"}),
        ("feries", {"annee": "1789"}),
        ("feries", {"annee": "MMXXVI"}),
        ("verifier_creance", {"cause": "contractuelle"}),
    ],
)
def test_bad_input_is_refused_in_french(nom, arguments):
    with pytest.raises(Refus) as refus:
        executer(nom, arguments)
    assert refus.value.phrase.endswith(".")


def test_a_schedule_of_last_days_with_a_first_payment():
    resultat = executer(
        "echeancier",
        {
            "total": "1 000",
            "mensualite": "200",
            "premiere": "31/01/2027",
            "jour_fin_de_mois": True,
            "premier_versement": "397",
        },
    )
    assert [e["montant_centimes"] for e in resultat["echeances"]] == [39_700, 20_000, 20_000, 20_300]
    assert [e["date"] for e in resultat["echeances"]] == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    assert resultat["fusionnee"]


def test_penalties_between_professionals():
    arguments = {
        "principal": "1 000",
        "depuis": "2026-01-01",
        "jusqu_au": "2026-01-31",
        "creancier": "professionnel",
        "penalites": True,
    }
    assert executer("interets", arguments)["interets_centimes"] == 998
    assert executer("interets", arguments | {"taux": "5"})["avertissements"]


def test_prescription_after_a_failure():
    resultat = executer(
        "prescription",
        {
            "exigible": "2024-12-20",
            "acceptation": "2026-12-01",
            "constat": "2026-12-24",
            "fin_du_mois": "2026-12-22",
            "au": "2027-06-22",
        },
    )
    assert (resultat["reprise_le"], resultat["fin"]) == ("2026-12-22", "2027-06-22")
    assert (resultat["jours_restants"], resultat["acquise"]) == (0, False)
