"""Reporting: journaled, dated, told to whom it concerns; no state, no date of the law moves."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.domaine.signalements import Aide, Decision, Genre, Motif, Moyen
from portail.persistance.courriels import Courriel
from portail.services import paiements, reponses, signalements
from portail.services.journal import DejaFait, DossierChange
from portail.services.participation import HorsDelai
from portail.services.signalements import SignalementInvalide
from tests.services.gestes import (
    ENVOI,
    PROROGEE,
    STRICTE,
    a_paris,
    acteur,
    derniere_seconde,
    minuit_apres,
    photo,
    refus,
    relu,
)

JUILLET = a_paris(date(2027, 7, 1))


@pytest.fixture
def envoyee(maison, horloge):
    horloge.instant = a_paris(date(2027, 1, 4))
    return maison.dossier(Etat.ENVOYEE, envoi=ENVOI)


@pytest.fixture
def paye(maison, horloge):
    """An agreement of three payments, the first one received."""
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    return dossier, dossier.proposition_acceptee.echeances_dues[1]


def contester(session, dossier, quand, motif=Motif.DEJA_PAYE, faits=None, texte="", **suite):
    return signalements.contester(session, dossier, motif, faits or {}, texte, acteur(Role.DEBITEUR, quand, **suite))


def test_a_contestation_is_an_act_that_moves_nothing(envoyee, session, autre_session):
    quand = a_paris(date(2026, 12, 10))
    faits = {"le": date(2026, 10, 3), "moyen": Moyen.CHEQUE, "paye_centimes": 122_000, "juste_centimes": None}
    contester(session, envoyee, quand, faits=faits, texte="Chèque n° 42.", idem="f", version=envoyee.version)
    with refus(session, DejaFait):
        contester(session, envoyee, quand, idem="f")
    with refus(session, DossierChange):
        contester(session, envoyee, quand, idem="g", version=envoyee.version - 1)
    with autre_session() as lecture:
        d = relu(lecture, envoyee)
        (s,) = d.signalements
        assert (s.genre, s.motif, s.numero, s.texte) == (Genre.CONTESTATION, "deja_paye", 1, "Chèque n° 42.")
        assert s.faits == {"le": "2026-10-03", "moyen": "cheque", "paye_centimes": 122_000}
        assert (s.envoye_le, s.reponse_avant, s.vu_le) == (quand, date(2026, 12, 14), None)
        assert s.attend_l_etude and s.attend_le_creancier
        assert (d.etat, d.fin_stricte, d.delai.fin_prorogee) == (Etat.ENVOYEE, STRICTE, PROROGEE)
        e = d.evenements[-1]
        assert (e.id, e.action, e.depuis, e.vers, e.article) == (
            s.evenement_id, "contester", Etat.ENVOYEE, Etat.ENVOYEE, "C. civ. 1353",
        )  # fmt: skip
        assert "Chèque" not in str(e.details)
        assert not d.suspendu, "a contestation suspends nothing"


def test_it_can_be_said_until_the_last_second_and_the_answer_never_passes_the_strict_end(
    envoyee, session, autre_session
):
    avant = photo(autre_session)
    with refus(session, HorsDelai):
        contester(session, envoyee, minuit_apres(PROROGEE))
    assert photo(autre_session) == avant
    assert contester(session, envoyee, a_paris(date(2026, 12, 23))).reponse_avant == STRICTE
    contester(session, envoyee, derniere_seconde(PROROGEE))


@pytest.mark.parametrize(
    ("motif", "faits", "texte", "attendu"),
    [
        (Motif.AUTRE, {}, "", "rien_dit"),
        (Motif.DEJA_PAYE, {"le": date(2026, 12, 11)}, "", "futur"),
        (Motif.DEJA_PAYE, {"paye_centimes": 0}, "", "paye"),
        (Motif.PARTIE_PAYEE, {"paye_centimes": 0}, "", "paye"),
        (Motif.MONTANT_FAUX, {"juste_centimes": 122_000}, "", "juste"),
    ],
)
def test_what_does_not_hold_together_is_refused(envoyee, session, autre_session, motif, faits, texte, attendu):
    avant = photo(autre_session)
    with refus(session, SignalementInvalide) as info:
        contester(session, envoyee, a_paris(date(2026, 12, 10)), motif, faits, texte)
    assert info.value.motif == attendu
    assert photo(autre_session) == avant


def test_three_of_a_kind_without_an_answer_and_the_state_decides(maison, envoyee, session, horloge):
    quand = a_paris(date(2026, 12, 10))
    for _ in range(3):
        premiere = contester(session, envoyee, quand, Motif.DEFAUT)
    with refus(session, SignalementInvalide) as info:
        contester(session, envoyee, quand, Motif.DEFAUT)
    assert (info.value.motif, info.value.limite) == ("trop", 3)
    creancier = acteur(Role.CREANCIER, quand, maison.troupe.compte_menuiserie)
    reponses.repondre(session, envoyee, premiere, "Voici le bon de livraison.", creancier)
    contester(session, envoyee, quand, Motif.DEFAUT)
    refuse = maison.dossier(Etat.REFUS_EXPRIME, envoi=ENVOI)
    with refus(session, ActionInterdite):
        contester(session, refuse, quand, Motif.DEFAUT)


def test_a_payment_in_the_middle_of_the_procedure_is_told_to_the_etude_only(envoyee, session, autre_session):
    """R125-7, decision D9."""
    quand = a_paris(date(2026, 12, 10))
    contester(session, envoyee, quand, faits={"le": ENVOI})
    with autre_session() as lecture:
        corps = {c.destinataire: c.corps for c in lecture.scalars(select(Courriel).where(Courriel.depose_le == quand))}
    assert "R. 125-7" in corps[envoyee.etude.courriel]
    assert "R. 125-7" not in corps[envoyee.creancier.courriel]


def test_a_payment_not_noted_is_between_one_cent_and_what_is_left(paye, session, autre_session, horloge):
    dossier, _ = paye
    avant = photo(autre_session)
    debiteur = acteur(Role.DEBITEUR, horloge())
    for faits, motif in (
        ({"le": date(2026, 11, 1), "paye_centimes": 0}, "montant"),
        ({"le": date(2026, 11, 1), "paye_centimes": dossier.total_centimes + 1}, "montant"),
        ({"le": date(2026, 11, 23), "paye_centimes": 100}, "futur"),
        ({"le": dossier.envoye_le - timedelta(days=1), "paye_centimes": 100}, "avant_envoi"),
    ):
        with refus(session, SignalementInvalide) as info:
            signalements.signaler_paiement(session, dossier, faits, "", debiteur)
        assert info.value.motif == motif
    assert photo(autre_session) == avant
    faits = {"le": date(2026, 11, 20), "paye_centimes": 100}
    signale = signalements.signaler_paiement(session, dossier, faits, "", debiteur)
    assert (signale.reponse_avant, signale.attend_l_etude) == (date(2026, 11, 25), False)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert len(d.paiements) == len(dossier.paiements), "the creditor notes payments, nobody else"
        assert d.evenements[-1].action == "signaler"


@pytest.mark.parametrize("etat", [Etat.ACCORD_CONCLU, Etat.FIN_ACCORD])
def test_whoever_paid_before_the_titre_can_say_so_and_a_delay_waits_for_it(
    maison, session, autre_session, horloge, etat
):
    """R125-7, decision D9."""
    dossier, debiteur = maison.dossier(etat), acteur(Role.DEBITEUR, horloge())
    faits = {"le": dossier.envoye_le, "paye_centimes": 20_333}
    signale = signalements.signaler_paiement(session, dossier, faits, "Je croyais devoir payer.", debiteur)
    assert signalements.paye_pendant_la_procedure(dossier, signale.faits)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.paiements, d.evenements[-1].action) == (etat, [], "signaler")
        deposes = select(Courriel).where(Courriel.dossier_id == d.id, Courriel.depose_le == horloge())
        corps = {c.destinataire: c.corps for c in lecture.scalars(deposes) if "payé" in c.corps}
    assert "R. 125-7" in corps[dossier.etude.courriel] and "R. 125-7" not in corps[dossier.creancier.courriel]
    creancier = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    reponses.repondre(session, dossier, signale, "Oui, je l’ai reçu.", creancier)
    with refus(session, ActionInterdite):
        signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", debiteur)


def test_an_early_payment_waits_for_the_creditor_until_he_notes_one(maison, session, horloge):
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=20)
    debiteur, jour = acteur(Role.DEBITEUR, horloge()), dossier.fin_constatee_le.date()
    faits = {"le": jour, "paye_centimes": 100}
    signalements.signaler_paiement(session, dossier, faits, "", debiteur)
    assert signalements.paiements_a_noter(dossier) == [], "in its time"
    tot = signalements.signaler_paiement(session, dossier, {**faits, "le": dossier.envoye_le}, "", debiteur)
    assert signalements.paiements_a_noter(dossier) == [tot]
    creancier = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    paiements.enregistrer(session, dossier, dossier.envoye_le, 100, creancier)
    session.expire_all()
    assert signalements.paiements_a_noter(dossier) == []


def test_a_granted_delay_stands_beside_the_titre(paye, session, autre_session, maison, horloge):
    dossier, echeance = paye
    debiteur = acteur(Role.DEBITEUR, horloge())
    signale = signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "Arrêt maladie.", debiteur)
    with refus(session, SignalementInvalide) as info:
        signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", debiteur)
    assert info.value.motif == "deja_demande"
    assert signale.report.jusqu_au == date.fromordinal(echeance.le.toordinal() + 10)
    termes = dossier.proposition_acceptee.empreinte
    creancier = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    reponses.repondre(session, dossier, signale, "", creancier, decision=Decision.ACCEPTE)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert d.reports == (signale.report,)
        assert d.proposition_acceptee.empreinte == termes, "the agreement and the titre are what they were"
        lendemain = date.fromordinal(echeance.le.toordinal() + 1)
        assert paiements.avancement(d, lendemain).en_retard_centimes == 0
        assert paiements.avancement(d, lendemain).prochaine[0] == signale.report.jusqu_au
        apres = date.fromordinal(signale.report.jusqu_au.toordinal() + 1)
        assert paiements.avancement(d, apres).en_retard_centimes == echeance.montant_centimes
    with refus(session, SignalementInvalide) as info:
        signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", debiteur)
    assert info.value.motif == "deja_reporte", "once for one payment"


def test_less_this_month_is_less_than_what_is_due_and_late_is_too_late(paye, session, autre_session, horloge):
    dossier, echeance = paye
    debiteur = acteur(Role.DEBITEUR, horloge())
    for montant in (0, echeance.montant_centimes):
        with refus(session, SignalementInvalide) as info:
            signalements.signaler_difficulte(session, dossier, Aide.PAYER_MOINS, montant, "", debiteur)
        assert (info.value.motif, info.value.limite) == ("moins", echeance.montant_centimes)
    tard = acteur(Role.DEBITEUR, minuit_apres(echeance.le))
    with refus(session, SignalementInvalide) as info:
        signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", tard)
    assert (info.value.motif, info.value.limite) == ("passee", echeance.le)
    signale = signalements.signaler_difficulte(session, dossier, Aide.PAYER_MOINS, 5_000, "", debiteur)
    assert signale.report.montant_centimes == 5_000
    with refus(session, SignalementInvalide) as info:
        fini = maison_soldee(session, dossier)
        signalements.echeance_a_aider(fini, date(2027, 1, 1))
    assert info.value.motif == "rien_a_payer"


@pytest.mark.parametrize(("avance", "attendu"), [(4, 3), (3, 3), (2, 2), (0, 0)])
def test_a_delay_is_answered_in_three_days_and_never_after_the_payment_is_due(paye, session, avance, attendu):
    dossier, echeance = paye
    jour = echeance.le - timedelta(days=avance)
    demande = acteur(Role.DEBITEUR, a_paris(jour))
    signale = signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", demande)
    assert signale.reponse_avant == jour + timedelta(days=attendu)


def maison_soldee(session, dossier):
    """The same dossier seen when nothing is left to pay."""
    dossier.paiements[0].montant_centimes = dossier.total_centimes
    return dossier
