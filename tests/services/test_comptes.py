"""The first accounts: an étude and its people, made once, refused in words."""

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Role
from portail.persistance.etudes import Compte, Creancier, Etude
from portail.services import comptes, connexion
from portail.services.comptes import CompteRefuse

ETUDE = {
    "nom": "Étude Neuve", "adresse": "1 rue Neuve", "code_postal": "35000", "commune": "Rennes", "cour_appel": "Rennes",
    "telephone": "01 99 00 00 01",
}  # fmt: skip
VIDE = dict.fromkeys(ETUDE, "")
MOT = "fil-sapin-papier-ambre"


@pytest.fixture
def creer(session, moyens, horloge):
    def faire(role=Role.COMMISSAIRE, courriel="claire@neuve.example", mot=MOT, etude=ETUDE, creancier=""):
        return comptes.creer(
            session, moyens, horloge(), role=role, nom="Claire", courriel=courriel, mot_de_passe=mot, etude=etude,
            creancier=creancier,
        )  # fmt: skip

    return faire


def test_an_etude_opens_with_its_people(creer, session, autre_session, moyens, horloge):
    creer(courriel="Claire@Neuve.example")
    creer(Role.CREANCIER, "hugo@costa.example", etude=VIDE, creancier="Costa")
    creer(Role.CREANCIER, "lise@costa.example", etude=VIDE, creancier="Costa")
    with autre_session() as lecture:
        assert [e.nom for e in lecture.scalars(select(Etude))] == ["Étude Neuve"]
        (costa,) = lecture.scalars(select(Creancier)).all()
        gens = {c.courriel: c for c in lecture.scalars(select(Compte))}
        assert set(gens) == {"claire@neuve.example", "hugo@costa.example", "lise@costa.example"}
        assert gens["lise@costa.example"].creancier_id == costa.id
        assert gens["claire@neuve.example"].creancier_id is None
        assert MOT not in repr([c.__dict__ for c in gens.values()])
    _, compte = connexion.ouvrir_par_mot_de_passe(session, moyens.empreintes, "CLAIRE@neuve.example", MOT, horloge())
    assert compte.role is Role.COMMISSAIRE


def test_two_etudes_may_each_have_a_client_of_the_same_name(creer, autre_session):
    creer()
    deux = {**ETUDE, "nom": "Étude Deux"}
    creer(courriel="paul@deux.example", etude=deux)
    creer(courriel="anne@deux.example", etude=deux)
    creer(Role.CREANCIER, "hugo@costa.example", etude=VIDE, creancier="Costa")
    creer(Role.CREANCIER, "lise@costa.example", etude=deux, creancier="Costa")
    with autre_session() as lecture:
        assert [e.nom for e in lecture.scalars(select(Etude).order_by(Etude.id))] == ["Étude Neuve", "Étude Deux"]
        for compte in lecture.scalars(select(Compte).where(Compte.role == Role.CREANCIER)):
            assert compte.creancier.etude_id == compte.etude_id
        assert len(lecture.scalars(select(Creancier)).all()) == 2


def test_what_is_missing_is_said_and_nothing_is_made(creer, session, autre_session):
    creer()
    for phrase, suite in (
        ("Un compte existe déjà", {"courriel": "CLAIRE@neuve.example"}),
        ("adresse électronique complète", {"courriel": "claire@"}),
        ("adresse électronique complète", {"courriel": "a@b.example, c@d.example"}),
        ("entre 12 et 128", {"courriel": "b@b.example", "mot": "court"}),
        ("entre 12 et 128", {"courriel": "b@b.example", "mot": "x" * 129}),
        ("--creancier", {"courriel": "b@b.example", "role": Role.CREANCIER}),
        ("--adresse", {"courriel": "b@b.example", "etude": {**VIDE, "nom": "Une autre"}}),
        (
            "Cour d’appel inconnue",
            {"courriel": "b@b.example", "etude": {**ETUDE, "nom": "Autre", "cour_appel": "Nantes"}},
        ),
    ):
        with pytest.raises(CompteRefuse, match=phrase):
            creer(**suite)
        session.rollback()
    with autre_session() as lecture:
        assert len(lecture.scalars(select(Compte)).all()) == len(lecture.scalars(select(Etude)).all()) == 1
