"""Sums received laid over the schedule, to the cent; default only when something is late; what follows a failure."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portail.domaine.procedure import Action, ActionInterdite, Etat, Role
from portail.domaine.signalements import Aide, Decision
from portail.persistance.actes import MotifAnnulation, Paiement
from portail.persistance.courriels import Courriel
from portail.services import paiements, reponses, signalements
from portail.services.journal import DejaFait, DossierChange
from portail.services.paiements import PaiementInvalide
from tests.services.gestes import a_paris, actes, acteur, photo, refus, relu, sqlite_seul


@pytest.fixture
def qui(maison, horloge):
    return lambda quand=None, **suite: acteur(
        Role.CREANCIER, quand or horloge(), maison.troupe.compte_menuiserie, **suite
    )


def test_every_cent_is_laid_over_the_oldest_instalment_first(maison, session, autre_session, qui, horloge):
    horloge.avancer(days=400)
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=390)
    echeances = dossier.proposition_acceptee.echeances
    total, premiere, seconde = 122_000, echeances[0], echeances[1]
    recu = premiere.le - timedelta(days=2)

    def avancement(jour):
        with autre_session() as lecture:
            return paiements.avancement(relu(lecture, dossier), jour)

    debut = avancement(premiere.le)
    assert (debut.recu_centimes, debut.reste_centimes, debut.payees, debut.en_retard_centimes) == (0, total, 0, 0)
    assert debut.prochaine == (premiere.le, premiere.montant_centimes), "on its own day it is not late yet"
    lendemain = premiere.le + timedelta(days=1)
    assert avancement(lendemain).en_retard_centimes == premiere.montant_centimes
    session.refresh(dossier)
    paiements.enregistrer(
        session, dossier, recu, premiere.montant_centimes - 1, qui(idem="p1", version=dossier.version)
    )
    with refus(session, DejaFait):
        paiements.enregistrer(session, dossier, recu, 1, qui(idem="p1"))
    un_centime = avancement(lendemain)
    assert (un_centime.payees, un_centime.en_retard_centimes) == (0, 1)
    assert un_centime.prochaine == (seconde.le, seconde.montant_centimes), "what is late is told apart"
    paiements.enregistrer(session, dossier, recu, 1 + seconde.montant_centimes, qui())
    deux = avancement(seconde.le + timedelta(days=1))
    assert (deux.payees, deux.en_retard_centimes) == (2, 0)
    assert deux.reste_centimes == total - premiere.montant_centimes - seconde.montant_centimes
    reste = deux.reste_centimes
    paiements.enregistrer(session, dossier, recu, reste, qui(idem="fin"))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert d.etat is Etat.SOLDE
        assert actes(lecture, dossier)[-2:] == ["enregistrer_paiement", "constater_solde"]
        assert sum(p.montant_centimes for p in d.paiements) == total
    with refus(session, PaiementInvalide):
        paiements.enregistrer(session, dossier, recu, 1, qui())
    with refus(session, DejaFait):
        paiements.enregistrer(session, dossier, recu, reste, qui(idem="fin"))


def test_what_cannot_have_been_paid_is_refused(maison, session, autre_session, qui, horloge):
    """Nothing from before the letter, which the claim had to count; nothing to come; never more than is due."""
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=20)
    issue = dossier.fin_constatee_le.date()
    aujourd_hui = horloge().date()
    avant = photo(autre_session)

    def refuse(jour, centimes):
        with refus(session, PaiementInvalide) as info:
            paiements.enregistrer(session, dossier, jour, centimes, qui())
        return info.value.motif, info.value.limite

    for centimes in (0, -1, 122_001, 10**15):
        assert refuse(issue, centimes) == ("montant", 122_000)
    assert refuse(aujourd_hui + timedelta(days=1), 100) == ("futur", aujourd_hui)
    assert refuse(dossier.envoye_le - timedelta(days=1), 100) == ("avant_envoi", dossier.envoye_le)
    with refus(session, DossierChange):
        paiements.enregistrer(session, dossier, issue, 100, qui(version=dossier.version - 1))
    with refus(session, PaiementInvalide) as info:
        paiements.declarer_defaut(session, dossier, qui())
    assert info.value.motif == "rien_en_retard"
    en_cours = maison.dossier(Etat.ACCORD_CONCLU)
    with refus(session, ActionInterdite):
        paiements.enregistrer(session, en_cours, aujourd_hui, 100, qui())
    assert photo(autre_session)["paiement"] == avant["paiement"] == []
    with refus(session, IntegrityError):
        session.add(Paiement(dossier_id=dossier.id, recu_le=issue, montant_centimes=0, saisi_le=horloge()))
        session.flush()
    assert paiements.avancement(maison.dossier(Etat.ENVOYEE), aujourd_hui) is None


def test_a_payment_made_too_early_keeps_its_true_day_is_deducted_and_told_to_the_etude(
    maison, session, autre_session, qui
):
    """R125-7, D9: nobody may pay before the outcome is recorded; whoever did is not charged twice."""
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=20)
    premiere, issue = dossier.proposition_acceptee.echeances_dues[0], dossier.fin_constatee_le.date()
    assert not paiements.avant_issue(dossier, issue)
    for jour in (dossier.envoye_le, issue - timedelta(days=1)):
        assert paiements.avant_issue(dossier, jour)
    paiements.enregistrer(session, dossier, dossier.envoye_le, premiere.montant_centimes - 100, qui())
    paiements.enregistrer(session, dossier, issue, 100, qui())
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert [p.recu_le for p in d.paiements] == [dossier.envoye_le, issue]
        assert paiements.recu_trop_tot(d) == premiere.montant_centimes - 100
        avance = paiements.avancement(d, premiere.le + timedelta(days=1))
        assert (avance.payees, avance.en_retard_centimes) == (1, 0), "never late"
        assert d.evenements[-2].details == {
            "montant_centimes": premiere.montant_centimes - 100, "recu_le": d.envoye_le.isoformat(),
        }  # fmt: skip
        corps = [c.corps for c in lecture.scalars(select(Courriel).where(Courriel.destinataire == d.etude.courriel))]
    assert sum("R. 125-7" in c for c in corps) == 1, "the second one was in its time"
    with refus(session, PaiementInvalide) as info:
        paiements.declarer_defaut(session, dossier, qui(a_paris(premiere.le + timedelta(days=1))))
    assert info.value.motif == "rien_en_retard"


def test_default_is_declared_and_can_be_made_good(maison, session, autre_session, qui, horloge):
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=20)
    premiere = dossier.proposition_acceptee.echeances[0]
    with refus(session, PaiementInvalide):
        paiements.declarer_defaut(session, dossier, qui(a_paris(premiere.le, 23, 59)))
    lendemain = a_paris(premiere.le + timedelta(days=1), 0, 1)
    paiements.declarer_defaut(session, dossier, qui(lendemain, idem="d"))
    with refus(session, DejaFait):
        paiements.declarer_defaut(session, dossier, qui(lendemain, idem="d"))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.evenements[-1].details) == (
            Etat.DEFAUT,
            {"en_retard_centimes": premiere.montant_centimes},
        )
    paiements.enregistrer(session, dossier, premiere.le, premiere.montant_centimes, qui(lendemain))
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.PAIEMENTS


@sqlite_seul
def test_after_a_failure_the_creditor_says_what_follows(maison, session, autre_session, qui):
    suites = {
        Action.CHOISIR_INJONCTION: Etat.INJONCTION,
        Action.CHOISIR_AUTRE_VOIE: Etat.AUTRE_VOIE,
        Action.CLORE: Etat.CLOS,
    }
    assert set(paiements.SUITES) == set(suites)
    for action, etat in suites.items():
        dossier = maison.dossier(Etat.FIN_REFUS_PARTICIPATION)
        with pytest.raises(ValueError, match="follow-up"):
            paiements.choisir_suite(session, dossier, Action.ABANDONNER, qui())
        paiements.choisir_suite(session, dossier, action, qui())
        with autre_session() as lecture:
            assert relu(lecture, dossier).etat is etat
        with refus(session, ActionInterdite):
            paiements.choisir_suite(session, dossier, action, qui())
    conclu = maison.dossier(Etat.FIN_ACCORD)
    with refus(session, ActionInterdite):
        paiements.choisir_suite(session, conclu, Action.CLORE, qui())
    assert date(2026, 11, 22) == qui().recu_le.date()


def test_a_payment_noted_by_mistake_is_cancelled_and_every_sum_forgets_it(maison, session, autre_session, qui, horloge):
    horloge.avancer(days=400)
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=390)
    premiere = dossier.proposition_acceptee.echeances[0]
    jour = premiere.le
    for montant in (premiere.montant_centimes, 5_000):
        paiements.enregistrer(session, dossier, jour, montant, qui())
    faux, bon = sorted(dossier.paiements, key=lambda p: -p.montant_centimes)
    autre = maison.dossier(Etat.PAIEMENTS, jours=390)
    with pytest.raises(ValueError, match="another dossier"):
        paiements.annuler(session, autre, faux, MotifAnnulation.MONTANT, qui())
    session.rollback()
    acte = qui(idem="annuler", version=dossier.version)
    paiements.annuler(session, dossier, faux, MotifAnnulation.MONTANT, acte)
    with refus(session, DejaFait):
        paiements.annuler(session, dossier, faux, MotifAnnulation.MONTANT, acte)
    with refus(session, PaiementInvalide) as info:
        paiements.annuler(session, dossier, faux, MotifAnnulation.DOUBLON, qui())
    assert info.value.motif == "deja_annule"
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert [p.montant_centimes for p in d.paiements] == [5_000]
        assert len(d.paiements_notes) == 2, "the row stays"
        assert paiements.avancement(d, jour).recu_centimes == 5_000
        assert d.etat is Etat.PAIEMENTS
        assert d.evenements[-1].details == {
            "montant_centimes": premiere.montant_centimes, "recu_le": jour.isoformat(), "motif": "montant",
        }  # fmt: skip
        annule = next(p for p in d.paiements_notes if p.annule_le)
        assert (annule.annule_motif, annule.montant_centimes) == (MotifAnnulation.MONTANT, premiere.montant_centimes)
    with refus(session, IntegrityError):  # never without its reason
        bon.annule_le = horloge()
        session.flush()
    paiements.enregistrer(session, dossier, jour, 122_000 - 5_000, qui())
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.SOLDE
    with refus(session, ActionInterdite):
        paiements.annuler(session, dossier, dossier.paiements[0], MotifAnnulation.MONTANT, qui())


@sqlite_seul
def test_a_delay_asked_for_in_time_is_answered_before_a_default_is_declared(maison, session, horloge, qui):
    """Who lets a request lie does not invoke the lateness (C. civ. 1104)."""
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    le = paiements.avancement(dossier, horloge().date()).prochaine[0]
    horloge.instant = a_paris(le - timedelta(days=1))
    personne = acteur(Role.DEBITEUR, horloge())
    demande = signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", personne)
    horloge.instant = a_paris(le + timedelta(days=1))
    with refus(session, PaiementInvalide) as info:
        paiements.declarer_defaut(session, dossier, qui())
    assert (info.value.motif, info.value.limite) == ("delai_demande", le - timedelta(days=1))
    reponses.repondre(session, dossier, demande, "Non, désolé.", qui(), decision=Decision.REFUSE)
    paiements.declarer_defaut(session, dossier, qui())
    assert dossier.etat is Etat.DEFAUT
