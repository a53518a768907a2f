"""What the acts say of a dossier: diligences in order, consents with their instants, why a month ended."""

from datetime import date, timedelta

import pytest

from portail.domaine.procedure import Action, Etat, Role
from portail.domaine.signalements import Motif
from portail.persistance.actes import GenreConstat
from portail.services import actes, negociation, participation, signalements
from portail.services.actes import ActeImpossible
from portail.services.documents.donnees_actes import Circonstance, NatureDiligence, Prescription
from tests.services.gestes import ENVOI, STRICTE, a_paris, acteur, sqlite_seul, termes

N = NatureDiligence
LE_21 = a_paris(date(2026, 12, 21))


@pytest.fixture
def scene(maison, horloge):
    horloge.instant = LE_21
    return maison.scene(envoi=ENVOI)


def test_diligences_tell_every_turn_in_the_order_of_time(scene, session):
    dossier = scene.jusqu_a(Etat.ACCEPTEE)
    scene._constater_acceptation()
    debut = scene.le(5)
    tours = [(Role.DEBITEUR, 12), (Role.CREANCIER, 4), (Role.DEBITEUR, 8)]
    for heure, (role, nombre) in enumerate(tours):
        offre = termes(dossier.total_centimes, nombre)
        negociation.proposer(session, dossier, offre, acteur(role, debut + timedelta(hours=heure)))
    fin = debut + timedelta(hours=9)
    negociation.accepter(session, dossier, offre.empreinte, acteur(Role.CREANCIER, fin))
    scene._constater_accord()
    lignes = actes.diligences(dossier)
    assert [d.nature for d in lignes] == [
        N.MANDAT, N.ENVOI, N.ACCEPTATION, N.CONSTAT_ACCEPTATION, N.PROPOSITION, N.PROPOSITION, N.PROPOSITION,
        N.ACCORD_DEBITEUR, N.ACCORD_CREANCIER, N.CONSTAT_ACCORD,
    ]  # fmt: skip
    assert [d.detail for d in lignes if d.nature is N.PROPOSITION] == [
        "du débiteur\xa0: 1\u202f220,00\xa0€ en 12 paiements",
        "du créancier, relayée par le commissaire de justice\xa0: 1\u202f220,00\xa0€ en 4 paiements",
        "du débiteur\xa0: 1\u202f220,00\xa0€ en 8 paiements",
    ]
    conclu = actes.accord(dossier)
    assert (conclu.debiteur_le, conclu.creancier_le) == (debut + timedelta(hours=2), fin)
    assert conclu.conclu_le == fin == dossier.accord_conclu_le
    assert conclu.echeances == offre.echeances
    assert actes.dernier_acte(dossier, Action.PROPOSER).recu_le == debut + timedelta(hours=2)
    assert actes.dernier_acte(dossier, Action.REFUSER_TERMES) is None


@sqlite_seul
def test_an_act_that_the_dossier_does_not_hold_cannot_be_written(scene, moyens, maison):
    dossier = scene.jusqu_a(Etat.MANDAT)
    with pytest.raises(ActeImpossible):
        actes.envoi(dossier)
    for faire in (actes.accord, actes.diligences):
        with pytest.raises(ActeImpossible):
            faire(dossier)
    scene._envoyer()
    for genre in GenreConstat:
        if genre is not GenreConstat.EXPIRATION:
            with pytest.raises(ActeImpossible):
                actes.constat(dossier, genre, moyens, LE_21, maison.troupe.commissaire)
    assert actes.circonstance(dossier) is Circonstance.SILENCE


@sqlite_seul
def test_prescription_runs_again_from_the_earliest_possible_day(scene, session, moyens, maison, horloge):
    """D17: recorded on 4 January, it runs again from the strict end; without a recorded acceptance nothing stopped."""
    dossier = scene.jusqu_a(Etat.ACCEPTEE)
    horloge.instant = a_paris(date(2027, 1, 4))
    expiration = (GenreConstat.EXPIRATION, moyens, horloge(), maison.troupe.commissaire)
    assert actes.constat(dossier, *expiration).prescription is None
    scene._constater_acceptation()
    prescription = actes.constat(dossier, *expiration).prescription
    assert prescription.suspendue_le == ENVOI + timedelta(days=4)
    assert prescription.reprend_le == STRICTE


@sqlite_seul
def test_somebody_who_contested_is_no_silence(scene, session, moyens, maison):
    """The first day told is that of the first contestation; whoever took part is told by that."""
    dossier = scene.jusqu_a(Etat.ENVOYEE)
    for jours in (4, 6):
        signalements.contester(
            session, dossier, Motif.AUTRE, {}, "Je ne dois rien.", scene.acteur(Role.DEBITEUR, jours)
        )
    constat = actes.constat(dossier, GenreConstat.EXPIRATION, moyens, LE_21, maison.troupe.commissaire)
    assert constat.circonstance is Circonstance.CONTESTATION
    assert constat.contestation.recue_le.date() == ENVOI + timedelta(days=4)
    participation.accepter(session, dossier, scene.acteur(Role.DEBITEUR, 7))
    constat = actes.constat(dossier, GenreConstat.EXPIRATION, moyens, LE_21, maison.troupe.commissaire)
    assert constat.circonstance is Circonstance.POURPARLERS
    assert constat.contestation is None


@sqlite_seul
@pytest.mark.parametrize("refus", [False, True])
def test_an_acceptance_recorded_after_the_failure_suspends_nothing(scene, session, moyens, maison, horloge, refus):
    """Refused on 5 December and recorded on the 16th; never concluded and recorded after the strict end."""
    dossier = scene.jusqu_a(Etat.ACCEPTEE)
    fait_le, echec = a_paris(date(2027, 1, 4)), STRICTE
    if refus:
        negociation.refuser_termes(session, dossier, scene.acteur(Role.DEBITEUR, 10))
        fait_le, echec = a_paris(date(2026, 12, 16)), ENVOI + timedelta(days=10)
    constat = actes.constat(dossier, GenreConstat.ACCEPTATION, moyens, fait_le, maison.troupe.commissaire)
    assert constat.refus_termes_le == (echec if refus else None)
    assert constat.prescription == Prescription(fait_le.date(), echec, sans_effet=True)
    dossier.acceptation_constatee_le = fait_le
    genre = GenreConstat.REFUS_TERMES if refus else GenreConstat.EXPIRATION
    suite = actes.constat(dossier, genre, moyens, fait_le, maison.troupe.commissaire)
    assert suite.prescription == constat.prescription


@sqlite_seul
def test_a_refusal_on_the_day_of_the_record_is_weighed_by_its_hour(scene, session, moyens, maison):
    dossier = scene.jusqu_a(Etat.ACCEPTEE)
    negociation.refuser_termes(session, dossier, scene.acteur(Role.DEBITEUR, 10))
    le, heure = dossier.refus_le, timedelta(hours=1)
    assert actes.suspend(dossier, le - heure)
    assert not actes.suspend(dossier, le + heure)
    dossier.acceptation_constatee_le = le - heure
    constat = actes.constat(dossier, GenreConstat.REFUS_TERMES, moyens, le + heure, maison.troupe.commissaire)
    assert not constat.prescription.sans_effet


@sqlite_seul
def test_an_agreement_already_concluded_is_told_by_a_late_record_of_the_participation(scene, moyens, maison):
    dossier = scene.jusqu_a(Etat.ACCORD_CONCLU)
    tard = a_paris(date(2027, 1, 4))
    constat = actes.constat(dossier, GenreConstat.ACCEPTATION, moyens, tard, maison.troupe.commissaire)
    assert constat.accord_le == dossier.accord_conclu_le
    assert constat.prescription is None
