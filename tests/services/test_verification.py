"""The étude's own checks: every item, doubts decided in writing, what is sent back or refused with its reason."""

from datetime import date

import pytest

from portail.domaine.creance import Nature
from portail.domaine.feries import Zone
from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.services import creances, verification
from portail.services.creances import Ineligible
from portail.services.journal import DejaFait, DossierChange
from portail.services.verification import POINTS, ControleIncomplet, RaisonManquante
from tests.services.gestes import acteur, photo, refus, relu

TOUS = dict.fromkeys(POINTS, True)


@pytest.fixture
def qui(maison, horloge):
    return lambda **suite: acteur(Role.COMMISSAIRE, horloge(), maison.troupe.commissaire, **suite)


def test_every_item_must_be_answered_and_every_doubt_decided_in_writing(maison, session, autre_session, qui):
    dossier = maison.dossier(Etat.DEPOSEE)
    avant = photo(autre_session)
    for point in POINTS:
        for reponse in ({**TOUS, point: False}, {p: True for p in POINTS if p != point}):
            with refus(session, ControleIncomplet) as info:
                verification.declarer_recevable(session, dossier, reponse, "", qui())
            assert info.value.points == (point,)
    with refus(session, ControleIncomplet) as info:
        verification.declarer_recevable(session, dossier, {}, "raison", qui())
    assert info.value.points == POINTS
    with refus(session, DossierChange):
        verification.declarer_recevable(session, dossier, TOUS, "", qui(version=dossier.version - 1))
    assert photo(autre_session) == avant

    dossier.reponses = {**dossier.reponses, "surendettement": True}
    session.commit()
    for raison in ("", "  \n"):
        with refus(session, RaisonManquante):
            verification.declarer_recevable(session, dossier, TOUS, raison, qui())
    verification.declarer_recevable(session, dossier, TOUS, " Le plan est fini. ", qui(idem="oui"))
    with refus(session, DejaFait):
        verification.declarer_recevable(session, dossier, TOUS, "x", qui(idem="oui"))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.commissaire_id, d.zone) == (Etat.RECEVABLE, qui().compte_id, Zone.GENERAL)
        assert d.controle == {"points": TOUS, "raison": "Le plan est fini."}
        assert d.evenements[-1].details["raison"] == "Le plan est fini."
        assert "SURENDETTEMENT" in d.evenements[-1].details["motifs"]


def test_what_the_law_closes_stays_closed_to_the_commissaire(maison, session, autre_session, qui):
    dossier = maison.dossier(Etat.DEPOSEE)
    dossier.reponses = {**dossier.reponses, "cheque": True}
    session.commit()
    with refus(session, Ineligible):
        verification.declarer_recevable(session, dossier, TOUS, "J’en décide autrement.", qui())
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.DEPOSEE


def test_sent_back_completed_and_handed_in_again(maison, session, autre_session, qui, horloge):
    dossier = maison.dossier(Etat.DEPOSEE)
    with refus(session, RaisonManquante):
        verification.renvoyer(session, dossier, "  ", qui())
    verification.renvoyer(session, dossier, " Joignez le devis. ", qui())
    with refus(session, ActionInterdite):
        verification.renvoyer(session, dossier, "encore", qui())
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.a_completer) == (Etat.BROUILLON, "Joignez le devis.")
        assert "devis" not in str(d.evenements[-1].details)
    creances.deposer(session, dossier, acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.a_completer) == (Etat.DEPOSEE, "")


def test_a_claim_is_refused_with_a_reason_before_the_letter_only(maison, session, autre_session, qui):
    dossier = maison.dossier(Etat.RECEVABLE)
    with refus(session, RaisonManquante):
        verification.declarer_irrecevable(session, dossier, "", qui())
    verification.declarer_irrecevable(session, dossier, "Hors champ.", qui())
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.a_completer) == (Etat.IRRECEVABLE, "Hors champ.")
    prete = maison.dossier(Etat.MANDAT)
    with refus(session, ActionInterdite):
        verification.declarer_irrecevable(session, prete, "Trop tard.", qui())
    with refus(session, ActionInterdite):
        verification.declarer_recevable(session, prete, TOUS, "", acteur(Role.CREANCIER, qui().recu_le))


def test_a_prescribed_claim_goes_only_with_the_commissaires_written_reason(maison, session, autre_session):
    """D11: prescription blocks, unless the commissaire records why not; the creditor may hand it in."""
    scene = maison.scene()
    dossier = scene.dossier
    creances.decrire_somme(
        session,
        dossier,
        [creances.LigneSaisie(Nature.PRINCIPAL, "Facture ancienne", date(2022, 3, 1), 50_000)],
        scene.acteur(Role.CREANCIER, -6),
    )
    verdict = creances.deposer(session, dossier, scene.acteur(Role.CREANCIER, -5))
    assert not verdict.fermee
    assert "PRESCRIPTION" in {m.code for m in verdict.motifs}
    points = dict.fromkeys(verification.POINTS, True)
    with pytest.raises(verification.RaisonManquante):
        verification.declarer_recevable(session, dossier, points, " ", scene.acteur(Role.COMMISSAIRE, -3))
    raison = "Reconnaissance de dette du 3 mars 2026, pièce n° 2."
    verification.declarer_recevable(session, dossier, points, raison, scene.acteur(Role.COMMISSAIRE, -3))
    with autre_session() as lecture:
        ecrit = lecture.get_one(Dossier, dossier.id)
        assert (ecrit.etat, ecrit.controle["raison"]) == (Etat.RECEVABLE, raison)
