"""The routes of the space, by object."""

from portail.web.creancier.routes import (  # noqa: F401
    contre_proposition,
    depot,
    dossier,
    dossiers,
    fichiers,
    paiements,
    pieces,
    plans,
    plans_signes,
    proposition,
    relire,
    signalements,
    somme,
    suite,
)
