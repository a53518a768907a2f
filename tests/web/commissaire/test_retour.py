"""A form back from the post: its mark opens the page of the answer with that answer chosen, and records nothing."""

import pytest

from portail.domaine.procedure import Etat
from portail.persistance.etudes import Etude
from portail.web.commissaire.routes.retour import INCONNU
from tests.pages import lisse
from tests.web.commissaire.outils import adresse, relire

SCANNER = "form[action='/commissaire/retours']"


def scanner(qui, code):
    return qui.soumettre("/commissaire/", SCANNER, code=code)


@pytest.mark.parametrize(("lettre", "sens"), [("A", "acceptation"), ("R", "refus")])
def test_the_mark_chooses_the_answer_and_the_commissaire_still_reads_and_confirms(
    maison, horloge, autre_session, lettre, sens
):  # fmt: skip
    dossier = maison.dossier(Etat.ENVOYEE)
    qui = maison.commissaire()
    page = scanner(qui, f"{dossier.reference}/{lettre}".lower().replace("-", ""))
    assert page["h1"].text.strip() == "Saisir une réponse reçue"
    assert dossier.reference in page.lu
    assert [c["value"] for c in page.tous("input[checked]")] == [sens, "formulaire"]
    assert relire(autre_session, dossier).etat is Etat.ENVOYEE
    relue = qui.soumettre(page, recue_le=horloge().strftime("%d/%m/%Y"))
    assert relire(autre_session, dossier).etat is Etat.ENVOYEE, "the effect is read before"
    qui.soumettre(relue)
    attendu = Etat.ACCEPTEE if lettre == "A" else Etat.REFUS_EXPRIME
    assert relire(autre_session, dossier).etat is attendu


def test_the_reference_alone_opens_the_answer_without_choosing(maison):
    page = scanner(maison.commissaire(), maison.dossier(Etat.ENVOYEE).reference)
    assert page["h1"].text.strip() == "Saisir une réponse reçue"
    assert not page.tous("input[checked]")


def test_a_wrong_mark_and_another_etude_s_say_the_same_and_keep_what_was_typed(maison, session, troupe):
    ailleurs = maison.dossier(Etat.ENVOYEE)
    champs = ("adresse", "code_postal", "commune", "cour_appel", "telephone", "courriel", "horaires")
    autre = Etude(nom="Ailleurs", **{champ: getattr(troupe.etude, champ) for champ in champs})
    session.add(autre)
    session.flush()
    ailleurs.etude_id = autre.id
    session.commit()
    qui = maison.commissaire()
    for code in (f"{ailleurs.reference}/A", "RPC-00000-00000/A", "n’importe quoi", "3760123456789"):
        page = scanner(qui, code)
        assert page.statut == 422
        assert lisse(INCONNU) in page["[role=alert]"].text.replace("\xa0", " ")
        assert page["#code"]["value"] == code
    assert scanner(qui, "").statut == 422
    assert "Scannez ou tapez le code" in scanner(qui, "").lu


@pytest.mark.parametrize("etat", [Etat.ACCEPTEE, Etat.REFUS_EXPRIME, Etat.SOLDE])
def test_a_form_that_is_no_longer_expected_shows_where_the_dossier_stands(maison, autre_session, etat):
    dossier = maison.dossier(etat, jours=120)
    page = scanner(maison.commissaire(), f"{dossier.reference}/A")
    assert "Le formulaire d’acceptation n’est pas attendu dans ce dossier" in page.lu
    assert dossier.reference in page["h1"].parent.text
    assert relire(autre_session, dossier).etat is etat


def test_unknown_words_in_the_address_choose_nothing(maison):
    page = maison.commissaire().get(adresse(maison.dossier(Etat.ENVOYEE), "/reponse?sens=x&mode=portail"))
    assert not page.tous("input[checked]")


def test_the_page_stands_alone_too(maison):
    page = maison.commissaire().get("/commissaire/retours")
    assert page[SCANNER]
    assert maison.creancier().get("/commissaire/retours").statut == 404
