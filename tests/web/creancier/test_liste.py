"""The figures of the home page."""

from datetime import timedelta

import pytest

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Etat
from portail.domaine.signalements import Report
from portail.web.creancier.liste import attendus, compter, entonnoir_de, filtrer, lignes_de

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def lignes(maison, horloge, session):
    for etat in (Etat.BROUILLON, Etat.ENVOYEE, Etat.PROPOSITION_DEBITEUR, Etat.PAIEMENTS):
        maison.dossier(etat, jours=90 if etat is Etat.PAIEMENTS else 10)
    return lignes_de(session, maison.troupe.menuiserie.id, horloge())


def test_the_funnel_goes_from_the_sums_asked_for_to_the_sums_received(lignes):
    etapes = dict(entonnoir_de(lignes))
    deposes = [x.dossier for x in lignes if x.dossier.etat is not Etat.BROUILLON]
    assert etapes["Demandé"] == sum(d.total_centimes for d in deposes)
    assert etapes["Demandé"] >= etapes["La personne participe"] >= etapes["Accord conclu"] > etapes["Reçu"] > 0


def test_the_creditors_turn_comes_first(lignes):
    assert [x.situation.a_moi for x in lignes] == sorted((x.situation.a_moi for x in lignes), reverse=True)


def test_money_to_come_leaves_out_what_was_received_and_what_is_late(lignes, horloge):
    aujourd_hui = jour_a_paris(horloge())
    accord = next(x.dossier.proposition_acceptee for x in lignes if x.dossier.etat is Etat.PAIEMENTS)
    a_venir = attendus(lignes, aujourd_hui)
    assert a_venir
    assert {a.le for a in a_venir} <= {e.le for e in accord.echeances if e.le >= aujourd_hui}
    assert [a.le for a in a_venir] == sorted(a.le for a in a_venir)


def test_the_filter_reads_names_references_and_labels(lignes):
    un = lignes[0].dossier
    for texte in (un.reference.lower(), f" {un.debiteur.nom.upper()} ", un.elements[0].libelle[:12]):
        assert un in [x.dossier for x in filtrer(lignes, texte=texte, filtre="")]
    assert len(filtrer(lignes, texte="", filtre="inconnu")) == len(lignes)
    assert compter(lignes, "a_completer") == len(filtrer(lignes, texte="", filtre="a_completer")) == 1


def test_another_creditors_dossiers_are_not_counted(lignes, maison, session, horloge):
    assert lignes_de(session, maison.troupe.syndic.id, horloge()) == []


def test_money_to_come_follows_the_delays_that_were_granted(maison, horloge, session, monkeypatch):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    _, deux, *_ = dossier.proposition_acceptee.echeances_dues
    jour = deux.le + timedelta(days=10)
    monkeypatch.setattr(type(dossier), "reports", [Report(deux.numero, 5_000, jour)])
    lignes = lignes_de(session, maison.troupe.menuiserie.id, horloge())
    prevus = [(a.le, a.montant_centimes) for a in attendus(lignes, deux.le)]
    assert prevus[:2] == [(deux.le, 5_000), (jour, deux.montant_centimes - 5_000)]
    assert [(a.le, a.montant_centimes) for a in attendus(lignes, deux.le + timedelta(days=1))][0] == prevus[1]
