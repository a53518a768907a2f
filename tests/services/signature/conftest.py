"""One authority and the certificate of one commissaire, made once for the folder."""

import pytest

from portail.services.signature.signataires import CertificatEtude, SignatureExterne
from tests.services.signature.autorites import MAINTENANT, MOT_DE_PASSE, Autorite
from tests.services.signature.outils import demande, signer_ailleurs, titre


@pytest.fixture(scope="session")
def autorite() -> Autorite:
    return Autorite.creer()


@pytest.fixture(scope="session")
def commissaire(autorite):
    return autorite.certifier()


@pytest.fixture(scope="session")
def confiance(autorite):
    return autorite.confiance()


@pytest.fixture(scope="session")
def etude(autorite, commissaire, tmp_path_factory) -> CertificatEtude:
    fichier = commissaire.ranger(tmp_path_factory.mktemp("etude") / "etude.p12")
    return CertificatEtude(fichier, MOT_DE_PASSE, autorite.confiance())


@pytest.fixture(scope="session")
def externe(confiance) -> SignatureExterne:
    return SignatureExterne(confiance)


@pytest.fixture(scope="session")
def signe(etude) -> bytes:
    """The titre of the examples, signed by the étude's certificate."""
    return etude.achever(demande(), MAINTENANT).pdf


@pytest.fixture(scope="session")
def revenu(commissaire) -> bytes:
    """The same titre, signed by the commissaire's own tool."""
    return signer_ailleurs(titre(), commissaire)
