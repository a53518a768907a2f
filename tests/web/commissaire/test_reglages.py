"""Texts and tariffs of the étude: entered with source and date, read by the domain, never guessed."""

from datetime import date

import pytest

from portail.domaine.frais import calculer_frais
from portail.services import textes
from portail.services.demonstration import MOT_DE_PASSE
from portail.web.commissaire import grilles

TARIF = {
    "du": "01/03/2026",
    "source": "Arrêté du 25 février 2026",
    "verifie_le": "20/11/2026",
    "jusqu_a_1": "125",
    "taux_1": "11,73",
    "jusqu_a_2": "610",
    "taux_2": "10,75",
    "jusqu_a_3": "1 525",
    "taux_3": "10,26",
    "taux_4": "3,91",
    "emolument_fixe_ht": "21,50",
    "taxable_ht": "8,43",
    "debours": "4,80",
    "titre_ht": "25,05",
    "majoration_reunion": "37",
}


@pytest.fixture
def qui(maison):
    return maison.commissaire()


def test_an_article_is_entered_with_its_source_and_date(qui, autre_session, troupe):
    page = qui.get("/commissaire/reglages")
    assert page.lu.count("À vérifier") == 2
    form = qui.get("/commissaire/reglages/textes/L125-1")
    assert "procédure simplifiée" in form["textarea"].text
    manque = qui.soumettre(form, du="25/04/2026", verifie_le="20/11/2027")
    assert manque.statut == 422
    assert "Indiquez la source" in manque.lu
    assert "Ce jour ne peut pas être à venir" in manque.lu
    assert manque["#du"]["value"] == "25/04/2026"
    apres = qui.soumettre(manque, texte="Alinéa un.\nAlinéa deux.", source="Légifrance", verifie_le="20/11/2026")
    assert apres.lu.count("À vérifier") == 1
    assert "Entré par l’étude" in apres.lu
    with autre_session() as lecture:
        etat = {t.code: t for t, _ in textes.etat_des_textes(lecture, troupe.etude.id)}
    assert etat["L125-1"].alineas == ("Alinéa un.", "Alinéa deux.")
    assert etat["L125-1"].verifie is True
    assert qui.get("/commissaire/reglages/textes/L999-9").statut == 404


def test_the_formule_executoire_is_a_dated_setting(qui, autre_session, troupe):
    champs = {"texte": "Mande et ordonne à tous commissaires de justice.", "du": "01/07/2026"}
    qui.soumettre("/commissaire/reglages/textes/formule", **champs, source="Décret n° 2026-1", verifie_le="20/11/2026")
    with autre_session() as lecture:
        formule = textes.formule_executoire(lecture, troupe.etude.id)
    assert formule.alineas == ("Mande et ordonne à tous commissaires de justice.",)
    assert formule.en_vigueur_au == date(2026, 7, 1)


def test_a_tariff_is_read_again_with_a_worked_example_then_kept(qui, autre_session, troupe, horloge):
    assert "Aucune table connue au 22 novembre 2026" in qui.get("/commissaire/reglages").lu
    relue = qui.soumettre("/commissaire/reglages/tarifs", **TARIF)
    assert "EXEMPLE : ces valeurs ne sont pas officielles." in relue.lu, "the default away from production"
    assert "Pour 1 000,00 € recouvrés en métropole" in relue.lu
    assert "Total" in relue.lu
    with autre_session() as lecture:
        assert textes.tarifs_de(lecture, troupe.etude.id) == []
    retour = qui.soumettre(relue, modifier="1")
    assert retour["#taux_3"]["value"] == "10,26"
    apres = qui.soumettre(relue, relu="1")
    assert "Depuis le 1er mars 2026" in apres.lu
    assert "émolument fixe 21,50 € HT" in apres.lu
    with autre_session() as lecture:
        saisis = textes.tarifs_de(lecture, troupe.etude.id)
        frais = calculer_frais(100_000, date(2026, 11, 22), tables=grilles.tables_de(saisis))
    assert frais.exemple is True
    assert frais.droit_ht_centimes == 10_681


def test_an_odd_tariff_is_questioned_and_a_wrong_one_refused_in_words(qui, autre_session, troupe):
    relue = qui.soumettre("/commissaire/reglages/tarifs", **{**TARIF, "taux_1": "19"})
    assert "fait un saut à relire" in relue.lu
    for champs, attendu in (
        ({"taux_1": "beaucoup"}, "Indiquez un taux en pour cent"),
        ({"taxable_ht": "8,4,3"}, "Indiquez un montant en euros"),
        ({"jusqu_a_2": "100"}, "du plus petit montant au plus grand"),
        ({"debours": ""}, "débours sans TVA"),
        ({"du": ""}, "Indiquez un jour"),
        ({"au": "01/01/2026"}, "ne peut pas précéder son début"),
        ({"source": ""}, "Indiquez la source"),
        (dict.fromkeys((*(c for c in TARIF if c not in ("du", "source", "verifie_le")),), ""), "au moins une table"),
    ):
        page = qui.soumettre("/commissaire/reglages/tarifs", **{**TARIF, **champs})
        assert page.statut == 422, champs
        assert attendu in page.lu, champs
        assert page["#source"]["value"] == {**TARIF, **champs}["source"]
    with autre_session() as lecture:
        assert textes.tarifs_de(lecture, troupe.etude.id) == []


def test_an_old_proof_asks_for_the_password_before_a_text_is_kept(qui, autre_session, troupe, horloge):
    horloge.avancer(minutes=6)
    champs = {"texte": "Alinéa un.", "du": "25/04/2026", "source": "Légifrance", "verifie_le": "20/11/2026"}
    page = qui.soumettre("/commissaire/reglages/textes/L125-1", **champs)
    assert page.statut == 422 and page["#preuve"] is not None
    assert page["textarea"].text.strip() == "Alinéa un.", "nothing typed is lost"
    assert qui.soumettre(page, preuve="faux").statut == 422
    with autre_session() as lecture:
        etat = {t.code: t for t, _ in textes.etat_des_textes(lecture, troupe.etude.id)}
    assert etat["L125-1"].verifie is False
    assert "Entré par l’étude" in qui.soumettre(page, preuve=MOT_DE_PASSE).lu


def test_an_old_proof_asks_for_the_password_before_a_tariff_is_kept(qui, autre_session, troupe, horloge):
    horloge.avancer(minutes=6)
    relue = qui.soumettre("/commissaire/reglages/tarifs", **TARIF)
    assert relue.statut == 200 and relue["#preuve"] is not None, "reading again asks for nothing yet"
    for secret in ("", "faux"):
        page = qui.soumettre(relue, relu="1", preuve=secret)
        assert page.statut == 422 and page["[role=alert]"]
        assert secret not in [c.get("value") for c in page.tous("input[type=hidden]")] or not secret
    with autre_session() as lecture:
        assert textes.tarifs_de(lecture, troupe.etude.id) == []
    assert "Depuis le 1er mars 2026" in qui.soumettre(page, relu="1", preuve=MOT_DE_PASSE).lu
