"""Every module that declares a table: importing this one fills Base.metadata."""

from portail.persistance import (
    acces,
    actes,
    courriels,
    dossiers,
    etudes,
    journal,
    lectures,
    lots,
    negociation,
    reglages,
    signalements,
    signatures,
)
from portail.persistance.base import Base

__all__ = [
    "Base",
    "acces",
    "actes",
    "courriels",
    "dossiers",
    "etudes",
    "journal",
    "lectures",
    "lots",
    "negociation",
    "reglages",
    "signalements",
    "signatures",
]
