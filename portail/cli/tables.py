"""The tables generated from the code: read their diffs first in a review."""

from pathlib import Path

import click

from portail.cli import ouverture
from portail.domaine.tables_procedure import document
from portail.web.acces import table_des_routes

RACINE = Path(__file__).parent.parent.parent


@click.command()
def tables() -> None:
    """Réécrit docs/tables.md et tests/architecture/routes.txt d’après le code."""
    with ouverture.application(ouverture.reglages(_ENVIRONNEMENT)) as app:
        routes = table_des_routes(app) + "\n"
    for chemin, texte in ((RACINE / "docs/tables.md", document()), (RACINE / "tests/architecture/routes.txt", routes)):
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.write_text(texte, "utf-8")
        click.echo(str(chemin.relative_to(RACINE)))


# Any valid settings do: nothing is opened, only the routes are read.
_ENVIRONNEMENT = {
    "PORTAIL_MODE": "test",
    "PORTAIL_CLES": "tables",
    "PORTAIL_POIVRES": "1:tables",
    "PORTAIL_URL_PUBLIQUE": "http://localhost",
    "PORTAIL_COURRIELS": "spool",
    "PORTAIL_BASE": "sqlite://",
}
