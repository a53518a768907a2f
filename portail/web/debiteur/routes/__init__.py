"""The debtor's routes, one module for each thing he deals with."""

from portail.web.debiteur.routes import (
    actes,
    apres,
    budget,
    contester,
    dossier,
    echeancier,
    fichiers,
    proposition,
    relire,
    reponse,
    signalements,
)

__all__ = [
    "actes",
    "apres",
    "budget",
    "contester",
    "dossier",
    "echeancier",
    "fichiers",
    "proposition",
    "relire",
    "reponse",
    "signalements",
]
