"""The routes of the étude, one module for each object."""

from portail.web.commissaire.routes import (  # noqa: F401
    constats,
    courriels,
    dossier,
    echeances,
    envoi,
    file,
    invitation,
    lettres,
    lots,
    reglages,
    reponse,
    tarifs,
    titre,
    verification,
)
