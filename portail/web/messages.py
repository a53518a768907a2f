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
    authenticite,
    codes,
    connexion,
    constats,
    creances,
    depots,
    essais,
    invitation,
    lots,
    negociation,
    paiements,
    papiers,
    participation,
    pieces,
    projets,
    references,
    signalements,
    signataires,
    signatures,
    textes,
    titre,
    verification,
)
from portail.services.actes import ActeImpossible
from portail.services.empreintes import TropDeMonde
from portail.services.journal import DossierChange
from portail.services.preuves_dossier import JournalAltere
from portail.services.signature import phrases
from portail.services.signature.motifs import SignatureRefusee
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
    "deja_annule": "Ce paiement est déjà annulé, depuis le {limite}.",
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
SIGNATURE_MANQUANTE = (
    "Aucun acte ne peut être signé : la signature électronique de l’étude n’est pas réglée. La personne qui exploite "
    "ce portail doit régler PORTAIL_SIGNATURE (« certificat » pour un certificat de l’étude, « externe » pour votre "
    "propre outil) et PORTAIL_SIGNATURE_RACINES (les autorités reconnues)."
)
PEREMPTIONS = {
    signatures.Peremption.JOUR: (
        "Ce document ne vaut plus : il est daté d’un autre jour. Préparez-le de nouveau, puis signez-le le jour même."
    ),
    signatures.Peremption.DOSSIER: (
        "Ce document ne vaut plus : le dossier a changé depuis qu’il a été préparé. Relisez, puis préparez-le de "
        "nouveau."
    ),
    signatures.Peremption.COMMISSAIRE: (
        "Ce document a été préparé par un autre commissaire de justice, dont il porte le nom. Préparez le vôtre."
    ),
    signatures.Peremption.ABSENT: "Aucun document n’attend votre signature. Préparez-le d’abord.",
}
SIGNALEMENT = {
    "futur": "La date du paiement ne peut pas être après le {limite}.",
    "montant": "Indiquez un montant entre 0,01 € et {limite}.",
    "partie": "Indiquez un montant plus petit que {limite}. Si vous avez tout payé, revenez au choix d’avant.",
    "juste": "Indiquez un montant plus petit que la somme demandée, {limite}.",
    "moins": "Indiquez un montant plus petit que {limite}, ce qui est prévu ce mois-ci.",
    "rien_dit": "Écrivez en quelques mots ce qui ne va pas.",
    "trop": "Vous avez déjà {limite} demandes sans réponse. Attendez la réponse, ou appelez l’étude.",
    "rien_a_payer": "Il n’y a plus de paiement à venir.",
    "deja_reporte": "Le paiement du {limite} a déjà été décalé. Appelez le créancier pour en parler.",
    "deja_demande": "Votre demande est déjà envoyée. Attendez la réponse du créancier, ou appelez-le.",
    "passee": "La date du {limite} est passée. Appelez le créancier : plus tôt vous appelez, plus il y a de solutions.",
    "deja_repondu": "Vous avez déjà répondu à cette demande.",
    "reponse_vide": "Écrivez votre réponse en une phrase : la personne la lira.",
    "note_vide": "Écrivez ce que vous avez vérifié : cette note reste à l’étude.",
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


def _signalement(refus: signalements.SignalementInvalide) -> str:
    if isinstance(refus.limite, date):
        limite = jour(refus.limite)
    else:
        limite = str(refus.limite) if refus.motif == "trop" else euros(refus.limite)
    return SIGNALEMENT[refus.motif].format(limite=limite)


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
    invitation.NumeroDejaUtilise: lambda r: (
        f"Ce numéro de recommandé est déjà celui du dossier {r.reference}. Vérifiez la preuve de dépôt."
        if r.reference
        else "Ce numéro de recommandé est déjà celui d’une autre lettre. Vérifiez la preuve de dépôt."
    ),
    invitation.HorsRessort: lambda r: (
        f"La personne vit dans un autre ressort : {r.cour}. L’étude n’est pas compétente."
    ),
    codes.CodesDeLaChambre: lambda r: (
        "Les codes de ce dossier viennent de la plate-forme de la Chambre\u00a0: demandez-les-y."
    ),
    codes.FeuillePurgee: lambda r: "Il n’y a plus de feuille à imprimer\u00a0: elle a été imprimée, puis effacée.",
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
    papiers.PapierDejaEnregistre: lambda r: "Ce papier est déjà enregistré.",
    projets.TropDePiecesJointes: lambda r: f"Vous pouvez joindre {projets.PIECES_MAX} fichiers au plus.",
    signalements.SignalementInvalide: _signalement,
    pieces.PieceRefusee: lambda r: PIECE[r.motif],
    paiements.PaiementInvalide: _paiement,
    constats.TropTot: lambda r: "Le délai n’est pas fini : le silence ne peut pas encore être constaté.",
    constats.Suspendu: lambda r: (
        "Quelqu’un dit que la lettre n’a pas atteint la personne. Lisez d’abord ce signalement."
    ),
    constats.AcceptationNonConstatee: lambda r: "Constatez d’abord l’accord pour participer (art. R. 125-3).",
    constats.DejaConstate: lambda r: "Ce constat est déjà établi.",
    titre.MentionsManquantes: lambda r: " ".join(r.manques),
    signataires.SignatureManquante: lambda r: SIGNATURE_MANQUANTE,
    signatures.DocumentPerime: lambda r: PEREMPTIONS[r.motif],
    SignatureRefusee: phrases.phrase,
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
    references.ReferenceMalRecopiee: lambda r: (
        "Regardez de nouveau la référence : 12 caractères en trois groupes, en bas du document, comme 7F4K-29QD-A3MX. "
        "Un caractère manque ou n’est pas le bon."
    ),
    references.ReferenceInconnue: lambda r: (
        "Aucun document de ce portail ne porte cette référence. Ne vous fiez pas à ce document : appelez l’étude."
    ),
    authenticite.FichierInconnu: lambda r: (
        "Ce fichier n’est pas un document émis ici, ou il a été modifié depuis. Ne vous y fiez pas : appelez l’étude."
    ),
    JournalAltere: lambda r: (
        f"Le journal de ce dossier ne peut pas être exporté : {r.raison}. Prévenez qui gère le portail."
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
