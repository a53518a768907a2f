"""The routes of the étude, one module for each object."""

from portail.web.commissaire.routes import (  # noqa: F401
    codes,
    constats,
    courriels,
    dossier,
    echeances,
    envoi,
    fichiers,
    file,
    invitation,
    lettres,
    lots,
    papier,
    reglages,
    reponse,
    retour,
    signalements,
    signature,
    tarifs,
    titre,
    verification,
)
