"""Every module that declares a table: importing this one fills Base.metadata."""

from portail.persistance import acces, actes, courriels, dossiers, etudes, journal, negociation, reglages, signalements
from portail.persistance.base import Base

__all__ = [
    "Base",
    "acces",
    "actes",
    "courriels",
    "dossiers",
    "etudes",
    "journal",
    "negociation",
    "reglages",
    "signalements",
]
