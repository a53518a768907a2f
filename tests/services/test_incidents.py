"""A door that closed on the person: flagged, told to the étude, mended by new codes."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from portail.domaine.procedure import Etat, Role
from portail.persistance.acces import AccesLettre
from portail.persistance.courriels import Courriel
from portail.services import codes, connexion, incidents, quotidien
from portail.services.codes import Demande, Identite, MotifDeRemise
from portail.services.connexion import Inconnu, Visite
from portail.services.identifiants import tirer
from tests.services.gestes import ENVOI, PROROGEE, STRICTE, a_paris, acteur, minuit_apres, relu, sqlite_seul

MOTIF = MotifDeRemise(Demande.TELEPHONE, Identite.RAPPEL)
PREMIER_JOUR, DERNIERS_JOURS = a_paris(ENVOI) + timedelta(days=2), minuit_apres(STRICTE) - timedelta(hours=71)


@pytest.fixture
def presque_usee(maison, session, moyens, horloge):
    """A posted letter with ninety-nine wrong codes behind it, and how to type the hundredth."""
    horloge.instant = PREMIER_JOUR
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE, envoi=ENVOI)
    session.execute(update(AccesLettre).values(echecs=99))
    session.commit()

    def user():
        with pytest.raises(Inconnu):
            connexion.ouvrir_par_lettre(
                session, moyens.empreintes, mots.identifiant, tirer().code, Visite("ici"), horloge()
            )
        session.expire_all()

    return dossier, user


def lettre_usee(lecture):
    return lecture.scalars(select(Courriel).where(Courriel.cle.contains("lettre-usee"))).all()


def test_a_worn_out_letter_is_told_to_the_etude_at_once_and_logged(presque_usee, autre_session, horloge, caplog):
    dossier, user = presque_usee
    with autre_session() as lecture:
        assert incidents.usee_le(lecture, dossier) is None
    user()
    user()  # it is no letter any more: nothing is told twice
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert incidents.usee_le(lecture, d) == horloge() and d.incident_acces
        (courriel,) = lettre_usee(lecture)
        assert courriel.destinataire == d.etude.courriel and courriel.corps.startswith("Cent codes faux")
        assert d.version == dossier.version, "somebody else's guesses do not make a page stale"
    assert f"{dossier.reference} : lettre usée par 100 codes faux" in caplog.text.replace("\u00a0", " ")


@pytest.mark.parametrize(("quand", "reste"), [(PREMIER_JOUR, False), (DERNIERS_JOURS, True)])
@sqlite_seul
def test_new_codes_mend_a_worn_out_letter_unless_the_end_was_near(
    presque_usee, session, moyens, horloge, autre_session, quand, reste
):
    dossier, user = presque_usee
    user()
    horloge.instant = quand + timedelta(minutes=5)
    codes.remettre(session, dossier, moyens, MOTIF, acteur(Role.COMMISSAIRE, horloge()))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert incidents.usee_le(lecture, d) is None
        assert d.incident_acces is reste


@sqlite_seul
@pytest.mark.parametrize("remis", [False, True])
def test_the_silence_is_left_to_the_etude_as_long_as_the_letter_opens_nothing(
    presque_usee, session, moyens, horloge, app, remis
):
    dossier, user = presque_usee
    user()
    if remis:
        codes.remettre(session, dossier, moyens, MOTIF, acteur(Role.COMMISSAIRE, horloge()))
    horloge.instant = minuit_apres(PROROGEE)
    session.rollback()
    assert len(quotidien.preparer(app.extensions["ecritures"], moyens, horloge())) == remis


@sqlite_seul
def test_nothing_is_told_of_a_dossier_that_is_over(maison, session, moyens, horloge, autre_session):
    dossier, mots = maison.dossier_avec_codes(Etat.CLOS, jours=75)
    session.execute(update(AccesLettre).values(echecs=99))
    session.commit()
    with pytest.raises(Inconnu):
        connexion.ouvrir_par_lettre(
            session, moyens.empreintes, mots.identifiant, tirer().code, Visite("ici"), horloge()
        )
    with autre_session() as lecture:
        assert incidents.usee_le(lecture, dossier) == horloge() and not lettre_usee(lecture)


@sqlite_seul
@pytest.mark.parametrize(
    ("quand", "signale"),
    [
        (minuit_apres(STRICTE) - timedelta(hours=72), False),
        (minuit_apres(STRICTE) - timedelta(hours=72) + timedelta(microseconds=1), True),
        (minuit_apres(PROROGEE) - timedelta(microseconds=1), True),
        (minuit_apres(PROROGEE), False),
    ],
)
def test_a_brake_is_flagged_from_three_days_before_the_end_to_the_later_end(presque_usee, session, quand, signale):
    dossier, _ = presque_usee
    incidents.signaler_freinage(session, dossier.id, quand)
    incidents.signaler_freinage(session, incidents.AUCUN_DOSSIER, quand)
    session.refresh(dossier)
    assert dossier.incident_acces is signale
