"""Whatever an insider does to the journal, with triggers asleep, is told, and the row is named."""

import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy.engine import make_url

from portail.domaine import chaine
from portail.domaine.chaine import COLONNES
from portail.domaine.procedure import Etat
from portail.persistance import moteur as bd
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import EvenementCharge, Tete, lignes
from portail.services import ancres
from portail.services.controle_journal import MAX_ANOMALIES, Anomalie, Genre, controler
from portail.services.journal import effacer_charges
from tests.services.falsification import falsifier, main
from tests.services.gestes import sqlite_seul

HEXA = "0123456789abcdef"


@pytest.fixture
def journal(maison, horloge):
    """Rows of two dossiers, one after the other; gives how many there are."""
    maison.dossier(Etat.RECEVABLE)
    horloge.avancer(minutes=3)
    maison.dossier(Etat.RECEVABLE)
    maison.session.close()
    with maison.app.extensions["lectures"]() as lecture:
        nombre = sum(1 for _ in lignes(lecture))
    assert nombre == 12
    return nombre


@pytest.fixture
def verifie(autre_session, moyens):
    """The anomalies as (genre, from, to)."""

    def faire(*ancrees):
        with autre_session() as lecture:
            rapport = controler(lecture, moyens.preuve, ancrees)
        assert rapport.conforme == (not rapport.anomalies) == (rapport.nombre == 0)
        return [(a.genre, a.de, a.a) for a in rapport.anomalies]

    return faire


@pytest.fixture
def ancre(autre_session, moyens, horloge, tmp_path):
    """An anchor of the row asked for, as it is in the database now."""

    def faire(seq):
        with autre_session() as lecture:
            (brute,) = lignes(lecture, seq, seq)
        return ancres.signer(Tete(seq, 0, brute.empreinte), 1, moyens.preuve, tmp_path / "ancres", horloge())

    return faire


def test_a_journal_written_by_the_application_holds(journal, autre_session, moyens, ancre):
    lues = []
    with autre_session() as lecture:
        rapport = controler(lecture, moyens.preuve, [ancre(3), ancre(journal)], avancer=lues.append)
    assert (rapport.conforme, rapport.lignes, rapport.effacees, rapport.scelle_depuis) == (True, journal, 0, 1)
    assert (rapport.tete.seq, rapport.ancre.seq, lues) == (journal, journal, list(range(1, journal + 1)))


def test_an_empty_journal_holds(app, autre_session, moyens):
    with autre_session() as lecture:
        rapport = controler(lecture, moyens.preuve)
    assert (rapport.conforme, rapport.lignes, rapport.scelle_depuis, rapport.tete) == (True, 0, None, Tete())


AUTRES = {
    "numero": ("numero + 40", Genre.LIGNE),
    "action": ("'abandonner'", Genre.LIGNE),
    "role": ("'debiteur'", Genre.LIGNE),
    "compte_id": ("compte_id + 1", Genre.LIGNE),
    "depuis": ("'solde'", Genre.LIGNE),
    "vers": ("'solde'", Genre.LIGNE),
    "article": ("'R125-8'", Genre.LIGNE),
    "recu_le": ("'2026-11-22 09:42:07.250014'", Genre.LIGNE),
    "ecrit_le": ("'2026-11-22 09:42:07.250014'", Genre.LIGNE),
    "idem": ("'autre'", Genre.LIGNE),
    "dossier_id": ("dossier_id + 40", Genre.LIGNE),
    "prec": (f"'{'1' * 64}'", Genre.LIGNE),
    "empreinte": (f"'{'1' * 64}'", Genre.EMPREINTE),
    "sceau": (f"'{'1' * 64}'", Genre.SCEAU),
}


def test_each_column_of_a_row_counts(journal, url_base, verifie):
    rang = 5
    assert {*AUTRES, "seq", "id", "charge_empreinte", "dossier"} == {*COLONNES, "prec", "empreinte", "sceau"}
    for colonne, (valeur, genre) in AUTRES.items():
        with _alteration(url_base, colonne, valeur, rang):
            assert (genre, rang, rang) in (dites := verifie()), (colonne, dites)
            assert {(de, a) for autre, de, a in dites if autre is not Genre.DOSSIER} == {(rang, rang)}, colonne
    assert verifie() == []


@contextmanager
def _alteration(url, colonne, valeur, seq, table="evenement"):
    """The column holds something else for a while."""
    with main(url) as faire:
        ((avant, id_),) = faire(f"SELECT {colonne}, id FROM evenement WHERE seq = {seq}")
        faire(f"UPDATE evenement SET {colonne} = {valeur} WHERE seq = {seq}")
    yield
    falsifier(url, (f"UPDATE evenement SET {colonne} = ? WHERE id = {id_}", [avant]))


def test_the_hash_of_a_content_and_the_content_are_told_apart(journal, url_base, verifie):
    with _alteration(url_base, "charge_empreinte", f"'{'1' * 64}'", 5):
        assert verifie() == [(Genre.CONTENU, 5, 5), (Genre.LIGNE, 5, 5)]


def test_the_number_of_a_row_and_its_dossier_s_reference_count_too(journal, url_base, verifie):
    with main(url_base) as faire:
        ((id_,),) = faire("SELECT id FROM evenement WHERE seq = 5")
        faire(f"UPDATE evenement SET id = 4000 WHERE id = {id_}")
        faire(f"UPDATE evenement_charge SET evenement_id = 4000 WHERE evenement_id = {id_}")
    assert verifie() == [(Genre.LIGNE, 5, 5)]
    falsifier(
        url_base,
        f"UPDATE evenement SET id = {id_} WHERE id = 4000",
        f"UPDATE evenement_charge SET evenement_id = {id_} WHERE evenement_id = 4000",
        "UPDATE dossier SET reference = '2026-999999' WHERE id = (SELECT MIN(dossier_id) FROM evenement)",
    )
    ((genre, de, a),) = verifie()
    assert (genre, de) == (Genre.LIGNE, 1) and a < journal, "every act of that dossier, no other"


def test_every_single_byte_of_a_content_and_of_its_salt_counts(journal, url_base, verifie):
    with main(url_base) as faire:
        requete = "SELECT id, contenu, sel FROM evenement JOIN evenement_charge ON evenement_id = id WHERE seq = 5"
        ((id_, contenu, sel),) = faire(requete)
    assert contenu.startswith('{"') and len(contenu) > 20
    essais = [("contenu", contenu[:i] + ("#" if c != "#" else "!") + contenu[i + 1 :]) for i, c in enumerate(contenu)]
    essais += [("contenu", f" {contenu}"), ("contenu", contenu + "\n"), ("contenu", "{}"), ("contenu", "")]
    essais += [("sel", sel[:i] + HEXA[HEXA.index(c) - 1] + sel[i + 1 :]) for i, c in enumerate(sel)]
    essais += [("sel", sel.upper()), ("sel", sel[:-1])]
    for colonne, valeur in essais:
        if valeur == sel:
            continue
        falsifier(url_base, (f"UPDATE evenement_charge SET {colonne} = ? WHERE evenement_id = {id_}", [valeur]))
        assert verifie() == [(Genre.CONTENU, 5, 5)], (colonne, valeur)
        falsifier(
            url_base, (f"UPDATE evenement_charge SET contenu = ?, sel = ? WHERE evenement_id = {id_}", [contenu, sel])
        )
    assert verifie() == []


@sqlite_seul
@pytest.mark.parametrize(
    ("ordre", "genre"),
    [
        ("UPDATE evenement SET action = CAST(x'ff' AS TEXT) WHERE seq = 5", Genre.LIGNE),
        ("UPDATE evenement SET action = CAST(action AS BLOB) WHERE seq = 5", Genre.LIGNE),
        ("UPDATE evenement SET numero = 1.5 WHERE seq = 5", Genre.LIGNE),
        ("UPDATE evenement SET recu_le = 'hier' WHERE seq = 5", Genre.LIGNE),
        ("UPDATE evenement SET recu_le = REPLACE(recu_le, ' ', 'T') WHERE seq = 5", Genre.LIGNE),
        ("UPDATE evenement SET sceau = x'00' WHERE seq = 5", Genre.SCEAU),
        ("UPDATE evenement SET empreinte = 'é' WHERE seq = 5", Genre.EMPREINTE),
        ("UPDATE evenement SET role = 'inconnu' WHERE seq = 5", Genre.LIGNE),
        ("UPDATE evenement_charge SET sel = 3 WHERE evenement_id = 5", Genre.CONTENU),
        ("UPDATE evenement_charge SET contenu = CAST(x'ff' AS TEXT) WHERE evenement_id = 5", Genre.CONTENU),
        ("UPDATE evenement_charge SET contenu = x'00' WHERE evenement_id = 5", Genre.CONTENU),
    ],
)
def test_what_no_application_would_write_stops_nothing(journal, url_base, verifie, ordre, genre):
    """SQLite puts any type in any column, bytes that are no text among them."""
    falsifier(url_base, "PRAGMA ignore_check_constraints=ON", ordre)
    assert [v for v in verifie() if v[0] is not Genre.DOSSIER] == [(genre, 5, 5)]


@pytest.mark.parametrize("url_base", ["postgresql"], indirect=True)
@pytest.mark.parametrize("instant", ["infinity", "2026-11-22 09:42:07.250013 BC"])
def test_instants_that_python_cannot_hold_stop_nothing(journal, url_base, verifie, instant):
    falsifier(url_base, f"UPDATE evenement SET recu_le = '{instant}' WHERE seq = 5")
    assert verifie() == [(Genre.LIGNE, 5, 5)]


def test_a_removed_row_leaves_a_hole(journal, url_base, verifie):
    falsifier(url_base, "DELETE FROM evenement WHERE seq IN (4, 5, 8)")
    assert verifie() == [(Genre.ABSENTE, 4, 5), (Genre.ABSENTE, 8, 8)]


def test_a_hole_closed_by_renumbering_shows_where_each_row_was(journal, url_base, verifie):
    falsifier(
        url_base,
        "DELETE FROM evenement WHERE seq = 5",
        "UPDATE evenement SET seq = -seq WHERE seq > 5",
        "UPDATE evenement SET seq = -seq - 1 WHERE seq < 0",
    )
    assert verifie() == [(Genre.DEPLACEE, 5, journal - 1)]


@pytest.mark.parametrize(("sceau", "genre"), [("sceau", Genre.LIGNE), (f"'{'1' * 64}'", Genre.RECRITE)])
def test_a_row_slipped_in_is_the_one_that_is_named(journal, url_base, verifie, sceau, genre):
    falsifier(
        url_base,
        "UPDATE evenement SET seq = -seq WHERE seq >= 5",
        "UPDATE evenement SET seq = -seq + 1 WHERE seq < 0",
        *_copie(4, seq=5, sceau=sceau),
    )
    assert verifie() == [(genre, 5, 5), (Genre.DEPLACEE, 6, journal + 1)]


def _copie(modele, **changements):
    """A row made from another one, under a new identifier."""
    noms = [c for c in COLONNES if c not in ("dossier", "id", "numero")] + ["prec", "empreinte", "sceau"]
    valeurs = ", ".join(str(changements.get(nom, nom)) for nom in noms)
    yield (
        f"INSERT INTO evenement (id, numero, {', '.join(noms)}) "
        f"SELECT (SELECT MAX(id) + 1 FROM evenement), 900, {valeurs} FROM evenement WHERE seq = {modele}"
    )


@pytest.mark.parametrize("premier", [3, 2])
def test_two_rows_exchanged_are_both_named(journal, url_base, verifie, premier):
    falsifier(
        url_base,
        f"UPDATE evenement SET seq = -1 WHERE seq = {premier}",
        f"UPDATE evenement SET seq = {premier} WHERE seq = 4",
        "UPDATE evenement SET seq = 4 WHERE seq = -1",
    )
    assert verifie() == [(Genre.DEPLACEE, premier, premier), (Genre.DEPLACEE, 4, 4)]


def test_rows_beside_the_numbering_are_seen(journal, url_base, verifie):
    falsifier(url_base, *_copie(4, seq=-7))
    assert (Genre.DOUBLE, 0, 0) in verifie()
    falsifier(url_base, "DELETE FROM evenement WHERE seq = -7", "DROP INDEX uq_evenement_seq", *_copie(4, seq=4))
    assert (Genre.DOUBLE, 4, 4) in verifie()


def test_a_row_added_without_the_key_has_no_seal_of_ours(journal, url_base, verifie, autre_session):
    """Chained as it should be, by somebody who read the published formula."""
    with autre_session() as lecture:
        (derniere,) = lignes(lecture, journal, journal)
    ligne = derniere.ligne | {"seq": journal + 1, "id": derniere.ligne["id"] + 1, "idem": None}
    ligne |= {"numero": derniere.ligne["numero"] + 1}
    empreinte = chaine.maillon(derniere.empreinte, chaine.feuille(ligne))
    changements = {"seq": journal + 1, "idem": "NULL", "prec": f"'{derniere.empreinte}'", "empreinte": f"'{empreinte}'"}
    falsifier(
        url_base, *_copie(journal, **changements), f"UPDATE evenement SET numero = {ligne['numero']} WHERE numero = 900"
    )
    assert verifie() == [(Genre.SCEAU, journal + 1, journal + 1), (Genre.DOSSIER, journal + 1, journal + 1)]


def _recrire(url, autre_session, depuis, sceau=None):
    """Change one act, then make every hash right again, as far as it goes without the key."""
    falsifier(url, f"UPDATE evenement SET article = 'L125-2' WHERE seq = {depuis}")
    with autre_session() as lecture:
        brutes = list(lignes(lecture, depuis))
    prec, ordres = brutes[0].prec, []
    for brute in brutes:
        empreinte = chaine.maillon(prec, chaine.feuille(brute.ligne))
        ordres.append(("UPDATE evenement SET prec = ?, empreinte = ? WHERE seq = ?", [prec, empreinte, brute.seq]))
        prec = empreinte
    if sceau is not None:
        ordres.append(("UPDATE evenement SET sceau = ?", [sceau]))
    falsifier(url, *ordres)


def test_a_rewritten_chain_is_caught_by_its_seals_and_by_the_anchors(journal, url_base, verifie, ancre, autre_session):
    avant = ancre(4), ancre(7)
    _recrire(url_base, autre_session, 6)
    assert verifie() == [(Genre.SCEAU, 6, journal)]
    assert verifie(*avant) == [(Genre.SCEAU, 6, 7), (Genre.CONTREDITE, 7, 7), (Genre.SCEAU, 8, journal)]


def test_seals_cannot_be_taken_off(journal, url_base, verifie, ancre, autre_session):
    """Without any anchor, a journal stripped of its seals passes for one of an older version: the report says so."""
    avant = ancre(2)
    falsifier(url_base, "UPDATE evenement SET sceau = '' WHERE seq = 5")
    assert verifie() == [(Genre.SCEAU, 5, 5)]
    _recrire(url_base, autre_session, 6, sceau="")
    assert verifie() == []
    assert verifie(avant) == [(Genre.DESCELLEE, 1, journal)]


def test_the_last_rows_gone_are_caught_by_the_dossier_and_by_the_anchor(journal, url_base, verifie, ancre):
    avant = ancre(journal)
    falsifier(url_base, f"DELETE FROM evenement WHERE seq > {journal - 2}")
    reste = journal - 2
    assert verifie() == [(Genre.DOSSIER, reste, reste)]
    falsifier(url_base, "UPDATE dossier SET acte_numero = acte_numero - 2, etat = 'brouillon' WHERE id = 2")
    assert (Genre.TRONQUE, journal - 1, journal) in verifie(avant)


def test_an_older_copy_put_back_is_caught_by_the_anchor(journal, maison, url_base, moyens, ancre, request, tmp_path):
    with _copie_de_la_base(maison, url_base, request, tmp_path) as ancienne:
        maison.dossier(Etat.BROUILLON)
        maison.session.close()
        neuve = ancre(journal + 3)
        moteur = bd.ouvrir(ancienne)
        with bd.sessions(moteur)[1]() as lecture:
            seule, avec = controler(lecture, moyens.preuve), controler(lecture, moyens.preuve, [neuve])
        moteur.dispose()
    assert seule.conforme, "nothing inside an old copy says that it is old"
    assert avec.anomalies == [Anomalie(Genre.TRONQUE, journal + 1, journal + 3, neuve.lieu)]


@contextmanager
def _copie_de_la_base(maison, url, request, tmp_path):
    maison.session.close()
    maison.app.extensions["moteur"].dispose()
    if url.startswith("sqlite"):
        shutil.copy(make_url(url).database, tmp_path / "ancienne.db")
        yield f"sqlite:///{tmp_path}/ancienne.db"
    else:
        with request.getfixturevalue("postgres").base_vierge(make_url(url).database) as ancienne:
            yield ancienne


def test_every_row_gone(journal, url_base, verifie, ancre):
    avant = ancre(journal)
    falsifier(url_base, "DELETE FROM evenement_charge", "DELETE FROM evenement")
    assert {genre for genre, _, _ in verifie()} == {Genre.DOSSIER}
    assert verifie(avant)[0] == (Genre.TRONQUE, 1, journal)


def test_forged_anchors_are_named_and_not_believed(journal, verifie, ancre):
    vraie = ancre(4)
    changements = {"seq": 400, "empreinte": "0" * 64, "le": "2027-01-01T00:00:00Z", "scelle": 2, "cle": "0" * 16}
    essais = [{nom: valeur} for nom, valeur in changements.items()]
    essais += [{"signature": "00" * 64}, {"signature": "zz"}, {"octets": vraie.octets + b" "}]
    for faux in essais:
        fausse = replace(vraie, **faux)
        assert verifie(fausse) == [(Genre.ANCRE_FAUSSE, fausse.seq, fausse.seq)], faux


def test_erased_contents_are_counted_and_the_chain_still_holds(journal, maison, session, autre_session, moyens):
    dossier = session.get_one(Dossier, 1)
    effacees = effacer_charges(session, dossier)
    session.commit()
    with autre_session() as lecture:
        rapport = controler(lecture, moyens.preuve)
        assert lecture.query(EvenementCharge).count() == journal - effacees
    assert (rapport.conforme, rapport.effacees) == (True, effacees) and effacees > 3


def test_a_part_of_the_journal_is_verified_from_a_row_that_is_believed(journal, url_base, autre_session, moyens, ancre):
    avant = ancre(4), ancre(9)
    falsifier(url_base, "UPDATE evenement SET article = 'x' WHERE seq IN (3, 7)")
    with autre_session() as lecture:
        (cinq,) = lignes(lecture, 5, 5)
        rapport = controler(lecture, moyens.preuve, avant, apres=Tete(5, 0, cinq.empreinte), jusqu_a=8)
        assert (rapport.lignes, [a.de for a in rapport.anomalies]) == (3, [7]), (
            "rows and anchors outside are not looked at"
        )
        ailleurs = controler(lecture, moyens.preuve, apres=Tete(5, 0, "0" * 64), jusqu_a=6)
        assert [(a.genre, a.de) for a in ailleurs.anomalies] == [(Genre.RUPTURE, 6)]


def test_a_journal_that_is_wrong_everywhere_makes_a_short_report(app, session, autre_session, moyens, maison, url_base):
    maison.dossier(Etat.RECEVABLE)
    session.close()
    falsifier(
        url_base,
        "UPDATE evenement SET sceau = '' WHERE seq % 2 = 0",
        "UPDATE evenement SET article = 'x' WHERE seq % 2 = 1",
    )
    with autre_session() as lecture:
        rapport = controler(lecture, moyens.preuve)
    assert len(rapport.anomalies) == rapport.nombre <= MAX_ANOMALIES and rapport.nombre >= rapport.lignes
