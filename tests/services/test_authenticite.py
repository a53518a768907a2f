"""Authenticity: by the reference, by the bytes; our own row and our own copy are held to the day of issue."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from portail.domaine.identifiants import symbole_de_controle
from portail.domaine.procedure import Etat
from portail.persistance.actes import DocumentEmis, GenreDocument
from portail.services import authenticite, references
from portail.services.signataires import Signataires


@pytest.fixture
def signataires():
    return Signataires


@pytest.fixture
def emis(maison):
    return next(d for d in maison.dossier(Etat.TITRE_DELIVRE).documents if d.genre is GenreDocument.TITRE)


def test_a_document_is_known_by_its_reference_and_by_its_bytes(session, moyens, emis, horloge):
    contenu = moyens.entrepot.lire(emis.empreinte)
    seule = authenticite.par_reference(session, moyens, emis.reference, horloge())
    assert (seule.document, seule.conforme, seule.intact) == (emis, None, True)
    assert seule.signature is not None and seule.signature.signataire == "SPÉCIMEN – Claire Delmas"
    assert authenticite.par_reference(session, moyens, emis.reference.lower(), horloge(), contenu).conforme
    assert authenticite.par_fichier(session, moyens, contenu, horloge()) == replace(seule, conforme=True)


@pytest.mark.parametrize("rang", [0, 100, -1])
def test_one_byte_of_the_file_changed_is_seen(session, moyens, emis, rang, horloge):
    faux = bytearray(moyens.entrepot.lire(emis.empreinte))
    faux[rang] ^= 1
    assert authenticite.par_reference(session, moyens, emis.reference, horloge(), bytes(faux)).conforme is False
    with pytest.raises(authenticite.FichierInconnu):
        authenticite.par_fichier(session, moyens, bytes(faux), horloge())
    with pytest.raises(authenticite.FichierInconnu):
        authenticite.par_fichier(session, moyens, bytes(faux) + b"\n", horloge())


def test_a_reference_that_was_sealed_but_never_issued_is_unknown(session, moyens, emis, horloge):
    with pytest.raises(references.ReferenceInconnue):
        authenticite.par_reference(session, moyens, references.neuve(moyens.preuve), horloge())
    corps = emis.reference[:6] + "00000"
    with pytest.raises(references.ReferenceInconnue):
        authenticite.par_reference(session, moyens, corps + symbole_de_controle(corps), horloge())


@pytest.mark.parametrize(
    "change",
    [
        {"titre": "Quittance"}, {"genre": GenreDocument.ACCORD}, {"sceau": None}, {"sceau": "0" * 64}, {"taille": 1},
        {"emis_le": None}, {"empreinte": None}, {"dossier_id": None}, {"reference": None},
        {"niveau_signature": "B-T"}, {"signe_le": None},
    ],
    ids=lambda c: next(iter(c)),
)  # fmt: skip
def test_a_row_changed_behind_our_back_proves_nothing_any_more(maison, session, moyens, emis, horloge, change):
    """Whoever writes in the database has not the key of the seal."""
    autre = maison.dossier(Etat.ENVOYEE).documents[0]
    reference = emis.reference
    horloge.avancer(days=1)
    ailleurs = {
        "signe_le": horloge(),
        "emis_le": horloge(),
        "empreinte": autre.empreinte,
        "dossier_id": autre.dossier_id,
    }
    valeurs = {nom: ailleurs.get(nom, valeur) for nom, valeur in change.items()}
    if "reference" in change:
        reference = references.neuve(moyens.preuve)
        valeurs = {"reference": reference}
    session.execute(update(DocumentEmis).where(DocumentEmis.id == emis.id).values(**valeurs))
    session.commit()
    session.expire_all()
    assert not authenticite.par_reference(session, moyens, reference, horloge()).intact


def test_our_copy_lost_or_altered_proves_nothing_any_more(session, moyens, emis, horloge):
    chemin = moyens.entrepot.racine / emis.empreinte[:2] / emis.empreinte
    contenu = chemin.read_bytes()
    chemin.write_bytes(contenu + b"\n")
    assert not authenticite.par_reference(session, moyens, emis.reference, horloge()).intact
    chemin.unlink()
    assert not authenticite.par_fichier(session, moyens, contenu, horloge()).intact


def test_a_draft_is_nobody_s_proof(maison, session, moyens, horloge):
    from portail.services import quotidien

    dossier = maison.dossier(Etat.ACCORD_CONCLU)
    fabrique = maison.app.extensions["ecritures"]
    quotidien.preparer(fabrique, moyens, horloge())
    session.expire_all()
    projet = next(d for d in dossier.documents if d.genre is GenreDocument.PROJET_CONSTAT)
    assert projet.reference is None and projet.sceau is None
    with pytest.raises(authenticite.FichierInconnu):
        authenticite.par_fichier(session, moyens, moyens.entrepot.lire(projet.empreinte), horloge())
