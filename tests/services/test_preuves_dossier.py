"""The extract of a dossier: enough to verify it without us, nothing of the other dossiers."""

import json
from dataclasses import replace

import pytest

from portail.domaine import chaine
from portail.domaine.chaine import ExtraitRefuse, verifier_extrait
from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.services import ancres
from portail.services.ancrage import ancrer
from portail.services.journal import effacer_charges, franchir
from portail.services.preuves_dossier import JournalAltere, Suite, extrait, suite
from tests.services.falsification import falsifier
from tests.services.gestes import acteur


@pytest.fixture
def meles(maison, session, horloge):
    """Two dossiers whose acts alternate; gives both."""
    un, deux = maison.dossier(Etat.BROUILLON), maison.dossier(Etat.BROUILLON)
    for dossier in (un, deux, un, deux):
        franchir(session, dossier, Action.COMPLETER, acteur(Role.CREANCIER, horloge()), partie="marge")
    session.commit()
    return un, deux


@pytest.fixture
def ancrees(autre_session, moyens, horloge):
    """Anchors the head; gives every anchor."""

    def faire():
        with autre_session() as lecture:
            ancrer(lecture, moyens, horloge())
        return ancres.lire(ancres.dossier_des_ancres(moyens.reglages))[0]

    return faire


def test_an_extract_verifies_by_itself(meles, autre_session, moyens, ancrees):
    un, deux = meles
    connues = ancrees()
    with autre_session() as lecture:
        donnees = extrait(lecture, lecture.get_one(Dossier, un.id), moyens.preuve, connues)
    relu = json.loads(json.dumps(donnees))
    bilan = verifier_extrait(relu)
    assert (bilan.actes, bilan.effaces, bilan.seq) == (un.acte_numero, 0, un.acte_numero + deux.acte_numero)
    siennes = [ligne for ligne in relu["lignes"] if isinstance(ligne, dict)]
    assert [ligne["contenu"] for ligne in siennes] == [e.details for e in un.evenements]
    assert deux.reference not in json.dumps(relu), "the rows of the other dossier are hashes"
    assert sum(isinstance(ligne, str) for ligne in relu["lignes"]) == deux.acte_numero
    assert moyens.preuve.verifier(
        chaine.message_ancre(relu["ancre"]),
        ancres.Sceau(relu["ancre"]["cle"], bytes.fromhex(relu["ancre"]["signature"])),
    )


def test_an_extract_ends_at_the_first_anchor_that_covers_it(meles, maison, autre_session, moyens, ancrees):
    un, deux = meles
    with autre_session() as lecture:
        (dossier, autre) = (lecture.get_one(Dossier, d.id) for d in (un, deux))
        premier = deux.evenements[0].seq
        assert suite(lecture, dossier, moyens.preuve, []) == Suite(1, deux.evenements[-1].seq, None)
        seule = extrait(lecture, autre, moyens.preuve)
        assert (seule["depuis"], seule["ancre"], seule["prec"]) == (premier, None, un.evenements[premier - 2].empreinte)
        assert verifier_extrait(seule).actes == deux.acte_numero
    ancrees()
    maison.dossier(Etat.BROUILLON)
    maison.session.close()
    connues = ancrees()
    with autre_session() as lecture:
        dossier = lecture.get_one(Dossier, un.id)
        assert suite(lecture, dossier, moyens.preuve, connues)[:2] == (1, connues[0].seq)
        assert len(connues) == 2 and connues[1].seq > connues[0].seq


def test_a_forged_anchor_is_left_aside(meles, autre_session, moyens, ancrees):
    vraie = ancrees()[0]
    with autre_session() as lecture:
        dossier = lecture.get_one(Dossier, meles[0].id)
        assert suite(lecture, dossier, moyens.preuve, [replace(vraie, le="2027-01-01T00:00:00Z")]).ancre is None


def test_erased_contents_are_absent_from_the_extract(meles, session, autre_session, moyens):
    un, _deux = meles
    effacer_charges(session, un)
    session.commit()
    with autre_session() as lecture:
        donnees = extrait(lecture, lecture.get_one(Dossier, un.id), moyens.preuve)
    assert verifier_extrait(donnees).effaces == un.acte_numero
    assert {ligne["contenu"] for ligne in donnees["lignes"] if isinstance(ligne, dict)} == {None}


@pytest.mark.parametrize(
    "ordre",
    [
        "UPDATE evenement SET article = 'x' WHERE seq = 2",
        "UPDATE evenement SET action = 'completer ' WHERE seq = (SELECT MAX(seq) FROM evenement)",
        "UPDATE evenement_charge SET contenu = '{}' WHERE evenement_id = 2",
        "UPDATE evenement_charge SET contenu = '{' WHERE evenement_id = 2",
        "UPDATE evenement SET seq = seq + 50 WHERE seq > 3",
        "UPDATE evenement SET numero = 90 WHERE seq = 1",
    ],
)
def test_an_altered_journal_gives_no_extract(meles, session, autre_session, url_base, moyens, ordre):
    numero = meles[0].id
    session.close()
    falsifier(url_base, ordre)
    with autre_session() as lecture, pytest.raises(JournalAltere) as refus:
        extrait(lecture, lecture.get_one(Dossier, numero), moyens.preuve)
    assert refus.value.raison


def test_a_truncated_journal_gives_no_extract(meles, session, autre_session, url_base, moyens, ancrees):
    numero = meles[0].id
    session.close()
    connues = ancrees()
    falsifier(url_base, "DELETE FROM evenement WHERE seq = (SELECT MAX(seq) FROM evenement)")
    with autre_session() as lecture, pytest.raises(JournalAltere):
        extrait(lecture, lecture.get_one(Dossier, numero), moyens.preuve, connues)


def test_a_dossier_without_an_act_has_no_extract(maison, session, autre_session, moyens, horloge):
    from portail.services import creances

    qui = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    neuf = creances.creer(session, maison.troupe.menuiserie, qui)
    with autre_session() as lecture, pytest.raises(JournalAltere, match="aucun acte"):
        extrait(lecture, lecture.get_one(Dossier, neuf.id), moyens.preuve)


def test_an_extract_of_another_dossier_is_not_that_of_this_one(meles, autre_session, moyens):
    un, deux = meles
    with autre_session() as lecture:
        donnees = extrait(lecture, lecture.get_one(Dossier, un.id), moyens.preuve)
    with pytest.raises(ExtraitRefuse):
        verifier_extrait(donnees | {"dossier": deux.reference})
