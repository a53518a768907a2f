"""The database itself refuses what would break the chain, and serialises those who add to it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from portail.domaine.procedure import Action, Etat, Role
from portail.persistance import moteur as bd
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement, lignes, premiere_scellee, tete
from portail.services import controle_journal, journal
from tests.services.gestes import acteur, sqlite_seul

# A row as the application would write it, after the last one.
_SUIVANTE = """
    INSERT INTO evenement (id, dossier_id, numero, action, role, compte_id, depuis, vers, article, recu_le, ecrit_le,
                           idem, seq, charge_empreinte, prec, empreinte, sceau)
    SELECT {id}, dossier_id, {numero}, action, role, compte_id, depuis, vers, article, recu_le, ecrit_le, {idem},
           {seq}, charge_empreinte, {prec}, {empreinte}, {sceau} FROM evenement ORDER BY seq DESC LIMIT 1
"""
_JUSTE = {
    "id": "id + 1",
    "numero": "numero + 1",
    "idem": "'f9'",
    "seq": "seq + 1",
    "prec": "empreinte",
    "empreinte": f"'{'a' * 64}'",
    "sceau": f"'{'b' * 64}'",
}


@pytest.fixture
def ecrit(maison):
    """Acts of one dossier, the first with a form's name; gives the engine."""
    dossier = maison.dossier(Etat.BROUILLON)
    journal.franchir(maison.session, dossier, Action.COMPLETER, acteur(Role.CREANCIER, maison.horloge(), idem="f1"))
    maison.session.commit()
    maison.session.close()
    return maison.app.extensions["moteur"]


def executer(moteur, *ordres):
    with moteur.begin() as connexion:
        for ordre in ordres:
            connexion.execute(text(ordre))


def photo(moteur):
    with moteur.connect() as connexion:
        tables = ("evenement ORDER BY seq", "evenement_charge ORDER BY evenement_id")
        return [connexion.execute(text(f"SELECT * FROM {table}")).all() for table in tables]


@pytest.mark.parametrize(
    ("colonne", "valeur"),
    [("seq", "seq + 2"), ("seq", "seq"), ("seq", "0"), ("seq", "-1"), ("prec", "prec"), ("prec", f"'{'0' * 64}'"),
     ("sceau", "''"), ("sceau", "'abc'"), ("empreinte", "''"), ("numero", "numero"), ("id", "id"), ("idem", "'f1'")],
)  # fmt: skip
def test_only_a_sealed_row_after_the_last_one_comes_in(ecrit, colonne, valeur):
    avant = photo(ecrit)
    with pytest.raises(DBAPIError):
        executer(ecrit, _SUIVANTE.format(**_JUSTE | {colonne: valeur}))
    assert photo(ecrit) == avant
    executer(ecrit, _SUIVANTE.format(**_JUSTE))
    assert len(photo(ecrit)[0]) == len(avant[0]) + 1


@sqlite_seul
@pytest.mark.parametrize("recursifs", ["ON", "OFF"])
@pytest.mark.parametrize(("colonne", "valeur"), [("id", "id"), ("idem", "'f1'"), ("numero", "1"), ("seq", "1")])
def test_replace_takes_no_row_away(ecrit, colonne, valeur, recursifs):
    """With recursive triggers off, REPLACE fires none of those that watch over erasing."""
    avant = photo(ecrit)
    ordre = _SUIVANTE.format(**_JUSTE | {colonne: valeur}).replace("INSERT INTO", "REPLACE INTO")
    with pytest.raises(DBAPIError), ecrit.begin() as connexion:
        connexion.execute(text(f"PRAGMA recursive_triggers={recursifs}"))
        connexion.execute(text(ordre))
    assert photo(ecrit) == avant


@pytest.mark.parametrize(
    "ordre",
    [
        "UPDATE evenement_charge SET contenu = '{}'",
        "UPDATE evenement_charge SET evenement_id = evenement_id + 50",
        "REPLACE INTO evenement_charge SELECT evenement_id, sel, '{}' FROM evenement_charge LIMIT 1",
        "INSERT INTO evenement_charge SELECT evenement_id, sel, '{}' FROM evenement_charge WHERE true "
        "ON CONFLICT (evenement_id) DO UPDATE SET contenu = '{}'",
        "TRUNCATE evenement_charge",
        "UPDATE evenement SET sceau = sceau",
        "UPDATE evenement SET seq = seq + 1",
    ],
)
def test_a_content_is_never_changed(ecrit, ordre):
    avant = photo(ecrit)
    with pytest.raises(DBAPIError):
        executer(ecrit, ordre)
    assert photo(ecrit) == avant


def test_what_was_erased_does_not_come_back(ecrit):
    executer(ecrit, "CREATE TABLE copie AS SELECT * FROM evenement_charge")
    executer(ecrit, "DELETE FROM evenement_charge WHERE evenement_id = 1")
    avant = photo(ecrit)
    with pytest.raises(DBAPIError):
        executer(ecrit, "INSERT INTO evenement_charge SELECT * FROM copie WHERE evenement_id = 1")
    assert photo(ecrit) == avant


@pytest.mark.parametrize("url_base", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "ordre",
    [
        "UPDATE evenement SET action = 'autre'",
        "DELETE FROM evenement",
        "TRUNCATE evenement CASCADE",
        "UPDATE evenement_charge SET contenu = '{}'",
        "TRUNCATE evenement_charge",
        _SUIVANTE.format(**_JUSTE | {"seq": "seq + 2"}),
        "INSERT INTO evenement_charge SELECT 1, sel, contenu FROM evenement_charge LIMIT 1",
    ],
)
def test_pretending_to_be_a_replica_changes_nothing(ecrit, ordre):
    avant = photo(ecrit)
    if ordre.startswith("INSERT INTO evenement_charge"):
        executer(ecrit, "DELETE FROM evenement_charge WHERE evenement_id = 1")
        avant = photo(ecrit)
    with pytest.raises(DBAPIError):
        executer(ecrit, "SET LOCAL session_replication_role = replica", ordre)
    assert photo(ecrit) == avant


def test_parallel_writers_make_one_chain_without_hole_or_fork(app, maison, moyens, horloge):
    """Eight at a time, on dossiers of their own and on a common one; a third of them give up at the last moment."""
    ids = [maison.dossier(Etat.BROUILLON).id for _ in range(4)]
    maison.session.close()
    with app.extensions["lectures"]() as lecture:
        avant = tete(lecture).seq
    depart = Barrier(8, timeout=60)

    def completer(rang):
        if rang < 8:
            depart.wait()
        with app.extensions["ecritures"]() as session:
            dossier = session.get_one(Dossier, ids[rang % 4], with_for_update=True)
            journal.franchir(session, dossier, Action.COMPLETER, acteur(Role.CREANCIER, horloge()), rang=rang)
            if rang % 3 == 0:
                return 0
            session.commit()
            return 1

    with ThreadPoolExecutor(8) as fils:
        ecrites = sum(fils.map(completer, range(96)))
    with app.extensions["lectures"]() as lecture:
        assert [b.seq for b in lignes(lecture)] == list(range(1, avant + ecrites + 1)) and ecrites == 64
        assert controle_journal.controler(lecture, moyens.preuve).conforme


@pytest.mark.parametrize("url_base", ["postgresql"], indirect=True)
def test_the_trigger_alone_stops_a_fork(ecrit):
    """Two connections that know nothing of the application's lock, each with a row that follows the last."""
    depart = Barrier(2, timeout=60)

    def ajouter(rang):
        depart.wait()
        try:
            executer(ecrit, _SUIVANTE.format(**_JUSTE | suite | {"idem": f"'p{rang}'"}))
        except DBAPIError:
            return 0
        return 1

    with ecrit.connect() as connexion:
        requete = text("SELECT seq + 1, empreinte FROM evenement ORDER BY seq DESC LIMIT 1")
        seq, derniere = connexion.execute(requete).one()
    suite = {"seq": str(seq), "prec": f"'{derniere}'"}
    with ThreadPoolExecutor(2) as fils:
        assert sum(fils.map(ajouter, range(2))) == 1


def test_the_contents_are_read_with_the_rows_in_one_query(app, maison, sans_requete):
    dossier_id = maison.dossier(Etat.DEPOSEE).id
    with app.extensions["lectures"]() as lecture:
        evenements = list(lecture.get_one(Dossier, dossier_id).evenements)
        with sans_requete(lecture):
            assert [e.details.get("partie") for e in evenements][:2] == ["debiteur", "cause"]


@pytest.fixture
def sans_requete():
    @contextmanager
    def faire(session):
        vues = []
        moteur = session.get_bind()
        event.listen(moteur, "before_cursor_execute", suivre := lambda *a: vues.append(a[2]))
        yield
        event.remove(moteur, "before_cursor_execute", suivre)
        assert vues == []

    return faire


def test_the_journal_is_read_page_by_page(app, maison, monkeypatch):
    monkeypatch.setattr("portail.persistance.journal.PAR_PAGE", 3)
    maison.dossier(Etat.RECEVABLE)
    maison.dossier(Etat.RECEVABLE)
    with app.extensions["lectures"]() as lecture:
        assert [b.seq for b in lignes(lecture)] == list(range(1, 13))
        assert [b.seq for b in lignes(lecture, 4, 8)] == [4, 5, 6, 7, 8]
        assert lecture.scalar(select(Evenement.action).where(Evenement.seq == 1)) == "completer", "text is text again"
        assert (premiere_scellee(lecture), premiere_scellee(lecture, 0)) == (1, None)


def test_a_session_without_the_tools_writes_no_act(maison, url_base, horloge):
    dossier = maison.dossier(Etat.BROUILLON)
    maison.session.close()
    moteur = bd.ouvrir(url_base)
    with bd.sessions(moteur)[0]() as session, pytest.raises(KeyError):
        mien = session.get_one(Dossier, dossier.id)
        journal.franchir(session, mien, Action.COMPLETER, acteur(Role.CREANCIER, horloge()))
    moteur.dispose()
