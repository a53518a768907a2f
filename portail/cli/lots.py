"""Finishing the batches that a closed page left behind."""

import click

from portail.cli import ouverture
from portail.cli.francais import Groupe, Phrase
from portail.persistance.lots import avancements, lots_ouverts
from portail.services import atelier
from portail.services.signataires import SignatureManquante
from portail.services.signature.motifs import SignatureRefusee
from portail.web.messages import expliquer, phrase

SANS_LIMITE_S = float("inf")


@click.group(cls=Groupe)
def lots() -> None:
    """Les lots de lettres et de titres de l’étude."""


@lots.command()
def avancer() -> None:
    """Termine les lots ouverts (facultatif : la page d’un lot le fait avancer elle-même)."""
    with ouverture.application() as app:
        fabrique = ouverture.fabrique(app)
        outils = atelier.Atelier(fabrique, ouverture.moyens(app), app.config["HORLOGE"], expliquer)
        with fabrique() as session:
            ouverts = lots_ouverts(session)
        for lot in ouverts:
            try:
                atelier.avancer(outils, lot.id, portion_s=SANS_LIMITE_S)
            except (SignatureManquante, SignatureRefusee) as refus:
                raise Phrase(phrase(refus)) from None
            with fabrique() as session:
                avance = avancements(session, [lot])[lot.id]
            click.echo(f"lot {lot.id} : {avance.faits} faits, {avance.refuses} refusés, sur {avance.total}")
