"""Amount and terms: turns, firm offers, plans signed in advance, the clock, and races that one act wins."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from portail.domaine.echeancier import Echeance, EcheancierInvalide, MotifEcheancier
from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.dossiers import Dossier, ModeReponse, dossier_visible
from portail.persistance.journal import Evenement
from portail.persistance.negociation import PlanAccepte, Proposition, StatutProposition
from portail.services import negociation
from portail.services.journal import DejaFait, DossierChange
from portail.services.negociation import MontantHorsBornes, PlanIndisponible, Termes
from portail.services.participation import HorsDelai, ReponseInvalide, ReponsePapier
from portail.services.termes import TermesChanges
from tests.services.gestes import (
    ENVOI,
    PROROGEE,
    STRICTE,
    a_paris,
    actes,
    acteur,
    derniere_seconde,
    minuit_apres,
    photo,
    refus,
    relu,
    sqlite_seul,
    termes,
)

DEBITEUR, CREANCIER = Role.DEBITEUR, Role.CREANCIER
S = StatutProposition


@pytest.fixture
def pourparlers(maison, horloge):
    """A debtor who takes part; today is Monday 21 December, the strict end is Friday 25."""
    horloge.instant = a_paris(date(2026, 12, 21))
    return maison.dossier(Etat.ACCEPTEE, envoi=ENVOI, plans=(3,))


def test_as_many_turns_as_the_month_allows(pourparlers, session, autre_session, maison):
    dossier, total = pourparlers, pourparlers.total_centimes
    for tour in range(8):
        role = (DEBITEUR, CREANCIER)[tour % 2]
        offre = termes(total - 1000 * tour, 2 + tour)
        quand = a_paris(date(2026, 12, 21), 11, tour)
        negociation.proposer(session, dossier, offre, acteur(role, quand, idem=f"tour{tour}", version=dossier.version))
        with autre_session() as lecture:
            d = relu(lecture, dossier)
            assert d.etat is (Etat.PROPOSITION_DEBITEUR, Etat.PROPOSITION_CREANCIER)[tour % 2]
            assert [p.statut for p in d.propositions] == [S.REMPLACEE] * tour + [S.EN_COURS]
            assert [p.repondue_le is None for p in d.propositions] == [False] * tour + [True]
            enregistree = d.proposition_en_cours
            assert (enregistree.auteur, enregistree.montant_centimes) == (role, offre.montant_centimes)
            assert enregistree.echeances == offre.echeances
            assert enregistree.empreinte == offre.empreinte
        with refus(session, ActionInterdite):  # one's own offer is not one's turn again
            negociation.proposer(session, dossier, offre, acteur(role, quand))
    negociation.retirer(session, dossier, acteur(CREANCIER, quand))
    negociation.proposer(session, dossier, termes(total), acteur(CREANCIER, quand))
    negociation.decliner(session, dossier, acteur(DEBITEUR, quand))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.proposition_en_cours) == (Etat.ACCEPTEE, None)
        assert [p.statut for p in d.propositions[-2:]] == [S.RETIREE, S.DECLINEE]
        numeros = [e.numero for e in d.evenements]
        assert numeros == list(range(1, len(numeros) + 1))


def test_the_database_itself_keeps_one_pending_offer(pourparlers, session, autre_session):
    negociation.proposer(session, pourparlers, termes(50_000), acteur(DEBITEUR, a_paris(date(2026, 12, 21))))
    with refus(session, IntegrityError):
        session.add(
            Proposition(
                dossier_id=pourparlers.id, numero=2, auteur=CREANCIER, montant_centimes=1, empreinte="",
                envoyee_le=a_paris(date(2026, 12, 22)),
            )
        )  # fmt: skip
        session.flush()


@sqlite_seul
def test_an_offer_must_hold_together(pourparlers, session, autre_session):
    dossier, total = pourparlers, pourparlers.total_centimes
    quand = a_paris(date(2026, 12, 21))
    bon = termes(total, 3, date(2027, 1, 5))
    e = bon.echeances
    avant = photo(autre_session)
    assert negociation.premier_jour_possible(dossier, quand) == STRICTE + timedelta(days=7)

    def motif(montant, *echeances):
        with refus(session, EcheancierInvalide) as info:
            negociation.proposer(session, dossier, Termes(montant, echeances), acteur(DEBITEUR, quand))
        return info.value.motif

    M = MotifEcheancier
    for montant in (total + 1, 0, -1, 10**12):
        with refus(session, MontantHorsBornes) as info:
            negociation.proposer(session, dossier, Termes(montant, e), acteur(CREANCIER, quand))
        assert info.value.limite == total
    assert motif(total) is M.AUCUNE_ECHEANCE
    assert motif(total - 1, *e) is M.SOMME_INEXACTE
    assert motif(total, e[0], e[2], e[1]) is M.NUMEROTATION
    assert motif(total, e[0], Echeance(2, e[0].le, total - e[0].montant_centimes)) is M.DATES_DESORDONNEES
    assert motif(total, Echeance(1, e[0].le, total + 1), Echeance(2, e[1].le, -1)) is M.MONTANT_NUL
    assert motif(total, *termes(total, 3, date(2026, 12, 31)).echeances) is M.DEBUT_TROP_TOT
    assert motif(total, *termes(total, 3, date(2028, 2, 5)).echeances) is M.DEBUT_TROP_TARD
    assert motif(total, *termes(total, 25).echeances) is M.TROP_D_ECHEANCES
    assert motif(total, Echeance(1, e[0].le, 1), Echeance(2, date(2029, 1, 5), total - 1)) is M.TROP_LONG
    assert photo(autre_session) == avant, "a refused offer leaves no trace"

    negociation.proposer(session, dossier, termes(total, 24, date(2027, 1, 1)), acteur(DEBITEUR, quand))
    with autre_session() as lecture:
        assert len(relu(lecture, dossier).proposition_en_cours.lignes) == 24


@sqlite_seul
def test_a_longer_plan_published_by_the_creditor_opens_longer_offers(pourparlers, session, maison, autre_session):
    session.add(
        PlanAccepte(
            dossier_id=pourparlers.id, nombre=36, montant_centimes=pourparlers.total_centimes, jours="5", texte="36",
            empreinte="", signe_le=a_paris(ENVOI), signe_par_id=maison.troupe.compte_menuiserie.id,
        )
    )  # fmt: skip
    session.commit()
    session.refresh(pourparlers)
    quand = a_paris(date(2026, 12, 21))
    with refus(session, EcheancierInvalide):
        negociation.proposer(session, pourparlers, termes(pourparlers.total_centimes, 37), acteur(DEBITEUR, quand))
    negociation.proposer(session, pourparlers, termes(pourparlers.total_centimes, 36), acteur(DEBITEUR, quand))
    with autre_session() as lecture:
        assert relu(lecture, pourparlers).proposition_en_cours.echeancier.nombre == 36


def test_what_is_agreed_is_what_was_displayed(pourparlers, session, autre_session):
    dossier, total = pourparlers, pourparlers.total_centimes
    quand = a_paris(date(2026, 12, 22))
    premiere, seconde = termes(total, 6), termes(total, 12)
    negociation.proposer(session, dossier, premiere, acteur(DEBITEUR, quand))
    version_vue = dossier.version
    negociation.retirer(session, dossier, acteur(DEBITEUR, quand))
    negociation.proposer(session, dossier, seconde, acteur(DEBITEUR, quand), message="Douze fois.")
    avant = photo(autre_session)
    oui = acteur(CREANCIER, quand + timedelta(hours=1), idem="oui", version=dossier.version)
    for vue in (premiere.empreinte, "", seconde.empreinte.upper(), termes(total - 1, 12).empreinte):
        with refus(session, TermesChanges):
            negociation.accepter(session, dossier, vue, oui)
    with refus(session, DossierChange):
        stale = acteur(CREANCIER, quand, version=version_vue)
        negociation.accepter(session, dossier, seconde.empreinte, stale)
    with refus(session, ActionInterdite):  # nobody agrees with himself
        negociation.accepter(session, dossier, seconde.empreinte, acteur(DEBITEUR, quand))
    assert photo(autre_session) == avant

    negociation.accepter(session, dossier, seconde.empreinte, oui)
    with refus(session, DejaFait):
        negociation.accepter(session, dossier, seconde.empreinte, oui)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.accord_conclu_le) == (Etat.ACCORD_CONCLU, oui.recu_le)
        assert d.proposition_acceptee.echeances == seconde.echeances
        assert d.proposition_acceptee.message == "Douze fois."
        assert d.proposition_en_cours is None
        assert actes(lecture, dossier).count("accepter_proposition") == 1
        assert d.evenements[-1].details == {"empreinte": seconde.empreinte}
        assert "Douze" not in str([e.details for e in d.evenements])
    for role in (DEBITEUR, CREANCIER):  # concluded: nothing is taken back
        with refus(session, ActionInterdite):
            negociation.retirer(session, dossier, acteur(role, quand))


def test_an_agreement_on_the_last_second_of_the_strict_end(pourparlers, session, autre_session):
    """Friday 25 December at 23:59:59 in Paris; at midnight the clock refuses, whatever has run or not (D1)."""
    dossier, total = pourparlers, pourparlers.total_centimes
    offre = termes(total, 3)
    negociation.proposer(session, dossier, offre, acteur(DEBITEUR, a_paris(STRICTE, 23, 58)))
    minuit = minuit_apres(STRICTE)
    avant = photo(autre_session)
    for quand in (minuit, a_paris(date(2026, 12, 26)), derniere_seconde(PROROGEE), minuit_apres(PROROGEE)):
        with refus(session, HorsDelai) as info:
            negociation.accepter(session, dossier, offre.empreinte, acteur(CREANCIER, quand))
        assert info.value.limite == STRICTE
        with refus(session, HorsDelai):
            negociation.proposer(session, dossier, offre, acteur(CREANCIER, quand))
        with refus(session, HorsDelai):
            plan = dossier.plans[0]
            negociation.choisir_plan(session, dossier, plan, offre.echeances, offre.empreinte, acteur(DEBITEUR, quand))
        with refus(session, HorsDelai):
            negociation.decliner(session, dossier, acteur(CREANCIER, quand))
    assert photo(autre_session) == avant
    negociation.accepter(session, dossier, offre.empreinte, acteur(CREANCIER, derniere_seconde(STRICTE)))
    with autre_session() as lecture:
        assert relu(lecture, dossier).accord_conclu_le == minuit - timedelta(seconds=1)


def test_the_database_refuses_a_late_agreement_even_without_the_guard(pourparlers, session, monkeypatch, autre_session):
    offre = termes(pourparlers.total_centimes)
    negociation.proposer(session, pourparlers, offre, acteur(DEBITEUR, a_paris(STRICTE)))
    monkeypatch.setattr(negociation, "verifier_accord_ouvert", lambda *_: None)
    with refus(session, IntegrityError):
        negociation.accepter(session, pourparlers, offre.empreinte, acteur(CREANCIER, minuit_apres(STRICTE)))
    with autre_session() as lecture:
        assert relu(lecture, pourparlers).etat is Etat.PROPOSITION_DEBITEUR


def test_between_the_two_ends_a_refusal_is_still_an_answer(pourparlers, session, autre_session):
    dossier = pourparlers
    negociation.proposer(session, dossier, termes(80_000), acteur(CREANCIER, a_paris(STRICTE)))
    with refus(session, HorsDelai) as info:
        negociation.refuser_termes(session, dossier, acteur(DEBITEUR, minuit_apres(PROROGEE)))
    assert info.value.limite == PROROGEE
    negociation.refuser_termes(session, dossier, acteur(DEBITEUR, derniere_seconde(PROROGEE), idem="non"))
    with refus(session, DejaFait):
        negociation.refuser_termes(session, dossier, acteur(DEBITEUR, derniere_seconde(PROROGEE), idem="non"))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.refus_le) == (Etat.REFUS_DES_TERMES, derniere_seconde(PROROGEE))
        assert [p.statut for p in d.propositions] == [S.DECLINEE]
        assert d.fin_constatee_le is None, "the commissaire records the end, not the refusal itself"


def test_a_refusal_of_terms_on_paper_counts_by_its_postmark(pourparlers, session, autre_session, maison):
    dossier, qui = pourparlers, maison.troupe.commissaire
    tard = acteur(Role.COMMISSAIRE, a_paris(date(2027, 1, 4)), qui)
    with refus(session, HorsDelai):
        reponse = ReponsePapier(ModeReponse.AUTRE, recue_le=date(2027, 1, 4), postee_le=date(2026, 12, 29))
        negociation.refuser_termes(session, dossier, tard, reponse)
    with refus(session, ReponseInvalide):
        reponse = ReponsePapier(ModeReponse.AUTRE, recue_le=date(2027, 1, 5), postee_le=PROROGEE)
        negociation.refuser_termes(session, dossier, tard, reponse)
    reponse = ReponsePapier(ModeReponse.AUTRE, recue_le=date(2027, 1, 4), postee_le=PROROGEE)
    negociation.refuser_termes(session, dossier, tard, reponse)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.refus_mode, d.refus_poste_le) == (Etat.REFUS_DES_TERMES, ModeReponse.AUTRE, PROROGEE)


def test_a_plan_signed_in_advance_is_taken_exactly_or_not_at_all(maison, pourparlers, session, autre_session):
    dossier, total = pourparlers, pourparlers.total_centimes
    (plan,) = dossier.plans
    quand = a_paris(date(2026, 12, 22))
    debiteur = acteur(DEBITEUR, quand, idem="plan", version=dossier.version)
    bon = termes(total, 3, date(2027, 1, 5))
    e = bon.echeances
    avant = photo(autre_session)

    def refuse(exception, offre, vue=None, par=plan):
        with refus(session, exception):
            vue = offre.empreinte if vue is None else vue
            negociation.choisir_plan(session, dossier, par, offre.echeances, vue, debiteur)

    refuse(PlanIndisponible, termes(total, 3, date(2027, 1, 15)))  # a day the creditor did not allow
    refuse(PlanIndisponible, termes(total, 2))
    refuse(PlanIndisponible, termes(total, 4))
    refuse(PlanIndisponible, termes(total - 1, 3))
    refuse(PlanIndisponible, Termes(total, ()))
    autres_centimes = (e[0]._replace(montant_centimes=e[0].montant_centimes - 1),
                       e[1]._replace(montant_centimes=e[1].montant_centimes + 1), e[2])  # fmt: skip
    refuse(PlanIndisponible, Termes(total, autres_centimes))
    refuse(PlanIndisponible, Termes(total, (e[0], e[1], e[2]._replace(le=date(2027, 3, 6)))))
    refuse(TermesChanges, bon, vue=termes(total, 3, date(2027, 1, 10)).empreinte)
    refuse(EcheancierInvalide, termes(total, 3, date(2026, 12, 28)))  # before anything may be paid
    refuse(PlanIndisponible, termes(total, 3, date(2027, 2, 5)))  # more than a month after the first lawful day
    refuse(PlanIndisponible, termes(total, 3, date(2028, 2, 5)))
    assert photo(autre_session) == avant
    voisin = maison.dossier(Etat.BROUILLON, plans=(3,))
    refuse(PlanIndisponible, termes(voisin.total_centimes, 3), par=voisin.plans[0])  # a neighbour's plan
    with refus(session, ActionInterdite):  # the creditor does not choose for the debtor
        negociation.choisir_plan(session, dossier, plan, e, bon.empreinte, acteur(CREANCIER, quand))

    negociation.proposer(session, dossier, termes(total, 20), acteur(CREANCIER, quand))
    with refus(session, DossierChange):
        negociation.choisir_plan(session, dossier, plan, e, bon.empreinte, debiteur)
    negociation.choisir_plan(session, dossier, plan, e, bon.empreinte, acteur(DEBITEUR, quand, idem="plan"))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.accord_conclu_le) == (Etat.ACCORD_CONCLU, quand)
        assert [(p.statut, p.auteur, p.plan_id) for p in d.propositions] == [
            (S.REMPLACEE, CREANCIER, None),
            (S.ACCEPTEE, CREANCIER, plan.id),
        ]
        assert d.proposition_acceptee.echeances == e
        assert d.proposition_acceptee.envoyee_le == plan.signe_le
        assert d.evenements[-1].details.items() >= {"empreinte": bon.empreinte, "plan": plan.empreinte}.items()


@sqlite_seul
def test_a_withdrawn_plan_is_not_on_offer_any_more(pourparlers, session, autre_session):
    (plan,) = pourparlers.plans
    assert negociation.plans_ouverts(pourparlers) == [plan]
    plan.retire_le = a_paris(date(2026, 12, 1))
    session.commit()
    bon = termes(pourparlers.total_centimes, 3)
    with refus(session, PlanIndisponible):
        qui = acteur(DEBITEUR, a_paris(date(2026, 12, 22)))
        negociation.choisir_plan(session, pourparlers, plan, bon.echeances, bon.empreinte, qui)
    assert negociation.plans_ouverts(pourparlers) == []
    with autre_session() as lecture:
        assert relu(lecture, pourparlers).etat is Etat.ACCEPTEE


def _courir(app, dossier, *gestes, verrou=True):
    """Every gesture in its own thread and session, at the same time; gives None or the name of the refusal."""
    depart = Barrier(len(gestes), timeout=60)
    porte = {DEBITEUR: dossier.id, CREANCIER: dossier.creancier_id}

    def courir(geste):
        role, faire = geste
        with app.extensions["ecritures"]() as session:
            if verrou:
                depart.wait()
            le_dossier = dossier_visible(
                session, dossier.reference, role=role, acteur_id=porte[role], pour_ecrire=verrou
            )
            if not verrou:  # both have read the same version before either writes
                le_dossier.proposition_en_cours  # noqa: B018
                depart.wait()
            try:
                faire(session, le_dossier)
            except (StaleDataError, DossierChange, ActionInterdite, DejaFait, IntegrityError) as perdu:
                session.rollback()
                return type(perdu)
            return None

    with ThreadPoolExecutor(len(gestes)) as fils:
        return list(fils.map(courir, gestes))


def _retirer_contre_accepter(app, dossier, offre, quand, verrou):
    version = dossier.version
    return _courir(
        app,
        dossier,
        (DEBITEUR, lambda s, d: negociation.retirer(s, d, acteur(DEBITEUR, quand, version=version))),
        (CREANCIER, lambda s, d: negociation.accepter(s, d, offre.empreinte, acteur(CREANCIER, quand))),
        verrou=verrou,
    )


@pytest.mark.parametrize("verrou", [True, False], ids=["avec-verrou", "version-seule"])
def test_withdraw_against_accept_exactly_one_wins(app, session, pourparlers, autre_session, verrou):
    if not verrou and app.extensions["moteur"].dialect.name == "sqlite":
        verrou = True  # BEGIN IMMEDIATE: two writers cannot both have read
    dossier, quand = pourparlers, a_paris(date(2026, 12, 22))
    for tour in range(3):
        offre = termes(dossier.total_centimes - tour, 3)
        negociation.proposer(session, dossier, offre, acteur(DEBITEUR, quand))
        issues = _retirer_contre_accepter(app, dossier, offre, quand, verrou)
        assert issues.count(None) == 1, issues
        assert set(issues) <= {None, StaleDataError, DossierChange, ActionInterdite}
        with autre_session() as lecture:
            d = relu(lecture, dossier)
            if issues[0] is None:
                assert (d.etat, d.accord_conclu_le) == (Etat.ACCEPTEE, None)
            else:
                assert (d.etat, d.proposition_acceptee.empreinte) == (Etat.ACCORD_CONCLU, offre.empreinte)
            assert len(d.evenements) == d.acte_numero
        session.rollback()
        session.refresh(dossier)
        if dossier.etat is Etat.ACCORD_CONCLU:
            break


def test_sending_the_same_form_many_times_at_once_is_one_act(app, session, pourparlers, autre_session):
    quand, offre = a_paris(date(2026, 12, 22)), termes(pourparlers.total_centimes, 3)
    envoi = acteur(DEBITEUR, quand, idem="un-seul-formulaire", version=pourparlers.version)
    session.rollback()
    issues = _courir(app, pourparlers, *[(DEBITEUR, lambda s, d: negociation.proposer(s, d, offre, envoi))] * 8)
    assert issues.count(None) == 1
    assert set(issues) == {None, DejaFait}
    with autre_session() as lecture:
        compte = select(func.count()).where(Evenement.dossier_id == pourparlers.id, Evenement.action == "proposer")
        assert lecture.scalar(compte) == 1
        assert lecture.scalar(select(func.count(Proposition.id))) == 1
        assert lecture.get_one(Dossier, pourparlers.id).etat is Etat.PROPOSITION_DEBITEUR


def test_a_plan_signed_in_advance_is_taken_back_until_it_is_concluded(pourparlers, session, autre_session, maison):
    dossier, quand = pourparlers, a_paris(date(2026, 12, 21))
    (plan,) = dossier.plans
    offre = replace(termes(dossier.total_centimes, 3), clause=plan.clause)
    autre = maison.dossier(Etat.ACCEPTEE, envoi=ENVOI, plans=(6,))
    with refus(session, PlanIndisponible):
        negociation.retirer_plan(session, autre, plan, acteur(CREANCIER, quand))
    version = dossier.version
    retrait = acteur(CREANCIER, quand, idem="retrait", version=version)
    negociation.retirer_plan(session, dossier, plan, retrait)
    with refus(session, DejaFait):
        negociation.retirer_plan(session, dossier, plan, retrait)
    with refus(session, PlanIndisponible):
        negociation.retirer_plan(session, dossier, plan, acteur(CREANCIER, quand))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.plans[0].retire_le, d.etat) == (quand, Etat.ACCEPTEE)
        acte = d.evenements[-1]
        assert (acte.action, acte.details) == ("retirer_plan", {"nombre": 3, "plan": plan.empreinte})
    avant = photo(autre_session)
    with refus(session, DossierChange):  # the debtor had it on his screen
        vu = acteur(DEBITEUR, quand, version=version)
        negociation.choisir_plan(session, dossier, plan, offre.echeances, offre.empreinte, vu)
    with refus(session, PlanIndisponible):
        negociation.choisir_plan(session, dossier, plan, offre.echeances, offre.empreinte, acteur(DEBITEUR, quand))
    assert photo(autre_session) == avant

    (six,) = autre.plans
    pris = replace(termes(autre.total_centimes, 6), clause=six.clause)
    negociation.choisir_plan(session, autre, six, pris.echeances, pris.empreinte, acteur(DEBITEUR, quand))
    with refus(session, ActionInterdite):
        negociation.retirer_plan(session, autre, six, acteur(CREANCIER, quand))
