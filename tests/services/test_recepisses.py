"""Receipts: printed again from the journal, always the same."""

from datetime import UTC, date, datetime

import pytest

from portail.domaine import echeancier
from portail.domaine.procedure import Action, Etat, Role
from portail.services import negociation, participation, recepisses
from portail.services.actes import ActeImpossible
from portail.services.acteur import Acteur
from portail.services.negociation import Termes
from tests.services.documents.lecture import pages


def acte(dossier, action, role=Role.DEBITEUR):
    return next(e for e in dossier.evenements if e.action == action and e.role is role)


@pytest.mark.parametrize(
    ("etat", "action", "phrases"),
    [
        (Etat.ACCEPTEE, Action.ACCEPTER_PARTICIPATION, ("mon accord pour participer", "que vous devez la somme")),
        (Etat.REFUS_EXPRIME, Action.REFUSER_PARTICIPATION, ("mon refus de participer",)),
        (Etat.REFUS_DES_TERMES, Action.REFUSER_TERMES, ("Je refuse le montant ou les modalités",)),
        (
            Etat.PROPOSITION_DEBITEUR,
            Action.PROPOSER,
            ("Je propose de payer 1 220,00 €", "vous n'avez rien d'autre à signer", "En 6 paiements"),
        ),
    ],
)
def test_each_act_has_its_receipt_dated_of_the_act_and_always_the_same(maison, moyens, horloge, etat, action, phrases):
    dossier = maison.dossier(etat)
    evenement = acte(dossier, action)
    premier = recepisses.imprimer(evenement, moyens)
    horloge.avancer(days=400)
    assert recepisses.imprimer(evenement, moyens) == premier
    (page,) = pages(premier)
    for phrase in (*phrases, f"Référence : {dossier.reference}-A{evenement.numero}"):
        assert phrase in page, phrase
    if "empreinte" in evenement.details:
        assert evenement.details["empreinte"] in page


def test_a_replaced_proposal_keeps_the_receipt_of_its_own_terms(maison, moyens):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    sienne = dossier.propositions[0]
    donnees = recepisses.donnees(acte(dossier, Action.PROPOSER), moyens)
    assert donnees.echeances == sienne.echeances != dossier.proposition_en_cours.echeances
    with pytest.raises(ActeImpossible):
        recepisses.donnees(acte(dossier, Action.PROPOSER, Role.CREANCIER), moyens)


def test_an_act_of_the_real_clock_with_its_microseconds_is_printed_too(maison, moyens, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    horloge.avancer(microseconds=123_456)
    evenement = participation.refuser(session, dossier, Acteur(Role.DEBITEUR, horloge()))
    assert recepisses.imprimer(evenement, moyens).startswith(b"%PDF")


def test_the_agreement_reached_on_an_offer_or_on_a_plan_is_an_agreement(maison, session, moyens, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    offre = dossier.proposition_en_cours
    evenement = negociation.accepter(session, dossier, offre.empreinte, Acteur(Role.DEBITEUR, horloge()))
    (page,) = pages(recepisses.imprimer(evenement, moyens))
    assert "Récépissé de votre accord" in page and "Je donne mon accord pour payer" in page

    autre = maison.dossier(Etat.ACCEPTEE, plans=(3,))
    premiere = negociation.premier_jour_possible(autre, horloge()).replace(day=28)
    plan = echeancier.par_nombre(autre.total_centimes, 3, premiere=premiere)
    termes = Termes(plan.total_centimes, plan.echeances)
    evenement = negociation.choisir_plan(
        session, autre, autre.plans[0], plan.echeances, termes.empreinte, Acteur(Role.DEBITEUR, horloge())
    )
    assert recepisses.donnees(evenement, moyens).echeances == plan.echeances


def test_after_the_strict_end_the_receipt_promises_no_agreement(maison, moyens, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, envoi=date(2026, 11, 13))  # ends on a Sunday, answers until Monday
    horloge.instant = datetime(2026, 12, 14, 9, tzinfo=UTC)
    evenement = participation.accepter(session, dossier, Acteur(Role.DEBITEUR, horloge()))
    (page,) = pages(recepisses.imprimer(evenement, moyens))
    assert "Le délai pour un accord est fini depuis le dimanche 13 décembre 2026" in page
    assert "doit être trouvé" not in page
