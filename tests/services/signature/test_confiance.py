"""Roots and revocation lists, read from what an operator has."""

import pytest

from portail.services.signature.modele import Confiance
from portail.services.signature.motifs import Motif
from tests.services.signature.autorites import MAINTENANT, Autorite
from tests.services.signature.outils import refus


def test_a_bundle_a_der_file_and_a_folder(autorite, tmp_path):
    autre = Autorite.creer("Une autre autorité")
    (tmp_path / "paquet.pem").write_bytes(b"# deux racines\n" + autorite.pem + autre.pem)
    (tmp_path / "une.der").write_bytes(autre.der)
    (tmp_path / "LISEZ-MOI").write_text("ni l’un ni l’autre")
    assert Confiance.lire(tmp_path / "paquet.pem").racines == (autorite.der, autre.der)
    assert Confiance.lire(tmp_path / "une.der").racines == (autre.der,)
    assert set(Confiance.lire(tmp_path).racines) == {autorite.der, autre.der}
    assert Confiance.lire(tmp_path / "une.der", horodatage=tmp_path / "une.der").horodatage == (autre.der,)


def test_revocation_lists(autorite, commissaire, tmp_path):
    (tmp_path / "racine.pem").write_bytes(autorite.pem)
    (tmp_path / "liste.crl").write_bytes(autorite.revoquer(commissaire, MAINTENANT))
    lue = Confiance.lire(tmp_path / "racine.pem", revocations=tmp_path / "liste.crl")
    assert lue.revocations == (autorite.revoquer(commissaire, MAINTENANT),) or len(lue.revocations) == 1
    assert not lue.specimen_admis


@pytest.mark.parametrize("contenu", [b"", b"rien", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_cannot_be_read_is_refused_at_once(contenu, tmp_path):
    (tmp_path / "racine.pem").write_bytes(contenu)
    with refus(Motif.RACINES_ILLISIBLES):
        Confiance.lire(tmp_path / "racine.pem")
    with refus(Motif.RACINES_ILLISIBLES):
        Confiance.lire(tmp_path / "absente.pem")
    with refus(Motif.RACINES_ILLISIBLES):
        Confiance.lire(tmp_path / "racine.pem", revocations=tmp_path / "racine.pem")


def test_an_empty_folder_is_refused(tmp_path):
    with refus(Motif.RACINES_ILLISIBLES):
        Confiance.lire(tmp_path)
