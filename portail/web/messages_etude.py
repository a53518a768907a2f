"""The sentences shown to professionals when a rule refuses: one for each refusal, those of every space excepted."""

from collections.abc import Callable, Mapping
from typing import Any

from portail.domaine.phrases import Montant, Phrase
from portail.services import (
    atelier,
    codes,
    constats,
    creances,
    depots,
    invitation,
    lots,
    paiements,
    papiers,
    participation,
    signataires,
    signatures,
    textes,
    titre,
    verification,
)
from portail.services.actes import ActeImpossible
from portail.services.preuves_dossier import JournalAltere
from portail.services.signature import phrases
from portail.services.signature.motifs import SignatureRefusee
from portail.web.langue import dire

INCOMPLET = {
    "debiteur": Phrase("Indiquez le nom et l’adresse complète de la personne."),
    "lieu": Phrase("Indiquez le département ou la commune de la personne."),
    "cause": Phrase("Indiquez d’où vient la créance."),
    "somme": Phrase("Indiquez au moins une somme."),
    "questions": Phrase("Répondez aux questions sur la créance."),
    "pieces": Phrase("Joignez au moins une pièce : contrat, facture, mise en demeure…"),
}
REPONSE = {
    "acceptation_sans_forme": Phrase(
        "Une acceptation vaut par le formulaire signé ou par l’émargement de la lettre. "
        "Expliquez à la personne comment accepter."
    ),
    "dates_impossibles": Phrase("Le jour de réception ne peut pas être à venir, ni précéder le cachet de La Poste."),
    "avant_papier": Phrase("Ce papier ne peut pas être posté ni reçu avant le jour où il a été préparé."),
    "avant_envoi": Phrase("La réponse ne peut pas dater d’avant l’envoi de la lettre."),
}
PAIEMENT = {
    "montant": Phrase("Indiquez un montant entre 0,01 € et %(limite)s."),
    "futur": Phrase("La date du paiement ne peut pas être après le %(limite)s."),
    "avant_envoi": Phrase(
        "Un paiement d’avant l’envoi de la lettre, le %(limite)s, ne se note pas ici. Prévenez l’étude."
    ),
    "deja_annule": Phrase("Ce paiement est déjà annulé, depuis le %(limite)s."),
    "rien_en_retard": Phrase("Aucune échéance n’est en retard."),
    "delai_demande": Phrase(
        "La personne a demandé un délai le %(limite)s, avant la date. Répondez-lui d’abord : oui ou non. "
        "Ensuite, vous pourrez signaler un retard."
    ),
}
DEPOT = {
    "futur": Phrase("La date du dépôt ne peut pas être après le %(limite)s."),
    "avant_lettre": Phrase("La date du dépôt ne peut pas précéder celle de la lettre, le %(limite)s."),
    "numero": Phrase("Indiquez le numéro du recommandé : 8 à 20 chiffres et lettres, comme sur la preuve de dépôt."),
}
SIGNATURE_MANQUANTE = Phrase(
    "Aucun acte ne peut être signé : la signature électronique de l’étude n’est pas réglée. La personne qui exploite "
    "ce portail doit régler PORTAIL_SIGNATURE (« certificat » pour un certificat de l’étude, « externe » pour votre "
    "propre outil) et PORTAIL_SIGNATURE_RACINES (les autorités reconnues)."
)
PEREMPTIONS = {
    signatures.Peremption.JOUR: Phrase(
        "Ce document ne vaut plus : il est daté d’un autre jour. Préparez-le de nouveau, puis signez-le le jour même."
    ),
    signatures.Peremption.DOSSIER: Phrase(
        "Ce document ne vaut plus : le dossier a changé depuis qu’il a été préparé. Relisez, puis préparez-le de "
        "nouveau."
    ),
    signatures.Peremption.COMMISSAIRE: Phrase(
        "Ce document a été préparé par un autre commissaire de justice, dont il porte le nom. Préparez le vôtre."
    ),
    signatures.Peremption.ABSENT: Phrase("Aucun document n’attend votre signature. Préparez-le d’abord."),
}
POINTS = {
    "competence": Phrase("La personne vit dans le ressort de notre cour d’appel"),
    "cause": Phrase("La cause est contractuelle ou statutaire"),
    "montant": Phrase("Le total ne dépasse pas 5 000,00 €, tous éléments compris"),
    "certaine": Phrase("La créance est certaine, liquide et exigible"),
    "prescription": Phrase("Aucun élément ne paraît prescrit"),
    "identite": Phrase("L’identité et l’adresse sont établies"),
    "conflit": Phrase("L’étude n’a aucun conflit d’intérêts"),
}


def _paiement(refus: paiements.PaiementInvalide) -> Phrase:
    limite = Montant(refus.limite) if isinstance(refus.limite, int) else refus.limite
    return PAIEMENT[refus.motif].avec(limite=limite)


def _depot(refus: invitation.DepotInvalide) -> Phrase:
    return DEPOT[refus.motif].avec(limite=refus.limite or "")


def _incomplet(refus: creances.Incomplet) -> str:
    return " ".join(dire(INCOMPLET[m]) for m in refus.manques)


def _controle(refus: verification.ControleIncomplet) -> Phrase:
    points = "\u00a0; ".join(_minuscule(dire(POINTS[p])) for p in refus.points)
    return Phrase("Chaque point doit être confirmé pour déclarer la demande recevable : %(points)s.", points=points)


def _minuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:]


def _ineligible(refus: creances.Ineligible) -> str:
    return " ".join(dire(m.phrase) for m in refus.verdict.motifs)


PHRASES: Mapping[type[Exception], str | Callable[[Any], str]] = {
    papiers.PapierDejaEnregistre: lambda r: Phrase("Ce papier est déjà enregistré."),
    papiers.PapierFerme: Phrase(
        "Ce papier ne vaut plus : quelqu’un d’autre a pu le préparer, ou d’autres papiers l’ont remplacé. "
        "Ne l’enregistrez pas. Demandez à la personne d’en préparer un autre."
    ),
    papiers.ParticipationSeule: Phrase(
        "L’accord pour participer est enregistré. La suite du papier ne l’est pas : le dossier a changé entre-temps. "
        "Relisez, joignez de nouveau le papier signé, puis enregistrez-le."
    ),
    participation.ReponseInvalide: lambda r: REPONSE[r.motif],
    invitation.DepotInvalide: _depot,
    invitation.NumeroDejaUtilise: lambda r: (
        Phrase(
            "Ce numéro de recommandé est déjà celui du dossier %(reference)s. Vérifiez la preuve de dépôt.",
            reference=r.reference,
        )
        if r.reference
        else Phrase("Ce numéro de recommandé est déjà celui d’une autre lettre. Vérifiez la preuve de dépôt.")
    ),
    invitation.HorsRessort: lambda r: Phrase(
        "La personne vit dans un autre ressort : %(cour)s. L’étude n’est pas compétente.", cour=r.cour
    ),
    codes.CodesDeLaChambre: Phrase(
        "Les codes de ce dossier viennent de la plate-forme de la Chambre\u00a0: demandez-les-y."
    ),
    codes.FeuillePurgee: Phrase("Il n’y a plus de feuille à imprimer\u00a0: elle a été imprimée, puis effacée."),
    invitation.ImpressionPurgee: Phrase("La lettre à imprimer a été effacée : le dépôt est enregistré."),
    invitation.IdentifiantsManquants: Phrase("Recopiez l’identifiant et le mot de passe de la plate-forme."),
    textes.TextesAVerifier: lambda r: Phrase(
        "Avant tout envoi, entrez dans les réglages le texte en vigueur de : %(codes)s.", codes=", ".join(r.codes)
    ),
    textes.SaisieIncomplete: Phrase("Indiquez le texte, sa source et sa date."),
    verification.ControleIncomplet: _controle,
    verification.RaisonManquante: Phrase("Écrivez votre raison : elle est gardée au dossier."),
    creances.Incomplet: _incomplet,
    creances.Ineligible: _ineligible,
    creances.TropDePieces: lambda r: Phrase(
        "Vous pouvez joindre %(maximum)s pièces au plus.", maximum=creances.PIECES_MAX
    ),
    paiements.PaiementInvalide: _paiement,
    constats.TropTot: Phrase("Le délai n’est pas fini : le silence ne peut pas encore être constaté."),
    constats.Suspendu: Phrase(
        "Quelqu’un dit que la lettre n’a pas atteint la personne. Lisez d’abord ce signalement, puis classez-le."
    ),
    constats.AcceptationNonConstatee: Phrase("Constatez d’abord l’accord pour participer (art. R. 125-3)."),
    constats.DejaConstate: Phrase("Ce constat est déjà établi."),
    titre.MentionsManquantes: lambda r: " ".join(map(dire, r.manques)),
    signataires.SignatureManquante: lambda r: SIGNATURE_MANQUANTE,
    signatures.DocumentPerime: lambda r: PEREMPTIONS[r.motif],
    SignatureRefusee: phrases.phrase,
    ActeImpossible: Phrase("Le dossier ne contient pas ce que cet acte doit dire."),
    lots.LotVide: Phrase("Cochez au moins un dossier."),
    lots.LotTropGrand: lambda r: Phrase("Un lot compte %(maximum)s dossiers au plus.", maximum=lots.LIGNES_MAX),
    lots.LotImpossible: Phrase("Avec les réglages de l’étude, ces actes se font un à un, depuis chaque dossier."),
    lots.DossierHorsLot: Phrase("Un dossier choisi n’est pas dans la liste. Recommencez depuis la file."),
    lots.DejaEnLot: lambda r: Phrase(
        "Ces dossiers attendent déjà dans un autre lot : %(references)s.", references=", ".join(r.references)
    ),
    lots.LigneArretee: Phrase("Le lot a été arrêté avant ce dossier. Rien n’a été enregistré."),
    atelier.LigneAbandonnee: Phrase(
        "Ce dossier n’a pas pu être traité après trois essais. Rien n’a été enregistré. Faites-le depuis le dossier."
    ),
    atelier.LignePerimee: Phrase(
        "Le projet que vous avez lu porte la date d’un autre jour. Relisez-le, puis délivrez le titre."
    ),
    depots.NumeroEnDouble: Phrase("Ce numéro est écrit deux fois : chaque lettre a le sien."),
    depots.DossierAbsent: Phrase("Ce dossier n’est pas dans la liste. Recommencez depuis la file."),
    depots.TropDeNumeros: lambda r: Phrase(
        "Lignes de la liste : %(numeros)s, lettres : %(lettres)s. Gardez un numéro par ligne, dans l’ordre du "
        "bordereau.",
        numeros=r.numeros,
        lettres=r.lettres,
    ),
    atelier.CompteFerme: Phrase("Le compte qui a confirmé ce lot est fermé. Rien n’a été enregistré."),
    JournalAltere: lambda r: Phrase(
        "Le journal de ce dossier ne peut pas être exporté : %(raison)s. Prévenez qui gère le portail.", raison=r.raison
    ),
}
