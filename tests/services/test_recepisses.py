"""What each receipt says of its act, in the words that were shown; issuing it is `remises`' affair."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from portail.domaine import echeancier
from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Etat, Role
from portail.domaine.signalements import Genre, Motif
from portail.services import declarations, negociation, participation, recepisses, signalements
from portail.services.actes import ActeImpossible
from portail.services.acteur import Acteur
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.documents.recepisse import imprimer_recepisse
from portail.services.documents.signalements import enonce
from portail.services.negociation import Termes
from portail.services.projets import Fichier, Projet
from portail.services.termes import TermesChanges
from tests.services.documents.lecture import pages
from tests.services.gestes import refus


def acte(dossier, action, role=Role.DEBITEUR):
    return next(e for e in dossier.evenements if e.action == action and e.role is role)


def lu(evenement, moyens):
    donnees = recepisses.donnees(evenement, moyens)
    assert hashlib.sha256(donnees.texte.encode()).hexdigest() == evenement.details["declaration"] == donnees.empreinte
    (page,) = pages(imprimer_recepisse(donnees))
    assert donnees.empreinte in page
    return page


@pytest.mark.parametrize(
    ("etat", "action", "phrases"),
    [
        (Etat.ACCEPTEE, Action.ACCEPTER_PARTICIPATION, ("mon accord pour participer", "que vous devez la somme")),
        (Etat.REFUS_EXPRIME, Action.REFUSER_PARTICIPATION, ("mon refus de participer",)),
        (Etat.REFUS_DES_TERMES, Action.REFUSER_TERMES, ("Je refuse le montant ou les modalités", "L'offre refusée : ")),
        (
            Etat.PROPOSITION_DEBITEUR,
            Action.PROPOSER,
            ("Je propose de payer 1 220,00 €", "vous n'avez rien d'autre à signer", "En 6 paiements"),
        ),
    ],
)
def test_each_act_is_told_in_its_words_to_the_second(maison, moyens, horloge, etat, action, phrases):
    dossier = maison.dossier(etat)
    evenement = acte(dossier, action)
    page = lu(evenement, moyens)
    secondes = f"{evenement.recu_le:%S} s (heure de Paris)"
    for phrase in (*phrases, f"Référence de l'acte : {dossier.reference}-A{evenement.numero}", secondes):
        assert phrase in page, phrase
    horloge.avancer(days=400)
    assert lu(evenement, moyens) == page


def test_setting_an_offer_aside_and_taking_one_s_own_back_have_their_receipt(maison, session, moyens, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    ecart = negociation.decliner(session, dossier, Acteur(Role.DEBITEUR, horloge()))
    assert "L'offre écartée : 1 220,00 €" in lu(ecart, moyens)
    horloge.avancer(minutes=5)
    autre = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    retrait = negociation.retirer(session, autre, Acteur(Role.DEBITEUR, horloge()))
    assert "Je retire ma proposition de payer 640,50 € (six cent quarante euros" in lu(retrait, moyens)


@pytest.mark.parametrize("texte", ["", "Payé par\n ma sœur.", "Voilà le détail. " * 118, "a\n" * 1000, "W" * 2000])
def test_a_message_has_its_receipt_on_one_page_whatever_was_written(maison, session, moyens, horloge, texte):
    dossier, faits = maison.dossier(Etat.ENVOYEE), {"le": date(2026, 10, 3), "paye_centimes": 122_000}
    qui = Acteur(Role.DEBITEUR, horloge())
    signalements.contester(session, dossier, Motif.DEJA_PAYE, faits, texte, qui)
    page = lu(acte(dossier, Action.CONTESTER), moyens)
    assert "Je conteste la somme demandée : J'ai déjà tout payé. Date du paiement : 3 octobre 2026" in page
    assert "Votre date limite ne change pas" in page


def test_a_message_about_a_payment_has_its_receipt_too(maison, session, moyens, horloge):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    faits = {"le": jour_a_paris(horloge()), "paye_centimes": 1_000}
    signalements.signaler_paiement(session, dossier, faits, "", Acteur(Role.DEBITEUR, horloge()))
    page = lu(acte(dossier, Action.SIGNALER), moyens)
    assert "Je signale ceci : J'ai payé, mais ce n'est pas noté" in page
    assert "Le titre et ses dates ne changent pas." in page


def test_before_the_titre_the_receipt_speaks_of_none(maison, session, moyens, horloge):
    dossier = maison.dossier(Etat.ACCORD_CONCLU)
    faits = {"le": dossier.envoye_le, "paye_centimes": 1_000}
    signalements.signaler_paiement(session, dossier, faits, "", Acteur(Role.DEBITEUR, horloge()))
    page = lu(acte(dossier, Action.SIGNALER), moyens)
    assert "Le titre" not in page and "Ne payez rien de plus pour l'instant." in page


def test_documents_are_in_the_words_the_hash_and_the_journal(maison, session, moyens, horloge):
    dossier, qui = maison.dossier(Etat.ENVOYEE), Acteur(Role.DEBITEUR, horloge())
    projet = Projet(dossier, Role.DEBITEUR, "contestation")
    fichiers = [Fichier(f"{n}.jpg", "image/jpeg", 12, str(n) * 64) for n in (2, 1)]
    projet.joindre(session, fichiers, horloge())
    signalements.contester(session, dossier, Motif.DEFAUT, {}, "x", qui, projet)
    evenement = acte(dossier, Action.CONTESTER)
    assert evenement.details["pieces"] == ["1" * 64, "2" * 64]
    donnees = recepisses.donnees(evenement, moyens)
    assert "Fichiers joints\xa0: 2.jpg, 1.jpg" in donnees.texte
    haches = "\n".join([donnees.texte, *evenement.details["pieces"]])
    assert hashlib.sha256(haches.encode()).hexdigest() == evenement.details["declaration"]
    (page,) = pages(imprimer_recepisse(donnees))
    assert "Fichiers joints : 2.jpg, 1.jpg" in page
    assert "Empreinte de ce message et de ses fichiers (SHA-256)" in page
    dossier.signalements[0].pieces[0].empreinte = "3" * 64
    assert recepisses.donnees(evenement, moyens).texte == "", "never other words or files under that hash"


def test_an_act_of_before_the_documents_were_bound_keeps_its_receipt(maison, session, moyens, horloge):
    dossier, qui = maison.dossier(Etat.ENVOYEE), Acteur(Role.DEBITEUR, horloge())
    signalements.contester(session, dossier, Motif.DEFAUT, {}, "x", qui)
    evenement = acte(dossier, Action.CONTESTER)
    ancienne = hashlib.sha256(enonce(Genre.CONTESTATION, "defaut", {}, "x").encode()).hexdigest()
    assert evenement.details["declaration"] == ancienne and "pieces" not in evenement.details
    projet = Projet(dossier, Role.DEBITEUR, "contestation")
    projet.joindre(session, [Fichier("1.jpg", "image/jpeg", 12, "1" * 64)], horloge())
    projet.rattacher(session, dossier.signalements[0])
    session.commit()
    assert "Fichiers joints" not in lu(evenement, moyens)


def test_a_draft_changed_meanwhile_is_not_sent_under_the_words_that_were_shown(maison, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    with refus(session, TermesChanges):
        signalements.contester(session, dossier, Motif.DEJA_PAYE, {}, "", Acteur(Role.DEBITEUR, horloge()), vu="0" * 64)


def test_an_answer_on_paper_and_the_creditor_s_acts_have_none(maison, moyens):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    evenement = acte(dossier, Action.PROPOSER, Role.CREANCIER)
    assert not recepisses.a_recepisse(evenement)
    assert "declaration" not in evenement.details
    with pytest.raises(ActeImpossible):
        recepisses.donnees(evenement, moyens)


def test_a_replaced_proposal_keeps_the_receipt_of_its_own_terms(maison, moyens):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    sienne = dossier.propositions[0]
    donnees = recepisses.donnees(acte(dossier, Action.PROPOSER), moyens)
    assert donnees.echeances == sienne.echeances != dossier.proposition_en_cours.echeances
    assert donnees.empreinte_termes == sienne.empreinte


def test_an_act_of_the_real_clock_with_its_microseconds_is_printed_too(maison, moyens, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    horloge.avancer(microseconds=123_456)
    lu(participation.refuser(session, dossier, Acteur(Role.DEBITEUR, horloge())), moyens)


def test_the_agreement_reached_on_an_offer_or_on_a_plan_is_an_agreement(maison, session, moyens, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    offre = dossier.proposition_en_cours
    page = lu(negociation.accepter(session, dossier, offre.empreinte, Acteur(Role.DEBITEUR, horloge())), moyens)
    assert "Récépissé de votre accord" in page and "Je donne mon accord pour payer" in page

    autre = maison.dossier(Etat.ACCEPTEE, plans=(3,))
    premiere = negociation.premier_jour_possible(autre, horloge()).replace(day=28)
    plan = echeancier.par_nombre(autre.total_centimes, 3, premiere=premiere)
    termes = Termes(plan.total_centimes, plan.echeances)
    evenement = negociation.choisir_plan(
        session, autre, autre.plans[0], plan.echeances, termes.empreinte, Acteur(Role.DEBITEUR, horloge())
    )
    assert recepisses.donnees(evenement, moyens).echeances == plan.echeances
    assert "Je reconnais devoir cette somme à Menuiserie Costa" in lu(evenement, moyens)


def test_after_the_strict_end_the_receipt_promises_no_agreement(maison, moyens, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, envoi=date(2026, 11, 13))  # ends on a Sunday, answers until Monday
    horloge.instant = datetime(2026, 12, 14, 9, tzinfo=UTC)
    page = lu(participation.accepter(session, dossier, Acteur(Role.DEBITEUR, horloge())), moyens)
    assert "Le délai pour un accord est fini depuis le dimanche 13 décembre 2026" in page
    assert "doit être trouvé" not in page


def test_no_other_words_are_ever_printed_under_a_journaled_hash(maison, moyens, session):
    dossier = maison.dossier(Etat.ACCEPTEE)
    evenement = acte(dossier, Action.ACCEPTER_PARTICIPATION)
    dossier.fondement = "une tout autre cause"
    assert declarations.lire(dossier, NatureRecepisse.ACCEPTATION).empreinte != evenement.details["declaration"]
    donnees = recepisses.donnees(evenement, moyens)
    assert (donnees.texte, donnees.empreinte) == ("", evenement.details["declaration"])
