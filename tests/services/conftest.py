"""Settings for what needs no database."""

import pytest

from portail.config import Mode, Reglages


@pytest.fixture
def reglages_seuls(tmp_path) -> Reglages:
    return Reglages(
        mode=Mode.TEST,
        cles=("ancienne-cle-" + "a" * 40, "cle-presente-" + "k" * 40),
        poivres={1: "premier-poivre-" + "p" * 40, 2: "second-poivre-" + "q" * 40},
        base=f"sqlite:///{tmp_path}/portail.db",
        donnees=tmp_path,
        url_publique="http://localhost",
        hotes=("localhost",),
        htmx="local",
        courriels="spool",
        expediteur="portail@etude.example",
        argon2=(1, 8, 1),
    )
