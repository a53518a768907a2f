"""The interface for scripts: names, fields, exit codes, French sentences, bulk answers."""

import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from portail.cli.calculer import baremes, calculer, lire_lignes, verifier_creance
from portail.domaine.fichiers import DOSSIER

EXEMPLE = str(DOSSIER / "exemple_2026.json")


def lancer(commande, *arguments, entree=None, **environ):
    return CliRunner(env={"PORTAIL_BAREMES": None, **environ}).invoke(commande, arguments, input=entree)


def en_json(*arguments, **environ):
    resultat = lancer(calculer, *arguments, "--json", **environ)
    assert (resultat.exit_code, resultat.stderr) == (0, "")
    return json.loads(resultat.stdout)


def test_delai():
    assert en_json("delai", "2026-11-25") == {
        "envoi": "2026-11-25",
        "fin_stricte": "2026-12-25",
        "fin_prorogee": "2026-12-28",
        "zone": "general",
    }
    assert en_json("delai", "2026-03-03", "--zone", "alsace_moselle_vendredi_saint")["fin_prorogee"] == "2026-04-07"


def test_echeancier_by_number():
    plan = en_json("echeancier", "--total", "1 220,00", "--nombre", "12", "--premiere", "2027-01-05")
    assert plan["total_centimes"] == 122_000
    assert plan["echeances"][11] == {"numero": 12, "date": "2027-12-05", "montant_centimes": 10_174}


def test_echeancier_by_monthly_amount_on_the_last_day():
    options = ("--mensualite", "80", "--premiere", "2027-02-28", "--jour-fin-de-mois", "--premier-versement", "100")
    plan = en_json("echeancier", "--total", "243,00", *options)
    assert [e["montant_centimes"] for e in plan["echeances"]] == [10_000, 14_300 - 6_300, 6_300]
    assert [e["date"] for e in plan["echeances"]] == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_echeancier_longer_when_the_creditor_published_it():
    plan = en_json("echeancier", "--total", "500", "--nombre", "36", "--premiere", "2027-01-05", "--duree-max", "36")
    assert plan["nombre"] == 36


def test_frais():
    f = en_json("frais", "500", "--date", "2018-06-01")
    assert (f["droit_ht_centimes"], f["frais_dossier_ttc_centimes"], f["titre_ttc_centimes"]) == (5_486, 1_492, 3_000)
    assert {"ht_centimes", "tva_centimes", "ttc_centimes", "article"} <= set(f["lignes"][0])
    assert f["periode"]["du"] == "2016-03-01"
    dom = en_json("frais", "500", "--date", "2018-06-01", "--territoire", "reunion")
    assert (dom["frais_dossier_ttc_centimes"], dom["titre_ttc_centimes"]) == (1_395, 2_713)


def test_frais_of_an_unknown_period_names_the_table():
    resultat = lancer(calculer, "frais", "500", "--date", "2026-11-22", "--json")
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    assert "droit_a444_32" in resultat.stderr
    assert "PORTAIL_BAREMES" in resultat.stderr


def test_frais_with_the_table_of_the_etude():
    f = en_json("frais", "500", "--date", "2026-11-22", PORTAIL_BAREMES=EXEMPLE)
    assert f["exemple"]
    assert f["droit_ht_centimes"] == 5_498


@pytest.mark.parametrize("fichier", ["/absent/baremes.json", str(DOSSIER / "plafonds.csv"), str(DOSSIER)])
def test_an_unreadable_table_of_the_etude_is_refused(fichier):
    resultat = lancer(calculer, "frais", "500", "--date", "2018-06-01", PORTAIL_BAREMES=fichier)
    assert resultat.exit_code == 2
    assert "illisible" in resultat.stderr


def test_injonction():
    assert en_json("injonction", "1 281", "--date", "2018-06-01")["total_centimes"] == 10_669
    present = en_json("injonction", "500", "--date", "2026-11-22", "--voie", "electronique", "--greffe", "25,19")
    assert [ligne["code"] for ligne in present["lignes"]] == ["emolument", "forfait", "greffe"]


def test_interets():
    options = ("--principal", "1 000", "--depuis", "2025-05-01", "--jusqu-au", "2026-11-22")
    legal = en_json("interets", *options, "--creancier", "particulier")
    assert (legal["interets_centimes"], len(legal["tranches"])) == (10_562, 4)
    convenu = en_json("interets", *options, "--creancier", "professionnel", "--taux", "10")
    assert convenu["interets_centimes"] == 15_616
    fige = en_json("interets", *options, "--creancier", "particulier", "--fige-le", "2025-06-30")
    assert fige["interets_centimes"] == 1_185


def test_ressort():
    assert en_json("ressort", "33063")["cour_appel"] == "Bordeaux"
    assert en_json("ressort", "95527", "--emprise-aerodrome")["cour_appel"] == "Paris"


def test_montant():
    assert en_json("montant", "1 099,98 €")["centimes"] == 109_998


def test_prescription():
    p = en_json("prescription", "--exigible", "2024-12-20", "--acceptation", "2026-12-01", "--refus", "2026-12-22")
    assert p["fin"] == "2027-06-22"


def test_feries():
    assert en_json("feries", "2026", "--zone", "saint_martin")["jours"][6:8] == ["2026-05-27", "2026-05-28"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("delai", "2026-11-25"),
        ("echeancier", "--total", "10", "--nombre", "2", "--premiere", "2027-01-05"),
        ("frais", "500", "--date", "2018-06-01", "--territoire", "guyane"),
        ("injonction", "500", "--date", "2026-11-22"),
        (
            "interets",
            "--principal",
            "1",
            "--depuis",
            "2026-01-01",
            "--jusqu-au",
            "2026-02-01",
            "--creancier",
            "particulier",
        ),
        ("ressort", "75"),
        ("montant", "80"),
        ("prescription", "--exigible", "2024-12-20"),
        ("feries", "2026"),
    ],
)
def test_without_json_a_person_can_read(arguments):
    resultat = lancer(calculer, *arguments)
    assert (resultat.exit_code, resultat.stderr) == (0, "")
    assert "{" not in resultat.stdout
    assert "_" not in resultat.stdout.replace("frais_dossier", "").replace("majoration_", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("delai",),
        ("delai", "demain"),
        ("delai", "2026-11-25", "--zone"),
        ("delai", "2026-11-25", "--zone", "lune"),
        ("delai", "2026-11-25", "--lune"),
        ("delai", "2026-11-25", "2026-11-26"),
        ("delai", "9999-12-31"),
        ("echeancier",),
        ("echeancier", "--total", "1,100", "--nombre", "12", "--premiere", "2027-01-05"),
        ("echeancier", "--total", "100", "--nombre", "99", "--premiere", "2027-01-05"),
        ("echeancier", "--total", "100", "--nombre", "douze", "--premiere", "2027-01-05"),
        ("frais", "500"),
        ("frais", "-500", "--date", "2018-06-01"),
        ("montant", "1,100"),
        ("montant", "-5"),
        ("montant", "౮౦"),
        ("montant", "9" * 400),
        ("montant", "\udcff"),
        ("montant",),
        ("ressort", "20"),
        ("feries", "1789"),
        ("inconnue",),
        ("--lune",),
    ],
)
def test_bad_input_is_code_2_and_one_french_sentence(arguments):
    resultat = lancer(calculer, *arguments)
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    phrase = resultat.stderr.removesuffix("\n")
    assert "\n" not in phrase
    assert phrase.endswith(".")
    assert not {"Usage", "Error", "Try", "Traceback"} & set(phrase.replace(":", " ").split())


def test_lot_answers_in_order():
    lignes = [
        '{"operation": "echeancier", "arguments": {"total": "1 220,00", "nombre": 12, "premiere": "2027-01-05"}}',
        "",
        "rien",
        '{"operation": "ressort", "arguments": {"code": "33063"}}',
    ]
    resultat = lancer(calculer, "lot", entree="\n".join(lignes))
    reponses = [json.loads(ligne) for ligne in resultat.stdout.splitlines()]
    assert [list(r) for r in reponses] == [["resultat"], ["erreur"], ["erreur"], ["resultat"]]
    assert reponses[3]["resultat"]["cour_appel"] == "Bordeaux"
    assert resultat.exit_code == 0


def test_lot_of_nothing_answers_nothing():
    assert lancer(calculer, "lot", entree="").stdout == ""


def test_lot_reads_the_table_of_the_etude():
    ligne = '{"operation": "frais", "arguments": {"montant": 500, "date": "2026-11-22"}}\n'
    sans = json.loads(lancer(calculer, "lot", entree=ligne).stdout)
    avec = json.loads(lancer(calculer, "lot", entree=ligne, PORTAIL_BAREMES=EXEMPLE).stdout)
    assert list(sans) == ["erreur"]
    assert avec["resultat"]["exemple"] is True


def test_an_endless_line_is_cut_and_the_next_one_answered():
    flux = io.BytesIO(b"x" * 300_000 + b"\n" + b"ok\r\n" + b"y" * 70_000)
    longueurs = [len(ligne) for ligne in lire_lignes(flux)]
    assert longueurs == [65_538, 2, 65_538]


CREANCE = {
    "date": "2026-11-22",
    "cause": "contractuelle",
    "debiteur_professionnel": False,
    "code_lieu_debiteur": "33063",
    "solde_total_du_contrat": True,
    "surendettement": False,
    "procedure_collective": False,
    "protege_ou_mineur": False,
    "deces": False,
    "elements": [{"nature": "principal", "montant": "5 000,01", "exigible_le": "2026-03-01"}],
}


def verifier(contenu, tmp_path, *options):
    fichier = tmp_path / "creance.json"
    fichier.write_text(contenu if isinstance(contenu, str) else json.dumps(contenu), encoding="utf-8")
    return lancer(verifier_creance, str(fichier), *options)


def test_verifier_creance(tmp_path):
    reponse = json.loads(verifier(CREANCE, tmp_path, "--json").stdout)
    assert reponse["verdict"] == "bloquee"
    assert [(m["code"], m["article"]) for m in reponse["motifs"]] == [("PLAFOND", "R125-1 al. 2 CPCE")]


def test_verifier_creance_on_another_day_and_from_standard_input(tmp_path):
    bonne = CREANCE | {"elements": [{"montant": 100, "exigible_le": "2026-03-01"}]}
    assert json.loads(verifier(bonne, tmp_path, "--json").stdout)["verdict"] == "acceptee"
    assert json.loads(verifier(bonne, tmp_path, "--au", "2026-02-28", "--json").stdout)["verdict"] == "bloquee"
    entree = lancer(verifier_creance, "-", "--json", entree=json.dumps(bonne))
    assert json.loads(entree.stdout)["verdict"] == "acceptee"
    assert "verdict" in verifier({c: v for c, v in bonne.items() if c != "date"}, tmp_path).stdout


@pytest.mark.parametrize("contenu", ["", "{", "[]", "null", "3", "{}", '{"cause": "autre"}', "[" * 50_000])
def test_verifier_creance_refuses_in_french(contenu, tmp_path):
    resultat = verifier(contenu, tmp_path)
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    assert resultat.stderr.count("\n") == 1


def test_verifier_creance_without_its_file(tmp_path):
    for arguments in ((), ("absent.json",), (str(tmp_path),)):
        assert lancer(verifier_creance, *arguments).exit_code == 2


def test_baremes_verifier_lists_what_to_read_again():
    resultat = lancer(baremes, "verifier", "--au", "2026-11-22")
    assert resultat.exit_code == 0
    assert "expire" in resultat.stdout
    assert "L125-1" in resultat.stdout
    assert lancer(baremes, "verifier", "--au", "2026-11-22", "--strict").exit_code == 1
    assert lancer(baremes, "verifier", "--au", "hier").exit_code == 2


def test_baremes_verifier_as_json():
    resultat = json.loads(lancer(baremes, "verifier", "--json", PORTAIL_BAREMES=EXEMPLE).stdout)
    assert {"anomalie", "table", "cle", "du", "au", "phrase"} == set(resultat["signalements"][0])
    assert "exemple" in {s["anomalie"] for s in resultat["signalements"]}


def test_the_module_runs_alone_without_a_web_framework():
    code = (
        "import sys; from portail.cli.calculer import calculer;"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'flask', 'sqlalchemy', 'babel', 'cryptography'}))"
    )
    seul = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seul.stdout == "[]\n"
    commande = [sys.executable, "-m", "portail.cli.calculer", "montant", "80,5", "--json"]
    lance = subprocess.run(commande, capture_output=True, check=True, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert json.loads(lance.stdout)["centimes"] == 8_050
