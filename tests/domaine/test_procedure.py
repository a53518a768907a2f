"""The procedure's table, for every (action, role, state), and what the law wants it never to allow."""

from itertools import product

import pytest

from portail.domaine.procedure import (
    FINS_SANS_ACCORD,
    LECTURES,
    PAIEMENT_PERMIS,
    POURPARLERS,
    PROCEDURE_EN_COURS,
    TERMINAUX,
    TRANSITIONS,
    Action,
    ActionInterdite,
    Etat,
    Role,
    actions_ouvertes,
    article,
    etat_suivant,
    role_connait,
)

TABLE = {(t.action, t.role, depuis): t for t in TRANSITIONS for depuis in t.depuis}


@pytest.mark.parametrize(("action", "role"), list(product(Action, Role)))
def test_every_action_role_and_state(action, role):
    for etat in Etat:
        transition = TABLE.get((action, role, etat))
        assert (transition is not None) == (action in actions_ouvertes(role, etat))
        if transition is None:
            with pytest.raises(ActionInterdite) as refus:
                etat_suivant(action, role, etat)
            assert (refus.value.action, refus.value.role, refus.value.etat) == (action, role, etat)
        else:
            assert role_connait(role, action)
            assert etat_suivant(action, role, etat) is (transition.vers or etat)
            assert article(action, role) == transition.article


def test_no_line_contradicts_another():
    assert len(TABLE) == sum(len(t.depuis) for t in TRANSITIONS)


def test_every_action_is_somebodys():
    for action in Action:
        assert any(role_connait(role, action) for role in Role)
    assert set(LECTURES) | {t.action for t in TRANSITIONS} == set(Action)


def test_every_state_is_reached_and_left_or_final():
    atteints, vus = {Etat.BROUILLON}, set()
    while atteints - vus:
        etat = (atteints - vus).pop()
        vus.add(etat)
        atteints |= {t.vers for t in TRANSITIONS if etat in t.depuis and t.vers}
    assert atteints == set(Etat)
    partants = {depuis for t in TRANSITIONS for depuis in t.depuis if t.vers not in (None, depuis)}
    assert set(Etat) - partants == set(TERMINAUX)


def test_no_payment_from_the_sending_to_the_recorded_outcome():
    """R125-7."""
    depuis = {d for t in TRANSITIONS if t.action is Action.ENREGISTRER_PAIEMENT for d in t.depuis}
    assert depuis <= set(PAIEMENT_PERMIS)
    assert not set(PAIEMENT_PERMIS) & set(PROCEDURE_EN_COURS)


@pytest.mark.parametrize("etat", [e for e in Etat if e in (*PROCEDURE_EN_COURS, Etat.FIN_ACCORD, *PAIEMENT_PERMIS)])
def test_whoever_paid_can_say_so_and_be_answered_as_long_as_something_is_owed(etat):
    """D9: an error of the debtor's is never held against him."""
    refuse_ou_solde = etat in (Etat.REFUS_EXPRIME, Etat.REFUS_DES_TERMES, Etat.SOLDE)
    dire = actions_ouvertes(Role.DEBITEUR, etat) & {Action.CONTESTER, Action.SIGNALER}
    assert len(dire) == (0 if refuse_ou_solde else 1)
    assert (Action.REPONDRE_SIGNALEMENT in actions_ouvertes(Role.CREANCIER, etat)) != refuse_ou_solde


def test_only_the_commissaire_records_and_delivers():
    """R125-3, R125-5, R125-6, D21."""
    actes = {t for t in TRANSITIONS if t.vers in (*FINS_SANS_ACCORD, Etat.FIN_ACCORD, Etat.TITRE_DELIVRE)}
    assert {t.role for t in actes} == {Role.COMMISSAIRE}


def test_a_titre_follows_a_recorded_agreement_only():
    assert {t.depuis for t in TRANSITIONS if t.vers is Etat.TITRE_DELIVRE} == {(Etat.FIN_ACCORD,)}
    assert {t.depuis for t in TRANSITIONS if t.vers is Etat.FIN_ACCORD} == {(Etat.ACCORD_CONCLU,)}


def test_nobody_accepts_his_own_proposal():
    assert Action.ACCEPTER_PROPOSITION not in actions_ouvertes(Role.DEBITEUR, Etat.PROPOSITION_DEBITEUR)
    assert Action.ACCEPTER_PROPOSITION not in actions_ouvertes(Role.CREANCIER, Etat.PROPOSITION_CREANCIER)


@pytest.mark.parametrize("etat", [Etat.ENVOYEE, *POURPARLERS])
def test_the_debtor_may_always_say_no(etat):
    ouvertes = actions_ouvertes(Role.DEBITEUR, etat)
    assert ouvertes & {Action.REFUSER_PARTICIPATION, Action.REFUSER_TERMES}
    assert Action.CONSTATER_EXPIRATION in actions_ouvertes(Role.COMMISSAIRE, etat)


def test_the_four_ends_bear_their_paragraph():
    """R125-5 1° to 4°."""
    fins = {t.vers: t.article for t in TRANSITIONS if t.vers in (*FINS_SANS_ACCORD, Etat.FIN_ACCORD)}
    assert fins == {
        Etat.FIN_REFUS_PARTICIPATION: "R125-5 1°",
        Etat.FIN_EXPIRATION: "R125-5 2°",
        Etat.FIN_REFUS_MONTANT_OU_MODALITES: "R125-5 3°",
        Etat.FIN_ACCORD: "R125-5 4°",
    }
