"""The home at each moment: what is still possible is offered, what is not is never promised, the proof is at hand."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.domaine.signalements import Motif
from portail.services import negociation, signalements
from tests.ecrans import BIENTOT, DERNIER_JOUR, ENTRE_DEUX, FINI
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


def test_who_contested_is_not_told_that_nothing_was_received(maison, session, adresse, horloge):
    """Before the end, and after it: a contestation is no silence (D4)."""
    dossier = maison.dossier(Etat.ENVOYEE, jours=10)
    signalements.contester(session, dossier, Motif.AUTRE, {}, "Je ne dois rien.", acteur(Role.DEBITEUR, horloge()))
    base = adresse(dossier)
    avant = maison.debiteur(dossier).get(base)
    assert "Votre message sur la somme n’est ni un oui, ni un refus." in avant.lu and "votre silence" not in avant.lu
    horloge.avancer(days=35)
    apres = maison.debiteur(dossier).get(base)
    assert "Vous avez dit que la somme n’est pas juste :" in apres.lu
    for faux in ("pas reçu de réponse", "La loi dit que c’est un refus"):
        assert faux not in apres.lu, faux


def test_a_postmark_counts_up_to_and_including_the_later_end(maison, adresse, horloge):
    """The letter of 25 November: Monday 28 December is the day that counts, on both pages that speak of the post."""
    horloge.avancer(days=3)
    dossier = maison.dossier(Etat.ENVOYEE, jours=0)
    horloge.avancer(days=31)
    trop_tard = maison.debiteur(dossier).get(adresse(dossier, "/echeancier"))
    horloge.avancer(days=4)
    for page in (trop_tard, maison.debiteur(dossier).get(adresse(dossier))):
        assert "Vous avez posté votre réponse au plus tard le 28 décembre 2026 ?" in page.lu


def test_a_letter_that_may_have_left_is_not_said_to_be_at_the_etude(accueil):
    page = accueil(Etat.MANDAT)
    assert "Si vous avez la lettre, le délai court depuis le cachet de La Poste." in page.lu
    assert "Le délai ne court pas" not in page.lu
    assert "Le délai ne court pas" in accueil(Etat.RECEVABLE).lu


def test_between_the_two_ends_an_answer_is_still_noted(accueil):
    page = accueil(Etat.ENVOYEE, jours=ENTRE_DEUX)
    assert "Un accord n’est plus possible. Vous pouvez encore donner votre réponse" in page.lu
    assert "Votre silence compte comme un refus." in page["#t-silence"].parent.text
    assert not page.tous("a[href$='/echeancier']")


def test_silence_is_explained_in_full_view(accueil):
    for jours in (12, DERNIER_JOUR):
        page = accueil(Etat.ENVOYEE, jours=jours)
        assert page["#t-silence"].find_parent("details") is None
        seul = (
            "Participer, sans chercher d’accord"
            if jours == DERNIER_JOUR
            else "Participer maintenant, et choisir plus tard"
        )
        assert page["a[href$='/participer']"].text == seul, "there is no later on the last day"


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


SANS_REPONSE = "C’est le dernier jour. Sans réponse du créancier aujourd’hui, pas d’accord."
D_AVANCE = "Un paiement accepté d’avance fait l’accord tout de suite."


@pytest.fixture
def dernier_jour(maison, adresse):
    """A dossier on its last day (a Sunday): what comes after its address, and the browser."""

    def ouvrir(etat=Etat.ENVOYEE, plans=(), jours=DERNIER_JOUR):
        dossier = maison.dossier(etat, jours=jours, plans=plans)
        return maison.debiteur(dossier), adresse(dossier)

    return ouvrir


@pytest.mark.parametrize("plans", [(), (3,)])
def test_on_the_last_day_a_proposal_is_told_that_today_is_all_it_has(dernier_jour, plans):
    visiteur, base = dernier_jour(plans=plans)
    essai = visiteur.get(f"{base}/echeancier?mode=12&jour=5")
    assert SANS_REPONSE in essai.lu
    relire = visiteur.soumettre(f"{base}/echeancier", mode="12", jour="5")
    assert SANS_REPONSE in relire.lu and "Le créancier peut répondre jusqu’au" not in relire.lu
    assert (D_AVANCE in relire.lu) is bool(plans)
    assert bool(relire.tous(f"#t-sens ~ ul a[href='{base}/echeancier']")) is bool(plans)
    participer = visiteur.get(f"{base}/participer")
    assert SANS_REPONSE in participer.lu and (D_AVANCE in participer.lu) is bool(plans)


def test_on_the_last_day_the_paper_is_not_posted(dernier_jour):
    visiteur, base = dernier_jour(plans=(3,))
    visiteur.soumettre(f"{base}/echeancier", mode="12", jour="5")
    page = visiteur.get(f"{base}/relire/papier")
    assert "La poste arrivera trop tard." in page.lu and "Le plus sûr : répondez ici" in page.lu
    assert "est-elle ouverte aujourd’hui ?" in page.lu
    assert SANS_REPONSE in page.lu and D_AVANCE in page.lu
    for faux in ("quelques jours avant", "postez-le"):
        assert faux not in page.lu, faux
    visiteur.soumettre(f"{base}/echeancier", mode="3", jour="5")
    accepte = visiteur.get(f"{base}/relire/papier")
    assert "La poste arrivera trop tard." in accepte.lu and SANS_REPONSE not in accepte.lu, "the creditor has answered"


def test_shortly_before_the_last_day_the_post_is_told_to_be_slow(dernier_jour):
    visiteur, base = dernier_jour(jours=BIENTOT)
    visiteur.soumettre(f"{base}/echeancier", mode="12", jour="5")
    assert "La poste peut arriver trop tard." in visiteur.get(f"{base}/relire/papier").lu


def test_on_the_last_day_a_contestation_says_what_silence_does(dernier_jour):
    visiteur, base = dernier_jour()
    visiteur.soumettre(f"{base}/contester", motif="montant_faux")
    page = visiteur.soumettre(f"{base}/contester/details", juste="900", texte="La pose n’est pas finie.")
    assert page.chemin.endswith("/relire") and "Sa réponse peut arriver après la date limite." in page.lu
    assert f"{SANS_REPONSE} Votre message ne change pas cette date." in page.lu
    assert "au plus tard le" not in page["#t-voies"].parent.text


@pytest.mark.parametrize(
    ("etat", "phrase"),
    [
        (Etat.ACCEPTEE, "Menuiserie Costa et vous pouvez proposer aujourd’hui"),
        (Etat.PROPOSITION_DEBITEUR, "Réponse de Menuiserie Costa attendue aujourd’hui"),
        (Etat.PROPOSITION_CREANCIER, "À vous de répondre aujourd’hui, avant 23 h 59 (heure de Paris)."),
    ],
)
def test_on_the_last_day_the_talks_do_not_say_that_there_is_time(dernier_jour, etat, phrase):
    visiteur, base = dernier_jour(etat, plans=(3,))
    page = visiteur.get(base)
    assert phrase in page.lu
    assert "Répondre tôt" not in page.lu and "au plus tard le" not in page.lu
    offre = etat is Etat.PROPOSITION_CREANCIER
    assert (SANS_REPONSE in page.lu, D_AVANCE in page.lu) == (not offre, not offre)
    assert ("Demain, son offre ne pourra plus être acceptée." in page.lu) is offre


@pytest.mark.parametrize(
    ("etat", "suite"),
    [
        (Etat.PROPOSITION_CREANCIER, "/proposition/ecarter"),
        (Etat.PROPOSITION_DEBITEUR, "/proposition/retirer"),
        (Etat.PROPOSITION_CREANCIER, "/refuser-les-conditions"),
    ],
)
def test_on_the_last_day_stepping_back_is_told_what_it_costs(dernier_jour, etat, suite):
    visiteur, base = dernier_jour(etat)
    assert SANS_REPONSE in visiteur.get(base + suite).lu
    if suite != "/refuser-les-conditions":
        accueil = visiteur.soumettre(base + suite)
        preuve = visiteur.get(accueil["a[href*='/actes/']"]["href"].removesuffix("/recepisse.pdf"))
        assert preuve["#t-fait"] and SANS_REPONSE in preuve.lu
    visiteur, base = dernier_jour(etat, jours=BIENTOT)
    assert SANS_REPONSE not in visiteur.get(base + suite).lu


def test_who_enters_is_told_that_somebody_reported_the_letter(maison, adresse, horloge):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    dit = "Quelqu’un a dit que cette lettre n’est pas pour vous. C’est faux ? Appelez l’étude."
    avant = visiteur.get(adresse(dossier))
    assert dit not in avant.lu and avant["#t-silence"]
    maison.anonyme().soumettre("/ouvrir/pas-moi", identifiant=mots.identifiant, raison="inconnu")
    apres = visiteur.get(adresse(dossier))
    assert dit in apres.lu and "compte comme un refus" not in apres.lu
    assert apres[".note.attention a[href^='tel:']"]
    horloge.avancer(days=40)
    fini = maison.debiteur(dossier).get(adresse(dossier))
    assert dit in fini.lu and "L’étude regarde d’abord si cette lettre est bien pour vous." in fini.lu
    assert "La loi dit que c’est un refus" not in fini.lu and "rien à faire ici" not in fini.lu
