"""Time stamps, asked of an authority of this machine (RFC 3161)."""

import gc
import socket
from datetime import timedelta

import pytest
from asn1crypto import tsp

from portail.services.signature.horodatage import Horodateur
from portail.services.signature.modele import Niveau
from portail.services.signature.motifs import Motif
from portail.services.signature.signataires import CertificatEtude, SignatureExterne
from portail.services.signature.verification import verifier
from tests.services.signature.autorites import MAINTENANT, MOT_DE_PASSE, Autorite, horodatage
from tests.services.signature.outils import COMMISSAIRE, demande, refus, signer_ailleurs, titre, trou

REPONSE = {"Content-Type": "application/timestamp-reply"}


@pytest.fixture(scope="session")
def autorite_du_temps():
    return Autorite.creer("Autorité d’horodatage des essais")


@pytest.fixture
def etude(autorite, autorite_du_temps, commissaire, tmp_path):
    """The étude's certificate, with this address of time stamps."""
    fichier = commissaire.ranger(tmp_path / "etude.p12")

    def avec(adresse: str, **options) -> CertificatEtude:
        options = {"horodatage": (autorite_du_temps.der,)} | options
        return CertificatEtude(fichier, MOT_DE_PASSE, autorite.confiance(**options), adresse)

    return avec


def test_a_stamped_signature_is_b_t(etude, autorite, autorite_du_temps):
    with horodatage(autorite_du_temps) as adresse:
        rendu = etude(adresse).achever(demande(), MAINTENANT)
    lu = rendu.verification
    assert (lu.niveau, lu.horodate_le, lu.autorite_horodatage) == (Niveau.B_T, MAINTENANT, "Horodatage des essais")
    confiance = autorite.confiance(horodatage=(autorite_du_temps.der,))
    assert verifier(rendu.pdf, confiance, au=MAINTENANT, commissaire=COMMISSAIRE, niveau=Niveau.B_T) == lu


def test_one_request_for_one_signature(etude, autorite_du_temps):
    with horodatage(autorite_du_temps) as adresse:
        signataire = etude(adresse)
        signataire.achever(demande(), MAINTENANT)
        assert len(adresse.recus) == 1
        signataire.achever(demande(), MAINTENANT)
        assert len(adresse.recus) == 2
    assert adresse.recus[0]["Content-Type"] == "application/timestamp-query"
    assert adresse.recus[0]["Authorization"] is None


def test_the_account_written_in_the_address_is_sent(etude, autorite_du_temps):
    with horodatage(autorite_du_temps) as adresse:
        avec_compte = adresse.replace("http://", "http://etude:mot%20secret@")
        etude(avec_compte).achever(demande(), MAINTENANT)
        assert adresse.recus[0]["Authorization"] == "Basic ZXR1ZGU6bW90IHNlY3JldA=="
        assert "secret" not in repr(etude(avec_compte))


def test_the_padding_of_a_stamped_signature_counts_too(etude, autorite, autorite_du_temps):
    with horodatage(autorite_du_temps) as adresse:
        pdf = etude(adresse).achever(demande(), MAINTENANT).pdf
    _, fin = trou(pdf)
    with refus(Motif.BOURRAGE):
        verifier(
            pdf[: fin - 3] + b"1" + pdf[fin - 2 :],
            autorite.confiance(horodatage=(autorite_du_temps.der,)),
            au=MAINTENANT,
        )


def test_an_authority_that_is_not_trusted(etude, autorite_du_temps):
    with horodatage(Autorite.creer("Une autre horloge")) as adresse, refus(Motif.HORODATAGE_INVALIDE):
        etude(adresse).achever(demande(), MAINTENANT)


def test_without_roots_of_its_own_the_stamp_needs_the_same_roots(etude, autorite, autorite_du_temps):
    with horodatage(autorite) as adresse:
        assert etude(adresse, horodatage=()).achever(demande(), MAINTENANT).verification.niveau is Niveau.B_T
    with horodatage(autorite_du_temps) as adresse, refus(Motif.HORODATAGE_INVALIDE):
        etude(adresse, horodatage=()).achever(demande(), MAINTENANT)


@pytest.mark.parametrize("ecart", [timedelta(days=-2), timedelta(hours=2)])
def test_a_stamp_of_another_time(ecart, etude, autorite_du_temps):
    with horodatage(autorite_du_temps, MAINTENANT + ecart) as adresse, refus(Motif.DATE_INVRAISEMBLABLE):
        etude(adresse).achever(demande(), MAINTENANT)


def test_nobody_at_the_address(etude):
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        adresse = f"http://127.0.0.1:{libre.getsockname()[1]}/"
    with refus(Motif.HORODATAGE_INJOIGNABLE):
        etude(adresse).achever(demande(), MAINTENANT)


def pour_un_autre(machine, corps):
    """A stamp, valid, of something else: the request is changed on its way."""
    recue = tsp.TimeStampReq.load(corps)
    recue["message_imprint"]["hashed_message"] = bytes(32)
    return 200, REPONSE, machine.request_tsa_response(recue).dump()


def autre_numero(machine, corps):
    recue = tsp.TimeStampReq.load(corps)
    recue["nonce"] = 7
    return 200, REPONSE, machine.request_tsa_response(recue).dump()


def rejet(machine, corps):
    return 200, REPONSE, bytes.fromhex("3005 3003 020102")


@pytest.mark.parametrize(
    ("repondre", "motif"),
    [
        (lambda m, c: (503, REPONSE, b""), Motif.HORODATAGE_INJOIGNABLE),
        (lambda m, c: (200, {"Content-Type": "text/html"}, b"<p>bonjour"), Motif.HORODATAGE_INJOIGNABLE),
        (lambda m, c: (302, {"Location": "http://127.0.0.1:9/"}, b""), Motif.HORODATAGE_INJOIGNABLE),
        (lambda m, c: (200, REPONSE, b"rien de tel"), Motif.HORODATAGE_REFUSE),
        (lambda m, c: (200, REPONSE, b""), Motif.HORODATAGE_REFUSE),
        (lambda m, c: (200, REPONSE, bytes(1_000_000)), Motif.HORODATAGE_REFUSE),
        (rejet, Motif.HORODATAGE_REFUSE),
        (autre_numero, Motif.HORODATAGE_REFUSE),
        (pour_un_autre, Motif.HORODATAGE_INVALIDE),
    ],
)
def test_answers_that_are_no_time_stamp(repondre, motif, etude, autorite_du_temps):
    with horodatage(autorite_du_temps, repondre=repondre) as adresse, refus(motif):
        etude(adresse).achever(demande(), MAINTENANT)
    gc.collect()  # a socket left open fails here, not in whatever test comes next


def test_an_external_signature_that_was_stamped(autorite, autorite_du_temps, commissaire):
    externe = SignatureExterne(autorite.confiance(horodatage=(autorite_du_temps.der,)), Niveau.B_T)
    with horodatage(autorite_du_temps) as adresse:
        revenu = signer_ailleurs(titre(), commissaire, horodateur=Horodateur(adresse))
    assert externe.achever(demande(), MAINTENANT, revenu).verification.niveau is Niveau.B_T
