import pytest

from portail.persistance.entrepot import Entrepot, FichierAltere


def test_a_file_is_found_again_under_its_hash_and_written_once(tmp_path):
    entrepot = Entrepot(tmp_path)
    empreinte = entrepot.ecrire(b"contenu")
    assert entrepot.ecrire(b"contenu") == empreinte
    assert entrepot.lire(empreinte) == b"contenu"
    assert [f.name for f in tmp_path.rglob("*") if f.is_file()] == [empreinte]


def test_a_changed_or_missing_file_is_not_served(tmp_path):
    entrepot = Entrepot(tmp_path)
    empreinte = entrepot.ecrire(b"contenu")
    (tmp_path / empreinte[:2] / empreinte).write_bytes(b"autre chose")
    with pytest.raises(FichierAltere):
        entrepot.lire(empreinte)
    with pytest.raises(FichierAltere):
        entrepot.lire("0" * 64)


def test_an_interrupted_write_leaves_nothing(tmp_path, monkeypatch):
    def couper(*_args):
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", couper)
    with pytest.raises(OSError, match="disk full"):
        Entrepot(tmp_path).ecrire(b"contenu")
    assert not [f for f in tmp_path.rglob("*") if f.is_file()]
