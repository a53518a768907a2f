"""The fixtures of the whole suite: an application on a migrated database, invented people, signed-in browsers.

Service, web and journey tests run on a SQLite file and on a real PostgreSQL.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import make_url

from portail.config import Reglages
from portail.persistance import moteur as bd
from portail.persistance import schema
from portail.services import demonstration
from tests.applications import gardee, gardee_de, neuve, reglages_de
from tests.cliches import Album, Rayon
from tests.pages import Horloge, Maison
from tests.postgres import serveur
from tests.signataires import SignatairesFactices

MAINTENANT = datetime(2026, 11, 22, 9, 42, 7, 250_013, tzinfo=UTC)
MODELE = "portail_migre"


def migrer(url: str) -> None:
    moteur = bd.ouvrir(url)
    schema.migrer(moteur)
    moteur.dispose()


def pytest_collection_modifyitems(items):
    """Whoever looks at the screens comes first, together: one process draws them, not each."""
    items.sort(key=lambda item: "galerie" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def postgres(testrun_uid):
    with serveur(testrun_uid) as s:
        s.modele(MODELE, migrer)
        yield s


@pytest.fixture(scope="session")
def modele_sqlite(tmp_path_factory):
    """A migrated, empty SQLite file, copied for each test."""
    fichier = tmp_path_factory.mktemp("modele") / "modele.db"
    migrer(f"sqlite:///{fichier}")
    return fichier


@pytest.fixture(params=["sqlite", "postgresql"])
def url_base(request, tmp_path) -> Iterator[str]:
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("modele_sqlite"), tmp_path / "portail.db")
        yield f"sqlite:///{tmp_path}/portail.db"
    else:
        with request.getfixturevalue("postgres").base_vierge(MODELE) as url:
            yield url


@pytest.fixture(scope="session")
def s3():
    """A server that speaks S3, for the tests of one process."""
    from tests.s3 import serveur_s3  # a second that the other tests do not pay

    with serveur_s3() as serveur:
        yield serveur


@pytest.fixture
def seau(s3, monkeypatch):
    """The name of an empty bucket, and the environment that leads to it."""
    from tests.s3 import ENVIRONNEMENT

    for nom, valeur in (ENVIRONNEMENT | {"AWS_ENDPOINT_URL": s3.adresse}).items():
        monkeypatch.setenv(nom, valeur)
    return s3.seau()


@pytest.fixture
def reglages(tmp_path, url_base) -> Reglages:
    return reglages_de(url_base, tmp_path)


@pytest.fixture
def horloge() -> Horloge:
    """The clock of the application; `horloge.avancer(days=3)` moves it."""
    return Horloge(MAINTENANT)


@pytest.fixture
def signataires():
    """Signing costs a tenth of a second: a module whose tests are about signatures says `Signataires` instead."""
    return SignatairesFactices


@pytest.fixture
def fabrique_app(reglages, horloge, signataires):
    """Applications on the test's database, with other settings if asked: `fabrique_app(mode=Mode.PRODUCTION)`."""
    apps = []

    def faire(**changes):
        choix = replace(reglages, **changes)
        app = neuve(choix, horloge)
        app.extensions["moyens"] = replace(app.extensions["moyens"], signataires=signataires(choix))
        apps.append(app)
        return app

    yield faire
    for app in apps:
        app.extensions["moteur"].dispose()


@pytest.fixture
def app(reglages, horloge, signataires):
    """The application with the ordinary settings, on this test's database (tests/applications.py)."""
    app = gardee(reglages, horloge)
    app.extensions["moyens"] = replace(app.extensions["moyens"], signataires=signataires(reglages))
    yield app
    app.extensions["moteur"].dispose()


@pytest.fixture
def session(app):
    with app.extensions["ecritures"]() as session:
        yield session


@pytest.fixture
def autre_session(app):
    """Reads what was really committed: `with autre_session() as s`."""
    return app.extensions["lectures"]


@pytest.fixture
def moyens(app):
    return app.extensions["moyens"]


@pytest.fixture(scope="session")
def rayon(tmp_path_factory):
    return Rayon(tmp_path_factory.mktemp("cliches"))


@pytest.fixture
def troupe(app, session, moyens, horloge):
    """The invented étude, its commissaire, two creditors with their accounts."""
    gardee = gardee_de(app)
    avant = gardee.ecrits if gardee else 0
    troupe = demonstration.creer_troupe(session, moyens, horloge())
    if gardee and not avant:
        gardee.vierge_a = gardee.ecrits
    return troupe


@pytest.fixture
def album(request, app, session, troupe, moyens, url_base, rayon):
    """Dossiers found again instead of played once more.

    A test that replaces our functions, or opens another application on its database, sees them all played.
    """
    gardee = gardee_de(app)
    if (
        gardee is None
        or gardee.ecrits != gardee.vierge_a
        or {"monkeypatch", "fabrique_app"} & set(request.fixturenames)
    ):
        return None
    sorte = repr((make_url(url_base).get_backend_name(), type(moyens.signataires), gardee.sorte))
    serveur = request.getfixturevalue("postgres") if url_base.startswith("postgresql") else None
    return Album(rayon, gardee, session, sorte, serveur)


@pytest.fixture
def maison(app, session, moyens, troupe, horloge, album) -> Maison:
    """Makes dossiers in any state and signs people in."""
    return Maison(app, session, moyens, troupe, horloge, album)


@pytest.fixture(scope="session")
def galerie(modele_sqlite, tmp_path_factory):
    """Every screen drawn once: see tests/ecrans.py."""
    from tests.ecrans import Galerie, maison_a_part

    with maison_a_part(modele_sqlite, tmp_path_factory.mktemp("ecrans")) as maison:
        yield Galerie(maison)


@pytest.fixture(scope="session")
def ecrans(galerie):
    """Every screen by name, in French."""
    return galerie.ecrans()


@pytest.fixture(scope="session")
def ecrans_faciles(galerie):
    """The same in easy French."""
    return galerie.en("fr@facile")
