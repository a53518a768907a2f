"""« Cette lettre n'est pas pour moi »: a task for the étude, a flag against silence, and nothing told to the caller."""

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Etat, Role
from portail.domaine.signalements import Destinataire
from portail.persistance.acces import AccesLettre
from portail.persistance.actes import GenreConstat
from portail.persistance.courriels import Courriel
from portail.persistance.signalements import Signalement
from portail.services import constats, destinataire, essais, quotidien, reponses
from tests.services.gestes import acteur, refus, relu, sqlite_seul


@pytest.fixture
def dire(session, moyens, horloge):
    def prevenir(mot, raison=Destinataire.PARTI, reseau="198.51.100.7"):
        session.rollback()
        destinataire.prevenir(session, moyens.empreintes, mot, raison, reseau, horloge())

    return prevenir


def test_the_etude_gets_a_task_once_for_each_reason_and_no_version_moves(maison, dire, autre_session):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    version = dossier.version
    for raison in (Destinataire.PARTI, Destinataire.PARTI, Destinataire.MANDATAIRE):
        dire(f" {mots.identifiant_imprime.lower()} ", raison)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert [(s.numero, s.motif, s.evenement_id) for s in d.signalements] == [
            (1, "parti", None),
            (2, "mandataire", None),
        ]
        assert d.suspendu and d.version == version, "an open page of a party is not made stale by a passer-by"
        corps = [c.corps for c in lecture.scalars(select(Courriel).where(Courriel.cle.contains("destinataire")))]
        assert len(corps) == 2 and "aucun titre n’est délivré" in corps[0]


def test_the_codes_that_were_given_name_the_letter(maison, session, moyens, horloge, autre_session):
    dossier, _ = maison.dossier_avec_codes(Etat.ENVOYEE)
    acces_id = session.scalars(select(AccesLettre.id).where(AccesLettre.dossier_id == dossier.id)).one()
    session.rollback()
    for numero in (acces_id, acces_id, 77_777):
        destinataire.prevenir_par_ses_codes(
            session, moyens.empreintes, numero, Destinataire.HOMONYME, "198.51.100.7", horloge()
        )
    with autre_session() as lecture:
        assert [s.motif for s in relu(lecture, dossier).signalements] == ["homonyme"]


def test_an_unknown_word_says_nothing_and_leaves_nothing(maison, dire, autre_session):
    maison.dossier(Etat.ENVOYEE)
    dire("7F4K29QD")
    with autre_session() as lecture:
        assert not lecture.scalars(select(Signalement)).all()


def test_it_is_counted_apart_from_the_door(maison, dire, autre_session, session, moyens, horloge):
    _, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    for _ in range(essais.LETTRE.nombre):
        dire(mots.identifiant)
    with refus(session, essais.TropDEssais):
        dire(mots.identifiant)
    dire("7F4K29QD")
    for numero in range(essais.RESEAU.nombre):
        try:
            dire(f"{numero:08d}", reseau=f"2001:db8::{numero:x}")
        except essais.TropDEssais:
            pytest.fail("another network is not counted with this one")
    with refus(session, essais.TropDEssais):
        dire("7F4K29QD", reseau="2001:db8::ffff")
    from portail.services import connexion

    visite = connexion.Visite("198.51.100.7")
    secret, _ = connexion.ouvrir_par_lettre(session, moyens.empreintes, mots.identifiant, mots.code, visite, horloge())
    assert secret, "the person's own door is still open"


def test_no_silence_is_drafted_or_recorded_before_a_human_looked(maison, dire, app, session, moyens, horloge):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE, jours=45)
    commissaire = maison.troupe.commissaire
    dire(mots.identifiant, Destinataire.MANDATAIRE)
    assert quotidien.preparer(app.extensions["ecritures"], moyens, horloge()) == []
    session.expire_all()
    with refus(session, constats.Suspendu):
        constats.lire(dossier, GenreConstat.EXPIRATION, moyens, commissaire, horloge())
    etude = acteur(Role.COMMISSAIRE, horloge(), commissaire)
    reponses.classer(session, dossier, dossier.signalements[0], "Rien à voir : homonyme.", etude)
    assert constats.lire(dossier, GenreConstat.EXPIRATION, moyens, commissaire, horloge()).texte
    session.rollback()
    assert len(quotidien.preparer(app.extensions["ecritures"], moyens, horloge())) == 1


@pytest.mark.parametrize(
    ("etat", "genre"),
    [
        (Etat.REFUS_EXPRIME, GenreConstat.REFUS_PARTICIPATION),
        (Etat.REFUS_DES_TERMES, GenreConstat.REFUS_TERMES),
        (Etat.ACCORD_CONCLU, GenreConstat.ACCORD),
    ],
)
def test_no_end_is_recorded_before_a_human_looked(maison, dire, session, moyens, horloge, etat, genre):
    """Somebody who held the letter may have refused or agreed (securite.md, T04). Participation is no end."""
    dossier, mots = maison.dossier_avec_codes(etat)
    dire(mots.identifiant, Destinataire.HOMONYME)
    qui = maison.troupe.commissaire
    etude = acteur(Role.COMMISSAIRE, horloge(), qui)
    with refus(session, constats.Suspendu):
        constats.lire(dossier, genre, moyens, qui, horloge())
    if constats.attendu(dossier, horloge()) is GenreConstat.ACCEPTATION:
        vu = constats.lire(dossier, GenreConstat.ACCEPTATION, moyens, qui, horloge()).empreinte
        constats.constater(session, dossier, GenreConstat.ACCEPTATION, moyens, vu=vu, commissaire=qui, acteur=etude)
    reponses.classer(session, dossier, dossier.signalements[0], "Signature comparée.", etude)
    vu = constats.lire(dossier, genre, moyens, qui, horloge()).empreinte
    constats.constater(session, dossier, genre, moyens, vu=vu, commissaire=qui, acteur=etude)
    assert dossier.fin_constatee_le == horloge()


@sqlite_seul
@pytest.mark.parametrize(
    ("etat", "retenu"), [(Etat.FIN_ACCORD, True), (Etat.FIN_EXPIRATION, False), (Etat.PAIEMENTS, False)]
)
def test_the_mail_tells_what_is_held_back_and_nothing_that_no_longer_is(maison, dire, autre_session, etat, retenu):
    dossier, mots = maison.dossier_avec_codes(etat, jours=60)
    dire(mots.identifiant)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.suspendu, d.retenu) == (True, retenu)
        corps = lecture.scalars(select(Courriel.corps).where(Courriel.cle.contains("destinataire"))).one()
        assert "Lisez ce signalement et classez-le" in corps and ("aucune fin n’est constatée" in corps) is retenu


@pytest.mark.parametrize("etat", [Etat.SOLDE, Etat.CLOS])
def test_a_dossier_that_is_over_takes_no_report(maison, dire, autre_session, etat):
    _, mots = maison.dossier_avec_codes(etat, jours=500 if etat is Etat.SOLDE else 75)
    dire(mots.identifiant)
    with autre_session() as lecture:
        assert not lecture.scalars(select(Signalement)).all()
