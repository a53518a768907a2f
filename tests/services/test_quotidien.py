"""The daily command: drafts and mails for what is due, once, and no act."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portail.domaine.procedure import Etat
from portail.persistance.acces import Essai
from portail.persistance.actes import Constat, GenreConstat, GenreDocument, ProjetConstat
from portail.persistance.courriels import Courriel
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services import essais, quotidien


@pytest.fixture
def preparer(app, moyens, session, horloge):
    def lancer(**options):
        session.rollback()
        return quotidien.preparer(app.extensions["ecritures"], moyens, horloge(), **options)

    return lancer


def nombre(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_each_due_constat_gets_one_draft_and_one_mail_and_nothing_else_changes(maison, preparer, autre_session, moyens):
    attendus = {
        maison.dossier(Etat.ENVOYEE, jours=45).reference: GenreConstat.EXPIRATION,
        maison.dossier(Etat.ACCEPTEE, jours=6).reference: GenreConstat.ACCEPTATION,
        maison.dossier(Etat.REFUS_EXPRIME, jours=6).reference: GenreConstat.REFUS_PARTICIPATION,
        maison.dossier(Etat.REFUS_DES_TERMES, jours=10).reference: GenreConstat.REFUS_TERMES,
        maison.dossier(Etat.ACCORD_CONCLU, jours=10).reference: GenreConstat.ACCORD,
    }
    maison.dossier(Etat.ENVOYEE, jours=6)
    with autre_session() as lecture:
        avant = {d.reference: (d.etat, d.version) for d in lecture.scalars(select(Dossier))}
        courriels, actes = nombre(lecture, Courriel), nombre(lecture, Evenement)
    assert dict(preparer(a_blanc=True)) == attendus
    with autre_session() as lecture:
        assert nombre(lecture, ProjetConstat) == 0, "a trial run writes nothing"
    assert dict(preparer()) == attendus
    assert preparer() == [], "the second run finds nothing to do"
    with autre_session() as lecture:
        assert {d.reference: (d.etat, d.version) for d in lecture.scalars(select(Dossier))} == avant
        assert nombre(lecture, ProjetConstat) == 5
        assert nombre(lecture, Courriel) == courriels + 5
        assert nombre(lecture, Evenement) == actes
        assert not lecture.scalars(select(Constat).where(Constat.genre == GenreConstat.EXPIRATION)).all()
        expire = lecture.scalar(select(Dossier).where(Dossier.reference == next(iter(attendus))))
        projet = [d for d in expire.documents if d.genre is GenreDocument.PROJET_CONSTAT]
        assert [moyens.entrepot.lire(d.empreinte)[:5] for d in projet] == [b"%PDF-"]


def test_a_silence_is_not_drafted_before_the_later_end(maison, preparer, horloge):
    """The letter of 25 November: the strict end is Christmas, the later one Monday 28 December."""
    horloge.avancer(days=3)
    maison.dossier(Etat.ENVOYEE, jours=0)
    horloge.avancer(days=33)  # 28 December, 10 h 42
    assert preparer() == []
    horloge.avancer(days=1)
    assert [p.genre for p in preparer()] == [GenreConstat.EXPIRATION]


def test_the_mail_of_a_silence_says_that_a_letter_may_still_come(maison, preparer, horloge, autre_session):
    """D4, the same letters: said during the five working days after the later end, not afterwards."""
    horloge.avancer(days=3)
    maison.dossier(Etat.ENVOYEE, jours=0)
    maison.dossier(Etat.REFUS_EXPRIME, jours=10)
    horloge.avancer(days=34)
    preparer()
    horloge.avancer(days=20)
    maison.dossier(Etat.ENVOYEE, jours=45)
    preparer()
    with autre_session() as lecture:
        corps = lecture.scalars(
            select(Courriel.corps).where(Courriel.cle.contains("etude.projet.")).order_by(Courriel.id)
        )
        dits = ["peut encore arriver" in c for c in corps]
    assert sum(dits) == 1
    assert len(dits) == 3


def test_a_dossier_with_an_access_incident_is_left_to_the_etude(maison, preparer, session, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE, jours=45)
    dossier.incident_acces = True
    session.commit()
    assert preparer(a_blanc=True) == preparer() == preparer() == []
    with autre_session() as lecture:
        assert nombre(lecture, ProjetConstat) == 0
        messages = lecture.scalars(select(Courriel).where(Courriel.cle.endswith("projet.incident"))).all()
        assert len(messages) == 1
        assert "freiné" in messages[0].corps


def test_an_act_that_cannot_be_drafted_does_not_stop_the_others(maison, preparer, session, caplog):
    bloque = maison.dossier(Etat.REFUS_EXPRIME, jours=9)
    suivant = maison.dossier(Etat.REFUS_EXPRIME, jours=8)
    bloque.refus_le = None
    session.commit()
    assert [p.reference for p in preparer()] == [suivant.reference]
    assert "ne peut pas être préparé" in caplog.text


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_counts_of_attempts_that_are_over_are_erased(app, session, autre_session, horloge):
    essais.reserver(session, "cle", essais.RESEAU, horloge())
    session.rollback()
    for minutes, reste in ((9, 1), (10, 0)):
        quotidien.purger(app.extensions["ecritures"], horloge() + timedelta(minutes=minutes))
        with autre_session() as lecture:
            assert nombre(lecture, Essai) == reste
