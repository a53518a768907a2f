"""The command `portail`: the daily tasks, the tools of the operator, the demonstration. Output is French."""

import importlib
from typing import Any

import click

# name → (module, object): loaded only when called, so that a calculation does not start a web application
_COMMANDES = {
    "calculer": ("calculer", "calculer"),
    "verifier-creance": ("calculer", "verifier_creance"),
    "baremes": ("calculer", "baremes"),
    "demo": ("demo", "demo"),
    "servir": ("service", "servir"),
    "migrer": ("service", "migrer"),
    "secrets": ("service", "secrets"),
    "quotidien": ("service", "quotidien_commande"),
    "entrepot": ("entrepot", "entrepot"),
    "expedier": ("service", "expedier"),
    "journal": ("journal", "journal"),
    "lots": ("lots", "lots"),
    "creer-compte": ("service", "creer_compte"),
    "verifier-configuration": ("service", "verifier_configuration"),
    "tables": ("tables", "tables"),
}


class _Groupe(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDES:
            return None
        module, objet = _COMMANDES[cmd_name]
        commande: Any = getattr(importlib.import_module(f"portail.cli.{module}"), objet)
        return commande  # type: ignore[no-any-return]


@click.command(cls=_Groupe)
def principal() -> None:
    """Portail de la procédure simplifiée de recouvrement des petites créances."""
