"""Time stamps of any content: asked of an authority of this machine, read back by us and by OpenSSL."""

import shutil
import subprocess

import pytest

from portail.services.signature import jetons
from portail.services.signature.motifs import Motif
from tests.services.signature.autorites import MAINTENANT, Autorite, horodatage
from tests.services.signature.outils import refus

CONTENU = b'{"seq":52}'


@pytest.fixture(scope="module")
def autorite_du_temps():
    return Autorite.creer("Autorité d’horodatage des essais")


@pytest.fixture(scope="module")
def jeton(autorite_du_temps):
    with horodatage(autorite_du_temps) as adresse:
        return jetons.demander(adresse, CONTENU)


def test_a_stamp_says_when_and_for_which_bytes(jeton, autorite_du_temps):
    assert jetons.controler(jeton, CONTENU) == MAINTENANT
    assert jetons.controler(jeton, CONTENU, (autorite_du_temps.der,)) == MAINTENANT
    with refus(Motif.HORODATAGE_INVALIDE):
        jetons.controler(jeton, CONTENU + b" ")


def test_a_stamp_of_nobody_we_know(jeton):
    with refus(Motif.HORODATAGE_INVALIDE):
        jetons.controler(jeton, CONTENU, (Autorite.creer("Une autre horloge").der,))


@pytest.mark.parametrize("octets", [b"", b"x", b"\x30\x03\x02\x01\x00"])
def test_any_file_may_lie_there(octets):
    with refus(Motif.HORODATAGE_INVALIDE):
        jetons.controler(octets, CONTENU)


def test_no_byte_of_what_is_stamped_can_change(jeton, autorite_du_temps):
    """The authority's name, the time, the hash: a change in any of them breaks the signature or the content's hash."""
    for place in range(60, len(jeton), 97):
        altere = jeton[:place] + bytes([jeton[place] ^ 1]) + jeton[place + 1 :]
        try:
            assert jetons.controler(altere, CONTENU, (autorite_du_temps.der,)) == MAINTENANT
        except jetons.SignatureRefusee as faute:
            assert faute.motif is Motif.HORODATAGE_INVALIDE


def test_an_authority_that_stamps_something_else(autorite_du_temps):
    with horodatage(autorite_du_temps) as adresse:
        autre = jetons.demander(adresse, b"autre")

    def repondre(_machine, _corps):
        return 200, {"Content-Type": "application/timestamp-reply"}, autre

    with horodatage(autorite_du_temps, repondre=repondre) as adresse, refus(Motif.HORODATAGE_REFUSE):
        jetons.demander(adresse, CONTENU)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_openssl_reads_it(jeton, autorite_du_temps, tmp_path):
    (tmp_path / "a.tsr").write_bytes(jeton)
    (tmp_path / "ligne").write_bytes(CONTENU)
    (tmp_path / "racine.pem").write_bytes(autorite_du_temps.pem)
    mots = [
        "openssl",
        "ts",
        "-verify",
        "-in",
        "a.tsr",
        "-CAfile",
        "racine.pem",
        "-attime",
        str(int(MAINTENANT.timestamp())),
    ]
    sorti = subprocess.run([*mots, "-data", "ligne"], cwd=tmp_path, capture_output=True, text=True)
    assert "Verification: OK" in sorti.stdout + sorti.stderr, sorti
