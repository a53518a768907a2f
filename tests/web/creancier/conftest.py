import pytest

from tests.web.creancier.depot import Depot


@pytest.fixture
def hugo(maison):
    """The first creditor's user, at his browser."""
    return maison.creancier()


@pytest.fixture
def depot(hugo):
    return Depot(hugo)
