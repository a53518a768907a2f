"""The sentences shown when a rule refuses: one for each refusal, all of them here (domain sentences excepted)."""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from portail.domaine.echeancier import EcheancierInvalide
from portail.domaine.procedure import ActionInterdite
from portail.domaine.saisie import SaisieInvalide
from portail.services import (
    atelier,
    connexion,
    constats,
    creances,
    depots,
    essais,
    invitation,
    lots,
    negociation,
    paiements,
    participation,
    pieces,
    textes,
    titre,
    verification,
)
from portail.services.actes import ActeImpossible
from portail.services.empreintes import TropDeMonde
from portail.services.journal import DossierChange
from portail.services.termes import TermesChanges
from portail.web.langue import euros, heure, jour

journal = logging.getLogger(__name__)

# The dossier is no longer what was displayed: title of the page, and what to do.
CONFLITS = (ActionInterdite, DossierChange, TermesChanges, StaleDataError, IntegrityError)
CONFLIT = (
    "Ce dossier a changé",
    "Rien n’a été enregistré. Ouvrez le dossier pour voir où il en est, puis recommencez si c’est utile.",
)
INCOMPLET = {
    "debiteur": "Indiquez le nom et l’adresse complète de la personne.",
    "lieu": "Indiquez le département ou la commune de la personne.",
    "cause": "Indiquez d’où vient la créance.",
    "somme": "Indiquez au moins une somme.",
    "questions": "Répondez aux questions sur la créance.",
    "pieces": "Joignez au moins une pièce : contrat, facture, mise en demeure…",
}
REPONSE = {
    "acceptation_sans_forme": (
        "Une acceptation vaut par le formulaire signé ou par l’émargement de la lettre. "
        "Expliquez à la personne comment accepter."
    ),
    "dates_impossibles": "Le jour de réception ne peut pas être à venir, ni précéder le cachet de La Poste.",
    "avant_envoi": "La réponse ne peut pas dater d’avant l’envoi de la lettre.",
}
PAIEMENT = {
    "montant": "Indiquez un montant entre 0,01 € et {limite}.",
    "futur": "La date du paiement ne peut pas être après le {limite}.",
    "avant_issue": "Aucun paiement ne peut dater d’avant le {limite}, jour où l’issue a été constatée.",
    "rien_en_retard": "Aucune échéance n’est en retard.",
}
DEPOT = {
    "futur": "La date du dépôt ne peut pas être après le {limite}.",
    "avant_lettre": "La date du dépôt ne peut pas précéder celle de la lettre, le {limite}.",
    "numero": "Indiquez le numéro du recommandé : 8 à 20 chiffres et lettres, comme sur la preuve de dépôt.",
}
PIECE = {
    "vide": "Ce fichier est vide. Choisissez un PDF ou une photo.",
    "trop_lourd": "Ce fichier est trop lourd : 5 Mo au plus.",
    "type": "Ce fichier n’est ni un PDF, ni une photo JPEG ou PNG.",
    "illisible": "Ce fichier n’a pas pu être lu. Enregistrez-le de nouveau, ou prenez une photo du document.",
    "protege": "Ce PDF est protégé par un mot de passe. Joignez une version sans mot de passe.",
    "trop_grand": "Cette image est trop grande : 40 millions de points au plus.",
}
POINTS = {
    "competence": "La personne vit dans le ressort de notre cour d’appel",
    "cause": "La cause est contractuelle ou statutaire",
    "montant": "Le total ne dépasse pas 5 000,00 €, tous éléments compris",
    "certaine": "La créance est certaine, liquide et exigible",
    "prescription": "Aucun élément ne paraît prescrit",
    "identite": "L’identité et l’adresse sont établies",
    "conflit": "L’étude n’a aucun conflit d’intérêts",
}


def _paiement(refus: paiements.PaiementInvalide) -> str:
    limite = jour(refus.limite) if isinstance(refus.limite, date) else euros(refus.limite)
    return PAIEMENT[refus.motif].format(limite=limite)


def _depot(refus: invitation.DepotInvalide) -> str:
    return DEPOT[refus.motif].format(limite=jour(refus.limite) if refus.limite else "")


def _inconnu(refus: connexion.Inconnu) -> str:
    if refus.restants == 0:
        return "Les deux ne vont pas ensemble. C’était le dernier essai avant une pause de 15 minutes."
    return f"Les deux ne vont pas ensemble. Il vous reste {refus.restants} essai{'s' if refus.restants > 1 else ''}."


def _incomplet(refus: creances.Incomplet) -> str:
    return " ".join(INCOMPLET[m] for m in refus.manques)


def _controle(refus: verification.ControleIncomplet) -> str:
    points = " ; ".join(POINTS[p].lower() for p in refus.points)
    return f"Chaque point doit être confirmé pour déclarer la demande recevable : {points}."


def _ineligible(refus: creances.Ineligible) -> str:
    return " ".join(m.phrase for m in refus.verdict.motifs)


PHRASES: Mapping[type[Exception], Callable[[Any], str]] = {
    EcheancierInvalide: lambda r: r.phrase,
    SaisieInvalide: lambda r: r.phrase,
    negociation.MontantHorsBornes: lambda r: f"Indiquez un montant entre 0,01 € et {euros(r.limite)}.",
    negociation.PlanIndisponible: lambda r: "Ce plan n’est plus proposé. Choisissez-en un autre.",
    participation.HorsDelai: lambda r: f"Le délai est fini depuis le {jour(r.limite)} à 24 h. Rien n’a été enregistré.",
    participation.ReponseInvalide: lambda r: REPONSE[r.motif],
    invitation.DepotInvalide: _depot,
    invitation.HorsRessort: lambda r: (
        f"La personne vit dans un autre ressort : {r.cour}. L’étude n’est pas compétente."
    ),
    invitation.ImpressionPurgee: lambda r: "La lettre à imprimer a été effacée : le dépôt est enregistré.",
    invitation.IdentifiantsManquants: lambda r: "Recopiez l’identifiant et le mot de passe de la plate-forme.",
    textes.TextesAVerifier: lambda r: (
        f"Avant tout envoi, entrez dans les réglages le texte en vigueur de : {', '.join(r.codes)}."
    ),
    textes.SaisieIncomplete: lambda r: "Indiquez le texte, sa source et sa date.",
    verification.ControleIncomplet: _controle,
    verification.RaisonManquante: lambda r: "Écrivez votre raison : elle est gardée au dossier.",
    creances.Incomplet: _incomplet,
    creances.Ineligible: _ineligible,
    creances.TropDePieces: lambda r: f"Vous pouvez joindre {creances.PIECES_MAX} pièces au plus.",
    pieces.PieceRefusee: lambda r: PIECE[r.motif],
    paiements.PaiementInvalide: _paiement,
    constats.TropTot: lambda r: "Le délai n’est pas fini : le silence ne peut pas encore être constaté.",
    constats.AcceptationNonConstatee: lambda r: "Constatez d’abord l’accord pour participer (art. R. 125-3).",
    constats.DejaConstate: lambda r: "Ce constat est déjà établi.",
    titre.MentionsManquantes: lambda r: " ".join(r.manques),
    titre.SignatureManquante: lambda r: (
        "Aucun titre ne peut être délivré : la signature qualifiée de l’étude n’est pas réglée."
    ),
    ActeImpossible: lambda r: "Le dossier ne contient pas ce que cet acte doit dire.",
    lots.LotVide: lambda r: "Cochez au moins un dossier.",
    lots.LotTropGrand: lambda r: f"Un lot compte {lots.LIGNES_MAX} dossiers au plus.",
    lots.LotImpossible: lambda r: "Avec les réglages de l’étude, ces actes se font un à un, depuis chaque dossier.",
    lots.DossierHorsLot: lambda r: "Un dossier choisi n’est pas dans la liste. Recommencez depuis la file.",
    lots.DejaEnLot: lambda r: f"Ces dossiers attendent déjà dans un autre lot : {', '.join(r.references)}.",
    lots.LigneArretee: lambda r: "Le lot a été arrêté avant ce dossier. Rien n’a été enregistré.",
    atelier.LigneAbandonnee: lambda r: (
        "Ce dossier n’a pas pu être traité après trois essais. Rien n’a été enregistré. Faites-le depuis le dossier."
    ),
    atelier.LignePerimee: lambda r: (
        "Le projet que vous avez lu porte la date d’un autre jour. Relisez-le, puis délivrez le titre."
    ),
    depots.NumeroEnDouble: lambda r: "Ce numéro est écrit deux fois : chaque lettre a le sien.",
    depots.DossierAbsent: lambda r: "Ce dossier n’est pas dans la liste. Recommencez depuis la file.",
    depots.TropDeNumeros: lambda r: (
        f"La liste compte {r.numeros} lignes pour {r.lettres} lettre{'s' if r.lettres > 1 else ''}. Gardez un numéro "
        "par ligne, dans l’ordre du bordereau."
    ),
    atelier.CompteFerme: lambda r: "Le compte qui a confirmé ce lot est fermé. Rien n’a été enregistré.",
    connexion.Inconnu: _inconnu,
    essais.TropDEssais: lambda r: (
        f"L’accès est fermé quelques minutes, pour protéger le dossier. Il rouvre à {heure(r.jusqu_a)}."
    ),
    TropDeMonde: lambda r: "Beaucoup de monde en ce moment. Réessayez dans quelques secondes.",
}
REFUS = tuple(PHRASES)


def phrase(refus: Exception) -> str:
    """The sentence for a refusal: what is wrong and what is expected."""
    return PHRASES[type(refus)](refus)


def expliquer(refus: Exception) -> str:
    """The sentence for what stopped one line of a batch: that of the single page, whatever happened."""
    if type(refus) in PHRASES:
        return phrase(refus)
    if isinstance(refus, CONFLITS):
        return f"{CONFLIT[0]}. {CONFLIT[1]}"
    journal.error("lot : ligne refusée", exc_info=refus)
    return "Le service n’a pas pu traiter ce dossier. Rien n’a été enregistré. Essayez depuis le dossier."
