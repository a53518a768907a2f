"""Reading links: signed, few, short, closed at once, dead with the letter's codes and with the procedure."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.acces import AccesLettre
from portail.persistance.lectures import LienLecture
from portail.services import codes, lectures, participation
from portail.services.codes import Demande, Identite, MotifDeRemise
from portail.services.journal import DossierChange
from portail.services.lectures import LienFerme, TropDeLiens
from tests.services.gestes import SECONDE, actes, acteur, refus, sqlite_seul


@pytest.fixture
def ouvrir(session, horloge):
    """Opens a link as the debtor of this dossier."""

    def faire(dossier, **suite) -> LienLecture:
        acces = session.scalars(select(AccesLettre.id).where(AccesLettre.dossier_id == dossier.id)).one()
        return lectures.ouvrir(session, dossier, acces, acteur(Role.DEBITEUR, horloge(), **suite))

    return faire


@pytest.fixture
def lit(session, moyens, horloge):
    """True if the link's token still opens."""

    def essayer(lien, usage=None) -> bool:
        try:
            trouve = lectures.trouver(session, moyens.jetons, lectures.jeton(moyens.jetons, lien), horloge())
        except LienFerme:
            return False
        assert trouve is lien
        return True

    return essayer


def test_a_link_opens_for_two_days_and_each_opening_is_counted(maison, session, ouvrir, lit, moyens, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    lien = ouvrir(dossier)
    assert lit(lien) and lien.expire_le == horloge() + timedelta(hours=48)
    assert lectures.jeton(moyens.jetons, lien) == lectures.jeton(moyens.jetons, lien), "shown again, the same"
    for _ in range(2):
        lectures.compter(session, lien)
    session.refresh(lien)
    assert lien.lectures == 2
    horloge.avancer(hours=48)
    horloge.instant -= SECONDE
    assert lit(lien)
    horloge.instant += SECONDE
    assert not lit(lien) and not lectures.vivants(session, dossier, horloge())


def test_opening_and_closing_are_journaled_and_looking_is_not(maison, session, autre_session, ouvrir, lit, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    avant = len(dossier.evenements)
    lien = ouvrir(dossier)
    lectures.compter(session, lien)
    lectures.fermer(session, lien, acteur(Role.DEBITEUR, horloge()))
    assert not lit(lien)
    lectures.fermer(session, lien, acteur(Role.DEBITEUR, horloge()))
    with autre_session() as lecture:
        assert actes(lecture, dossier)[avant:] == ["ouvrir_lecture", "fermer_lecture"]
    assert [e.details.get("lien") for e in dossier.evenements[avant:]] == [1, 1]
    assert not any(lien.cle in str(e.details) for e in dossier.evenements), "the journal cannot open anything"


@sqlite_seul
def test_three_at_most_are_open_and_ten_a_day(maison, session, ouvrir, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    liens = [ouvrir(dossier) for _ in range(3)]
    with refus(session, TropDeLiens) as info:
        ouvrir(dossier)
    assert info.value.ouverts
    for _ in range(7):
        lectures.fermer(session, liens.pop(), acteur(Role.DEBITEUR, horloge()))
        liens.append(ouvrir(dossier))
    lectures.fermer(session, liens.pop(), acteur(Role.DEBITEUR, horloge()))
    with refus(session, TropDeLiens) as info:
        ouvrir(dossier)
    assert not info.value.ouverts
    horloge.avancer(days=1)
    assert ouvrir(dossier).numero == 11


@sqlite_seul
def test_new_codes_close_every_link(maison, session, ouvrir, lit, moyens, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    lien = ouvrir(dossier)
    motif = MotifDeRemise(Demande.TELEPHONE, Identite.RAPPEL)
    codes.remettre(session, dossier, moyens, motif, acteur(Role.COMMISSAIRE, horloge(), maison.troupe.commissaire))
    assert not lit(lien) and not lectures.vivants(session, dossier, horloge())


@sqlite_seul
def test_the_end_of_the_talks_closes_every_link(maison, session, ouvrir, lit, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    lien = ouvrir(dossier)
    participation.refuser(session, dossier, acteur(Role.DEBITEUR, horloge()), "")
    assert not lit(lien)
    with refus(session, ActionInterdite):
        ouvrir(dossier)


@sqlite_seul
def test_no_other_token_opens_and_none_that_was_touched(maison, session, ouvrir, moyens, horloge):
    lien = ouvrir(maison.dossier(Etat.ENVOYEE))
    bon = lectures.jeton(moyens.jetons, lien)
    autres = [moyens.jetons.signer(u, {"n": lien.cle}, le=horloge()) for u in ("telechargement", "appareil", "")]
    faux = [moyens.jetons.signer(lectures.USAGE, {"n": n}, le=horloge()) for n in ("", None, lien.id, "x" * 24)]
    touches = [bon[:i] + ("A" if bon[i] != "A" else "B") + bon[i + 1 :] for i in range(len(bon))]
    for jeton in (*autres, *faux, *touches, "", "x", bon + " ", bon[:-1], "." + bon):
        with pytest.raises(LienFerme):
            lectures.trouver(session, moyens.jetons, jeton, horloge())


@sqlite_seul
def test_a_page_that_is_out_of_date_opens_nothing(maison, session, ouvrir):
    dossier = maison.dossier(Etat.ENVOYEE)
    with refus(session, DossierChange):
        ouvrir(dossier, version=dossier.version - 1)
