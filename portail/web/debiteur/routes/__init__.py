"""The debtor's routes, one module for each thing he deals with."""

from portail.web.debiteur.routes import actes, dossier, echeancier, fichiers, proposition, relire, reponse

__all__ = ["actes", "dossier", "echeancier", "fichiers", "proposition", "relire", "reponse"]
