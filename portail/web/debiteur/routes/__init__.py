"""The debtor's routes, one module for each thing he deals with."""

from portail.web.debiteur.routes import (
    actes,
    apres,
    contester,
    dossier,
    echeancier,
    fichiers,
    gardes,
    lecture,
    papier,
    proposition,
    rappels,
    relire,
    reponse,
    rien_payer,
    signalements,
)

__all__ = [
    "actes",
    "apres",
    "contester",
    "dossier",
    "echeancier",
    "fichiers",
    "gardes",
    "papier",
    "lecture",
    "proposition",
    "rappels",
    "relire",
    "reponse",
    "rien_payer",
    "signalements",
]
