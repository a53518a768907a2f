"""The token over what was read: the same terms or nothing, for one dossier and one session, two hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portail.domaine.echeancier import par_nombre
from portail.services import consentement
from portail.services.consentement import Genre, LectureChangee, Lu
from portail.services.jetons import Jetons
from portail.services.termes import TermesChanges, empreinte

QUAND = datetime(2026, 11, 22, 9, 42, 7, tzinfo=UTC)
PLAN = par_nombre(122_000, 6, premiere=date(2027, 1, 5))
LU = Lu.de(Genre.PLAN, empreinte(122_000, PLAN.echeances, "clause"), PLAN, "d" * 64, "e" * 64)


@pytest.fixture
def jetons(reglages_seuls):
    return Jetons(reglages_seuls)


def lire(jetons, jeton, *, dossier=7, seance="s", present=LU, le=QUAND):
    return consentement.verifier(jetons, jeton, dossier, seance, present, le)


def test_the_same_terms_are_the_same_reading_for_two_hours(jetons):
    jeton = consentement.sceller(jetons, 7, "s", LU, QUAND)
    assert lire(jetons, jeton) == lire(jetons, jeton, le=QUAND + timedelta(hours=2)) == LU
    assert len(jeton) < 1200
    with pytest.raises(LectureChangee) as vieux:
        lire(jetons, jeton, le=QUAND + timedelta(hours=2, seconds=1))
    assert vieux.value.trop_vieux and vieux.value.lu == LU


@pytest.mark.parametrize(
    "present",
    [
        None,
        replace(LU, genre=Genre.OFFRE),
        replace(LU, empreinte="0" * 64),
        replace(LU, declarations=("d" * 64,)),
        replace(LU, declarations=("e" * 64, "d" * 64)),
        replace(LU, montant_centimes=122_001),
        replace(LU, dernier=(date(2027, 6, 5), 1)),
    ],
)
def test_anything_else_is_refused_and_what_was_read_is_given(jetons, present):
    jeton = consentement.sceller(jetons, 7, "s", LU, QUAND)
    with pytest.raises(TermesChanges) as perdue:
        lire(jetons, jeton, present=present)
    assert perdue.value.lu == LU and not perdue.value.trop_vieux
    assert present is None or present.objet != LU.objet


def test_a_token_of_another_dossier_or_session_or_altered_tells_nothing(jetons):
    jeton = consentement.sceller(jetons, 7, "s", LU, QUAND)
    ailleurs = jetons.signer("telechargement", {"l": "x"}, le=QUAND)
    for autre in ({"dossier": 8}, {"seance": "t"}):
        with pytest.raises(LectureChangee) as perdue:
            lire(jetons, jeton, **autre)
        assert perdue.value.lu is None
    for faux in ("", "a" * 64, jeton[:-2] + "AA", ailleurs):
        with pytest.raises(LectureChangee) as perdue:
            lire(jetons, faux)
        assert perdue.value.lu is None


def test_figures_are_compared_without_the_words():
    assert LU.memes_chiffres(replace(LU, declarations=(), empreinte="x"))
    assert not LU.memes_chiffres(replace(LU, nombre=12))
