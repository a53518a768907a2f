"""The home at each moment: what is still possible is offered, what is not is never promised, the proof is at hand."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.services import negociation
from tests.ecrans import DERNIER_JOUR, ENTRE_DEUX, FINI
from tests.services.gestes import acteur, termes

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def accueil(maison, adresse):
    def ouvrir(etat, **options):
        dossier = maison.dossier(etat, **options)
        return maison.debiteur(dossier).get(adresse(dossier))

    return ouvrir


def test_once_the_month_is_over_nothing_is_promised(accueil):
    page = accueil(Etat.ENVOYEE, jours=FINI)
    assert page["h1"].text.startswith("Le délai est fini depuis le")
    assert "Vous n’avez rien à faire ici." in page.lu and "le cachet de La Poste compte" in page.lu
    for faux in ("Vous êtes libre d’accepter", "Et si je ne réponds pas", "Et si je trouve un accord", "Répondre tôt"):
        assert faux not in page.lu, faux


def test_between_the_two_ends_an_answer_is_still_noted(accueil):
    page = accueil(Etat.ENVOYEE, jours=ENTRE_DEUX)
    assert "Un accord n’est plus possible. Vous pouvez encore donner votre réponse" in page.lu
    assert "Votre silence compte comme un refus." in page["#t-silence"].parent.text
    assert not page.tous("a[href$='/echeancier']")


def test_silence_is_explained_in_full_view(accueil):
    for jours in (12, DERNIER_JOUR):
        page = accueil(Etat.ENVOYEE, jours=jours)
        assert page["#t-silence"].find_parent("details") is None
        assert page["a[href$='/participer']"].text == "Participer maintenant, et choisir plus tard"


@pytest.mark.parametrize("etat", [Etat.PROPOSITION_CREANCIER, Etat.PROPOSITION_DEBITEUR, Etat.ACCEPTEE])
def test_talks_cut_by_the_clock_say_so_first(accueil, etat):
    page = accueil(etat, jours=FINI)
    assert page["h1"].text == "Le délai pour un accord est fini"
    assert "au plus tard le" not in page.lu, "nobody is waited for"
    assert not page.tous("a[href$='/proposition'], a[href$='/echeancier']")


def test_an_end_after_a_refusal_gives_both_proofs(accueil):
    page = accueil(Etat.FIN_REFUS_PARTICIPATION, jours=12)
    liens = [a.text for a in page.tous("h1 ~ .fichiers a")]
    assert liens == ["Télécharger la preuve de votre refus", "Télécharger ce que l’étude a écrit"]


def test_a_late_payment_is_never_the_next_one(accueil, horloge):
    page = accueil(Etat.DEFAUT, jours=170)
    assert "Prochain paiement" not in page.lu and "Le paiement suivant :" in page.lu


def test_all_is_paid_and_its_certificate_comes_even_if_it_was_not_printed_then(maison, adresse):
    dossier = maison.dossier(Etat.SOLDE, jours=480)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier))
    lien = page["main a.bouton"]
    assert "attestation de fin de paiement" in lien.text and lien["href"].endswith("/quittance.pdf")
    assert visiteur.get(lien["href"]).octets.startswith(b"%PDF")
    assert "/documents/" in visiteur.get(adresse(dossier))["main a.bouton"]["href"], "issued once"
    assert visiteur.get(adresse(dossier, "/actes/1/quittance.pdf")).statut == 404
    assert maison.debiteur(maison.dossier(Etat.ENVOYEE)).get(lien["href"]).statut == 404


def test_the_last_three_rounds_are_open_the_others_folded(maison, adresse, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    compte = maison.troupe.compte_menuiserie
    for rang, role in enumerate((Role.DEBITEUR, Role.CREANCIER, Role.DEBITEUR)):
        qui = acteur(role, horloge(), compte if role is Role.CREANCIER else None, idem=f"tour-{rang}")
        negociation.proposer(maison.session, dossier, termes(dossier.total_centimes, 10 - rang), qui)
    page = maison.debiteur(dossier).get(adresse(dossier))
    fil = page["#t-discussion"].parent
    assert len(fil.find("ol", recursive=False).find_all("li", recursive=False)) == 3
    pli = fil.find("details", recursive=False)
    assert "Voir les 2 propositions d’avant" in pli.summary.text
    assert len(pli.ol.find_all("li", recursive=False)) == 2
    assert "Réponse de Menuiserie Costa attendue au plus tard le" in page.lu


def test_refusing_the_terms_says_how_it_differs_from_setting_an_offer_aside(maison, adresse):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    page = maison.debiteur(dossier).get(adresse(dossier, "/refuser-les-conditions"))
    assert "Ce refus arrête toute la procédure." in page.lu and "R. 125-5, 3°" in page.lu
    suites = [a["href"].removeprefix(adresse(dossier)) for a in page.tous("#t-autrement ~ .choix a")]
    assert suites == ["/proposition/ecarter", "/echeancier"]
