"""What someone composes: kept for him alone, gone once sent."""

from datetime import date

from portail.domaine.procedure import Etat, Role
from portail.services import brouillons, negociation
from tests.services.gestes import a_paris, actes, acteur, termes

DEBITEUR, CREANCIER = Role.DEBITEUR, Role.CREANCIER


def test_what_someone_composes_is_kept_apart_and_forgotten_once_sent(maison, session, autre_session, horloge):
    dossier = maison.dossier(Etat.ACCEPTEE, envoi=date(2026, 11, 20), jours=2)
    brouillons.garder(session, dossier, DEBITEUR, {"nombre": "12"}, horloge())
    brouillons.garder(session, dossier, DEBITEUR, {"nombre": "10"}, horloge())
    brouillons.garder(session, dossier, CREANCIER, {"nombre": "2"}, horloge())
    with autre_session() as lecture:
        assert brouillons.lire(lecture, dossier, DEBITEUR) == {"nombre": "10"}
        assert brouillons.lire(lecture, dossier, CREANCIER) == {"nombre": "2"}
        assert actes(lecture, dossier)[-1] == "accepter_participation", "composing is not an act"
    negociation.proposer(session, dossier, termes(50_000), acteur(DEBITEUR, a_paris(date(2026, 12, 18))))
    with autre_session() as lecture:
        assert brouillons.lire(lecture, dossier, DEBITEUR) == {}
        assert brouillons.lire(lecture, dossier, CREANCIER) == {"nombre": "2"}


def test_what_was_composed_can_be_thrown_away_twice(maison, session, autre_session, horloge):
    dossier = maison.dossier(Etat.ACCEPTEE, jours=2)
    brouillons.garder(session, dossier, DEBITEUR, {"nombre": "12"}, horloge())
    brouillons.garder(session, dossier, CREANCIER, {"nombre": "2"}, horloge())
    for _ in range(2):
        brouillons.jeter(session, dossier, DEBITEUR)
    with autre_session() as lecture:
        assert brouillons.lire(lecture, dossier, DEBITEUR) == {}
        assert brouillons.lire(lecture, dossier, CREANCIER) == {"nombre": "2"}
