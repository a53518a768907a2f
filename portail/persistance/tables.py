"""Every module that declares a table: importing this one fills Base.metadata."""

from portail.persistance import (
    acces,
    actes,
    copies_postales,
    courriels,
    dossiers,
    etudes,
    journal,
    lectures,
    lots,
    negociation,
    rappels,
    reglages,
    signalements,
    signatures,
)
from portail.persistance.base import Base

__all__ = [
    "Base",
    "acces",
    "actes",
    "copies_postales",
    "courriels",
    "dossiers",
    "etudes",
    "journal",
    "lectures",
    "lots",
    "negociation",
    "rappels",
    "reglages",
    "signalements",
    "signatures",
]
