"""The operator's commands: serve, migrate, the daily task, the mails, the first accounts."""

import sys

import click

from portail.cli import ouverture
from portail.cli.journal import ancrer_journal
from portail.cli.serveur import demarrer
from portail.config import secrets_neufs
from portail.domaine.delais import PARIS
from portail.domaine.ecriture import ecrire_date
from portail.domaine.procedure import Role
from portail.persistance import schema
from portail.services import comptes, courriels, quotidien, rappels, remises
from portail.services.signataires import Signataires


@click.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="Port d’écoute.")
@click.option("--hote", default="127.0.0.1", show_default=True, help="Adresse d’écoute.")
@click.option("--processus", default=1, show_default=True, help="Nombre de processus (1 avec SQLite).")
def servir(port: int, hote: str, processus: int) -> None:
    """Démarre le serveur de production."""
    demarrer(ouverture.reglages_de_serveur(), hote=hote, port=port, processus=processus)


@click.command("verifier-configuration")
def verifier_configuration() -> None:
    """Lit les réglages, le certificat de signature et les autorités reconnues, sans rien démarrer."""
    choix = ouverture.reglages_de_serveur()
    signataires = Signataires(choix)
    certificat = signataires.certificat()
    if signataires.manquante:
        click.echo("Aucune signature n’est réglée : aucun constat ni titre ne pourra être établi (PORTAIL_SIGNATURE).")
    elif certificat is not None:
        fin = certificat.fin.astimezone(PARIS).date()
        click.echo(f"Certificat de signature : {certificat.titulaire}, valable jusqu’au {ecrire_date(fin)}.")
    click.echo("La configuration est lisible.")


@click.command()
def migrer() -> None:
    """Crée la base ou la met à jour."""
    with ouverture.application() as app:
        schema.migrer(app.extensions["moteur"])
    click.echo("La base est à jour.")


@click.command()
def secrets() -> None:
    """Fabrique des secrets neufs, à mettre dans l’environnement."""
    for nom, valeur in secrets_neufs().items():
        click.echo(f"{nom}={valeur}")


@click.command("quotidien")
@click.option("--a-blanc", is_flag=True, help="Montre ce qui serait préparé, sans rien écrire.")
def quotidien_commande(a_blanc: bool) -> None:
    """Prépare ce qui est à constater, rappelle les dates, émet les récépissés qui manquent.

    Puis efface ce qui n’a plus à être gardé, et ancre le journal.
    """
    with ouverture.application() as app:
        for reference, genre in quotidien.preparer(
            ouverture.fabrique(app), ouverture.moyens(app), ouverture.maintenant(app), a_blanc=a_blanc
        ):
            click.echo(f"{reference} {genre.value}")
        if not a_blanc:
            quotidien.purger(ouverture.fabrique(app), ouverture.maintenant(app))
            rappeles = rappels.deposer_dus(ouverture.fabrique(app), ouverture.maintenant(app))
            rappels.effacer_finis(ouverture.fabrique(app), ouverture.maintenant(app))
            if rappeles:
                click.echo(
                    f"{rappeles} rappel{'s' if rappeles > 1 else ''} de paiement déposé{'s' if rappeles > 1 else ''}."
                )
            nombre = remises.combler(ouverture.fabrique(app), ouverture.moyens(app), ouverture.maintenant(app))
            if nombre:
                click.echo(f"{nombre} récépissé{'s' if nombre > 1 else ''} émis après coup.")
            ancrer_journal(app)


@click.command()
def expedier() -> None:
    """Envoie les courriels en attente (toutes les minutes)."""
    with ouverture.application() as app:
        nombre = courriels.expedier(ouverture.fabrique(app), ouverture.moyens(app).reglages, ouverture.maintenant(app))
    click.echo(f"{nombre} courriel{'s' if nombre > 1 else ''} envoyé{'s' if nombre > 1 else ''}.")


@click.command("creer-compte")
@click.option("--role", type=click.Choice(["commissaire", "creancier"]), required=True)
@click.option("--nom", required=True, help="Nom de la personne.")
@click.option("--courriel", required=True, help="Adresse électronique de connexion.")
@click.option("--etude", "nom_etude", default="", help="Nom de l’étude (créée si elle n’existe pas).")
@click.option("--adresse", default="")
@click.option("--code-postal", default="")
@click.option("--commune", default="")
@click.option("--cour-appel", default="")
@click.option("--telephone", default="")
@click.option("--creancier", "denomination", default="", help="Nom du créancier (créé s’il n’existe pas).")
@click.password_option("--mot-de-passe", prompt="Mot de passe (12 caractères au moins)", confirmation_prompt=True)
def creer_compte(
    role: str, nom: str, courriel: str, mot_de_passe: str, nom_etude: str, denomination: str, **adresse: str
) -> None:
    """Crée un compte de commissaire (avec son étude) ou de créancier."""
    with ouverture.application() as app, ouverture.fabrique(app)() as session:
        try:
            comptes.creer(
                session,
                ouverture.moyens(app),
                ouverture.maintenant(app),
                role=Role(role),
                nom=nom,
                courriel=courriel,
                mot_de_passe=mot_de_passe,
                etude={"nom": nom_etude, **adresse},
                creancier=denomination,
            )
        except comptes.CompteRefuse as refus:
            click.echo(str(refus), err=True)
            sys.exit(2)
    click.echo(f"Compte créé : {courriel}")
