"""The exported evidence: whole, readable, checked by its own program outside the project; any change is found."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Etat
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import EvenementCharge
from portail.services import ancrage, export
from tests.services.documents.lecture import texte
from tests.services.gestes import sqlite_seul


def deplier(octets, dossier):
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        assert archive.testzip() is None
        archive.extractall(dossier)
    return dossier


def verifier(dossier):
    """The program of the archive, alone: another folder, no project on the path."""
    lance = "import runpy, sys; sys.path.insert(0, '.'); runpy.run_path('verifier.py', run_name='__main__')"
    seul = {"PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"}
    commande = [sys.executable, "-I", "-c", lance]
    essai = subprocess.run(commande, cwd=dossier, env=seul, capture_output=True, text=True, check=False)
    assert "Traceback" not in essai.stderr, essai.stderr
    return essai.returncode, essai.stdout


@pytest.fixture
def dossier(maison):
    maison.dossier(Etat.ENVOYEE)  # rows of somebody else, before
    choisi = maison.dossier(Etat.TITRE_DELIVRE)
    maison.dossier(Etat.ACCEPTEE)  # and after
    return choisi


@pytest.fixture
def archive(dossier, session, moyens, horloge, tmp_path):
    ancrage.ancrer(session, moyens, horloge())
    octets = export.exporter(session, dossier, moyens, horloge())
    return deplier(octets, tmp_path / "preuves")


def test_the_archive_holds_the_journal_the_documents_and_the_pieces(archive, dossier, session, moyens, horloge):
    noms = {p.relative_to(archive).as_posix() for p in archive.rglob("*") if p.is_file()}
    assert {"journal.json", "journal.pdf", "verifier.py", "chaine.py", "SHA256SUMS", "LISEZ-MOI.txt"} <= noms
    emis = [d for d in dossier.documents if d.reference]
    assert len([n for n in noms if n.startswith("documents/")]) == len(emis) >= 4
    assert len([n for n in noms if n.startswith("pieces/")]) == len(dossier.pieces) >= 1
    for document in emis:
        assert (archive / "documents" / f"{document.reference}-{document.nom}").read_bytes() == moyens.entrepot.lire(
            document.empreinte
        )
    lu = texte((archive / "journal.pdf").read_bytes())
    for attendu in ("Relevé du journal", "Titre exécutoire délivré", "Participation acceptée", dossier.reference):
        assert attendu in lu
    assert export.exporter(session, dossier, moyens, horloge()) == export.exporter(session, dossier, moyens, horloge())


def test_nothing_of_another_dossier_is_in_it(archive, dossier, maison, session):
    autres = session.scalars(select(Dossier).where(Dossier.id != dossier.id)).all()
    assert len(autres) == 2
    for fichier in archive.rglob("*.json"):
        contenu = fichier.read_text("utf-8")
        assert not [a.reference for a in autres if a.reference in contenu]


def test_its_program_finds_everything_right(archive, dossier):
    code, dit = verifier(archive)
    assert code == 0 and "Rien n’a été changé." in dit
    assert f"{len(dossier.evenements)} actes" in dit and "signature vérifiée" in dit


@pytest.mark.parametrize(
    ("fichier", "changer"),
    [
        ("journal.pdf", lambda o: o + b"\n"),
        ("journal.json", lambda o: o.replace(b'"deposer"', b'"clore"', 1)),
        ("documents.json", lambda o: o.replace(b"Titre", b"titre", 1)),
        ("cles-publiques.json", lambda o: b"{}\n"),
    ],
)
def test_its_program_finds_what_was_changed(archive, fichier, changer):
    chemin = archive / fichier
    avant = chemin.read_bytes()
    assert changer(avant) != avant
    chemin.write_bytes(changer(avant))
    code, dit = verifier(archive)
    assert code == 1 and "FAUX" in dit and fichier in dit


@sqlite_seul
def test_an_act_rewritten_with_its_sums_made_anew_is_still_found(archive):
    """Whoever alters the journal can write SHA256SUMS again, not the chain nor its signature."""
    chemin = archive / "journal.json"
    extrait = json.loads(chemin.read_text("utf-8"))
    acte = next(ligne for ligne in extrait["lignes"] if isinstance(ligne, dict) and ligne["contenu"])
    acte["contenu"] = {**acte["contenu"], "ajout": 1}
    chemin.write_text(json.dumps(extrait), "utf-8")
    sommes = [
        ligne for ligne in (archive / "SHA256SUMS").read_text().splitlines() if not ligne.endswith("  journal.json")
    ]
    sommes.append(f"{hashlib.sha256(chemin.read_bytes()).hexdigest()}  journal.json")
    (archive / "SHA256SUMS").write_text("\n".join(sommes) + "\n")
    code, dit = verifier(archive)
    assert code == 1 and "le contenu a été modifié" in dit


@sqlite_seul
def test_a_content_erased_at_the_end_of_retention_leaves_the_chain_whole(dossier, session, moyens, horloge, tmp_path):
    session.delete(session.get_one(EvenementCharge, dossier.evenements[0].id))
    session.commit()
    session.expire_all()
    archive = deplier(export.exporter(session, dossier, moyens, horloge()), tmp_path / "apres")
    code, dit = verifier(archive)
    assert code == 0 and "dont 1 au contenu effacé" in dit and "pas encore signée" in dit
    assert "effacé au terme de la durée de conservation" in texte((archive / "journal.pdf").read_bytes())


@sqlite_seul
def test_a_file_name_typed_by_somebody_stays_in_its_folder(maison, session, moyens, horloge, tmp_path):
    dossier = maison.dossier(Etat.ENVOYEE)
    for nom in ("../../etc/passwd", "C:\\facture.pdf", "..", "a/b\x00c", "é" * 300 + ".pdf", "con|?*.pdf"):
        dossier.pieces[0].nom = nom
        session.flush()
        with zipfile.ZipFile(io.BytesIO(export.exporter(session, dossier, moyens, horloge()))) as archive:
            (piece,) = [n for n in archive.namelist() if n.startswith("pieces/")]
        assert (
            piece.count("/") == 1 and "\\" not in piece and ".." not in piece.split("-", 1)[1][:2] and len(piece) < 100
        )
