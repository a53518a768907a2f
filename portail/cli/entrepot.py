"""The store of files, for the operator: check it against the database, copy it to another place."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from portail.cli import ouverture
from portail.cli.francais import Groupe
from portail.config import ConfigurationInvalide
from portail.persistance.entrepot import Entrepot, EntrepotIndisponible, ouvrir
from portail.services import conservation


@click.group(cls=Groupe)
def entrepot() -> None:
    """Contrôle ou copie les fichiers conservés."""


@entrepot.command()
def verifier() -> None:
    """Relit chaque document et chaque pièce ; code de sortie 1 s’il en manque ou s’il y en a de modifiés."""
    with ouverture.application() as app:
        with app.extensions["lectures"]() as session:
            noms = conservation.attendus(session)
        with _barre(len(noms), "Vérification") as avancer:
            bilan = conservation.verifier(ouverture.moyens(app).entrepot, noms, avancer)
    for titre, lignes in (("absent", bilan.manquants), ("modifié", bilan.alteres), ("orphelin", bilan.orphelins)):
        for ligne in lignes:
            click.echo(f"{titre} : {ligne}")
    click.echo(
        f"{bilan.attendus} fichier(s) attendu(s), {len(bilan.manquants)} absent(s), {len(bilan.alteres)} modifié(s), "
        f"{len(bilan.orphelins)} orphelin(s)."
    )
    sys.exit(0 if bilan.intact else 1)


@entrepot.command()
@click.argument("url")
def copier(url: str) -> None:
    """Copie tous les fichiers dans un autre entrepôt ; reprend où une copie s’était arrêtée."""
    with ouverture.application() as app:
        source, cible = ouverture.moyens(app).entrepot, _cible(url)
        noms = conservation.a_copier(source)
        with _barre(len(noms), "Copie") as avancer:
            copie = conservation.copier(source, cible, noms, avancer)
    for empreinte in copie.perdus:
        click.echo(f"absent ou modifié, non copié : {empreinte}")
    click.echo(f"{copie.copies} fichier(s) copié(s), {copie.deja} déjà là, {len(copie.perdus)} non copié(s).")
    sys.exit(1 if copie.perdus else 0)


def _cible(url: str) -> Entrepot:
    """Tried before anything is copied: an address that cannot be written ends the command."""
    try:
        cible = ouvrir(url)
        cible.eprouver()
    except ConfigurationInvalide as refus:
        ouverture.refuser(refus)
    except EntrepotIndisponible as panne:
        ouverture.refuser(ouverture.entrepot_muet(cible, panne))
    return cible


@contextmanager
def _barre(nombre: int, titre: str) -> Iterator[Callable[[], object]]:
    with click.progressbar(length=nombre, label=titre, file=sys.stderr) as barre:
        yield lambda: barre.update(1)
