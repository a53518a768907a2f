"""The store beside the database: what is missing, altered, or named by nobody; carrying it elsewhere."""

import pytest

from portail.domaine.procedure import Etat
from portail.persistance.entrepot import EntrepotIndisponible, EntrepotLocal, ouvrir
from portail.persistance.signatures import ActeSigne, SignatureAttendue
from portail.services import conservation
from portail.services.conservation import FILS
from tests.services.gestes import relu, sqlite_seul


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.FIN_ACCORD, jours=10)


def bilan(moyens, autre_session):
    with autre_session() as lecture:
        noms = conservation.attendus(lecture)
    avances = []
    resultat = conservation.verifier(moyens.entrepot, noms, lambda: avances.append(1))
    assert len(avances) == len(noms)
    return resultat


def test_every_file_is_there_and_what_goes_wrong_is_named(dossier, moyens, autre_session):
    moyens.entrepot.eprouver()
    tout = bilan(moyens, autre_session)
    assert tout.intact and not tout.orphelins and tout.attendus >= 4
    with autre_session() as lecture:
        lu = relu(lecture, dossier)
        piece, premier, dernier = lu.pieces[0], lu.documents[0], lu.documents[-1]
    moyens.entrepot._chemin(piece.empreinte).unlink()
    chemin = moyens.entrepot._chemin(premier.empreinte)
    contenu = bytearray(chemin.read_bytes())
    contenu[len(contenu) // 2] ^= 1  # one bit
    chemin.write_bytes(contenu)
    chemin = moyens.entrepot._chemin(dernier.empreinte)
    chemin.write_bytes(chemin.read_bytes()[:-1])
    perdu = moyens.entrepot.ecrire(b"une piece retiree")
    (moyens.entrepot.racine / "00").mkdir(exist_ok=True)
    (moyens.entrepot.racine / "00" / ".ecriture-abc").write_bytes(b"%PD")
    apres = bilan(moyens, autre_session)
    assert not apres.intact and apres.attendus == tout.attendus
    assert apres.manquants == (f"{piece.empreinte} {dossier.reference} pièce {piece.id}",)
    assert set(apres.alteres) == {f"{d.empreinte} {dossier.reference} document {d.id}" for d in (premier, dernier)}
    assert apres.orphelins == (".ecriture-abc", perdu)
    assert moyens.entrepot.lire(perdu), "nothing is erased"


@sqlite_seul
def test_an_act_that_waits_to_be_signed_is_expected_too(dossier, moyens, session, autre_session, horloge):
    empreinte = moyens.entrepot.ecrire(b"%PDF- exact")
    session.add(
        SignatureAttendue(
            dossier_id=dossier.id,
            acte=ActeSigne.TITRE,
            compte_id=dossier.commissaire_id,
            reference="0" * 12,
            empreinte=empreinte,
            vu="0" * 64,
            preparee_le=horloge(),
        )  # fmt: skip
    )
    session.commit()
    with autre_session() as lecture:
        assert conservation.attendus(lecture)[empreinte] == [f"{dossier.reference} à signer titre"]
    assert bilan(moyens, autre_session).intact and not bilan(moyens, autre_session).orphelins


@sqlite_seul
def test_a_copy_is_whole_and_begins_again_where_it_stopped(tmp_path, dossier, moyens, autre_session, monkeypatch):
    source, cible = moyens.entrepot, ouvrir(f"memory://{tmp_path.name}")
    for numero in range(40):
        source.ecrire(f"fichier {numero}".encode())
    noms = conservation.a_copier(source)
    vraie, ecrits = cible.ecrire, []

    def coupee(contenu):
        if len(ecrits) >= 15:
            raise EntrepotIndisponible("coupure")
        ecrits.append(1)
        return vraie(contenu)

    monkeypatch.setattr(cible, "ecrire", coupee)
    with pytest.raises(EntrepotIndisponible):
        conservation.copier(source, cible, noms)
    assert 15 <= len(list(cible.noms())) <= 15 + FILS
    monkeypatch.setattr(cible, "ecrire", vraie)
    deja = len(list(cible.noms()))
    copie = conservation.copier(source, cible, noms)
    assert (copie.copies, copie.deja, copie.perdus) == (len(noms) - deja, deja, ())
    with autre_session() as lecture:
        attendus = conservation.attendus(lecture)
    assert conservation.verifier(cible, attendus).intact
    assert all(cible.lire(nom) == source.lire(nom) for nom in noms)
    encore = conservation.copier(source, cible, noms)
    assert (encore.copies, encore.deja) == (0, len(noms))


def test_a_file_that_is_no_longer_itself_is_not_copied(tmp_path):
    source, cible = EntrepotLocal(tmp_path / "a"), EntrepotLocal(tmp_path / "b")
    bon, mauvais = source.ecrire(b"bon"), source.ecrire(b"mauvais")
    source._chemin(mauvais).write_bytes(b"pire")
    (tmp_path / "a" / "notes.txt").write_text("à l’opérateur")
    assert conservation.a_copier(source) == sorted([bon, mauvais])
    copie = conservation.copier(source, cible, conservation.a_copier(source))
    assert (copie.copies, copie.deja, copie.perdus) == (1, 0, (mauvais,))
    assert list(cible.noms()) == [bon]
