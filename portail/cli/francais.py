"""Commands that speak French: refusals in one sentence, results for a person or as JSON."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from portail.domaine.ecriture import ecrire_date, ecrire_montant
from portail.domaine.refus import Refus


class Phrase(click.ClickException):
    """One French sentence on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


class Commande(click.Command):
    """A command whose every refusal is a French sentence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as faute:
            raise Phrase(_traduire(faute)) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refus as refus:
            raise Phrase(refus.phrase) from None


class Groupe(click.Group):
    command_class = Commande

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            raise Phrase(f"Choisissez une commande parmi : {', '.join(sorted(self.commands))}.") from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as faute:
            raise Phrase(_traduire(faute)) from None


def _traduire(faute: click.UsageError) -> str:
    match faute:
        case click.NoSuchOption():
            return f"L’option « {faute.option_name} » n’existe pas : l’option --help donne la liste."
        case click.BadOptionUsage():
            return f"L’option « {faute.option_name} » attend une seule valeur."
        case click.MissingParameter():
            return f"Indiquez l’argument « {faute.param.name if faute.param else ''} »."
    return "Les arguments donnés ne sont pas ceux de la commande : l’option --help les rappelle."


def ecrire_json(resultat: dict[str, Any]) -> None:
    """UTF-8 whatever the terminal's encoding: scripts read this."""
    texte = json.dumps(resultat, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(texte.encode() + b"\n")


def lisible(resultat: dict[str, Any], retrait: str = "") -> Iterator[str]:
    """The result for a person: one field a line, amounts and dates in words."""
    for cle, valeur in resultat.items():
        if isinstance(valeur, list | dict):
            yield f"{retrait}{_nommer(cle)} :"
            for element in [valeur] if isinstance(valeur, dict) else valeur:
                detail = "; ".join(lisible(element)) if isinstance(element, dict) else _valeur(cle, element)
                yield f"{retrait}  {detail}"
        else:
            yield f"{retrait}{_nommer(cle)} : {_valeur(cle, valeur)}"


def _nommer(cle: str) -> str:
    return cle.removesuffix("_centimes").replace("_", " ")


def _valeur(cle: str, valeur: Any) -> str:
    if valeur is None:
        return "non connu"
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if cle.endswith("centimes"):
        return ecrire_montant(valeur)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(valeur)):
        return ecrire_date(date.fromisoformat(valeur))
    if isinstance(valeur, float):
        return f"{valeur:g}".replace(".", ",")
    return str(valeur)
