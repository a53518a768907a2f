"""A message in preparation: kept, limited, its own, and gone once sent."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.domaine.signalements import Motif
from portail.services import signalements
from portail.services.projets import PIECES_MAX, Fichier, Projet, TropDePiecesJointes
from tests.services.gestes import acteur, refus, relu


def fichier(numero):
    return Fichier(f"{numero}.jpg", "image/jpeg", 12, f"{numero:064d}")


def test_what_was_typed_is_kept_for_this_role_only(maison, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    projet = Projet(dossier, Role.DEBITEUR, "contestation")
    assert projet.saisie(session) == {}
    for texte in ("un", "deux"):
        projet.garder(session, {"texte": texte}, horloge())
    assert projet.saisie(session) == {"texte": "deux"}
    assert Projet(dossier, Role.CREANCIER, "contestation").saisie(session) == {}


def test_documents_are_added_all_or_none_once_each_and_taken_out(maison, session, autre_session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    projet = Projet(dossier, Role.DEBITEUR, "contestation")
    projet.joindre(session, [fichier(1), fichier(1), fichier(2)], horloge())
    projet.joindre(session, [fichier(2)], horloge())
    with refus(session, TropDePiecesJointes):
        projet.joindre(session, [fichier(n) for n in range(3, PIECES_MAX + 2)], horloge())
    assert [p.nom for p in projet.pieces(session)] == ["1.jpg", "2.jpg"]
    autre = Projet(dossier, Role.CREANCIER, "contestation")
    autre.retirer(session, projet.pieces(session)[0].id)
    projet.retirer(session, 999)
    projet.retirer(session, projet.pieces(session)[0].id)
    with autre_session() as lecture:
        assert [p.nom for p in Projet(relu(lecture, dossier), Role.DEBITEUR, "contestation").pieces(lecture)] == [
            "2.jpg"
        ]


def test_once_sent_the_documents_are_the_message_s_and_the_draft_is_gone(maison, session, autre_session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    projet = Projet(dossier, Role.DEBITEUR, "contestation")
    projet.garder(session, {"texte": "x"}, horloge())
    projet.joindre(session, [fichier(1), fichier(2)], horloge())
    qui = acteur(Role.DEBITEUR, horloge())
    signalements.contester(session, dossier, Motif.DEFAUT, {}, "x", qui, projet)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert [(p.nom, p.projet) for p in d.signalements[0].pieces] == [("1.jpg", ""), ("2.jpg", "")]
        reste = Projet(d, Role.DEBITEUR, "contestation")
        assert (reste.saisie(lecture), list(reste.pieces(lecture))) == ({}, [])


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_two_messages_of_one_person_do_not_mix(maison, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    Projet(dossier, Role.DEBITEUR, "contestation").joindre(session, [fichier(1)], horloge())
    assert not Projet(dossier, Role.DEBITEUR, "paiement").pieces(session)


def test_a_message_thrown_away_leaves_nothing_and_those_of_others_alone(maison, session, autre_session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    jete, reste = (Projet(dossier, Role.DEBITEUR, nom) for nom in ("contestation", "paiement"))
    for projet in (jete, reste):
        projet.garder(session, {"texte": "x"}, horloge())
        projet.joindre(session, [fichier(1)], horloge())
    for _ in range(2):
        jete.jeter(session)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        lus = [Projet(d, Role.DEBITEUR, nom) for nom in ("contestation", "paiement")]
        assert [(p.saisie(lecture), len(p.pieces(lecture))) for p in lus] == [({}, 0), ({"texte": "x"}, 1)]
