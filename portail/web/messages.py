"""The sentences shown when a rule refuses: one for each refusal; here those of every space."""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from portail.domaine.echeancier import EcheancierInvalide
from portail.domaine.phrases import Montant, Phrase
from portail.domaine.procedure import ActionInterdite
from portail.domaine.saisie import SaisieInvalide, exemple_passe
from portail.services import (
    authenticite,
    connexion,
    envois,
    essais,
    lectures,
    negociation,
    participation,
    pieces,
    projets,
    rappels,
    references,
    signalements,
)
from portail.services.empreintes import TropDeMonde
from portail.services.journal import DossierChange
from portail.services.termes import TermesChanges
from portail.web import messages_etude
from portail.web.langue import dire, heure
from portail.web.traduction import en_francais, gettext, ngettext

journal = logging.getLogger(__name__)

# The dossier is no longer what was displayed: title of the page, and what to do.
CONFLITS = (ActionInterdite, DossierChange, TermesChanges, StaleDataError, IntegrityError)
CONFLIT = (
    Phrase("Ce dossier a changé"),
    Phrase("Rien n’a été enregistré. Ouvrez le dossier pour voir où il en est, puis recommencez si c’est utile."),
)
PIECE = {
    "vide": Phrase("Ce fichier est vide. Choisissez un PDF ou une photo."),
    "trop_lourd": Phrase(
        "Ce fichier est trop lourd : 10 Mo au plus. Faites une capture d’écran de la photo : elle est plus légère."
    ),
    "type": Phrase(
        "Ce fichier n’est ni un PDF, ni une photo JPEG ou PNG. Faites une capture d’écran, puis joignez la capture."
    ),
    "illisible": Phrase("Ce fichier n’a pas pu être lu. Enregistrez-le de nouveau, ou prenez une photo du document."),
    "protege": Phrase("Ce PDF est protégé par un mot de passe. Joignez une version sans mot de passe."),
    "trop_grand": Phrase(
        "Cette image est trop grande : 40 millions de points au plus. "
        "Faites une capture d’écran de la photo : elle est plus petite."
    ),
}
SIGNALEMENT = {
    "futur": Phrase("La date du paiement ne peut pas être après le %(limite)s. Écrivez par exemple %(exemple)s."),
    "montant": Phrase("Indiquez un montant entre 0,01 € et %(limite)s."),
    "avant_envoi": Phrase(
        "Ce paiement date d’avant la lettre, envoyée le %(limite)s. Il ne fait pas partie des paiements de l’accord. "
        "Appelez l’étude, au numéro de la lettre : elle vérifie la somme."
    ),
    "paye": Phrase("Indiquez ce que vous avez payé, par exemple 80 €."),
    "juste": Phrase("Indiquez un montant plus petit que la somme demandée, %(limite)s."),
    "moins": Phrase("Indiquez un montant plus petit que %(limite)s, ce qui est prévu ce mois-ci."),
    "rien_dit": Phrase("Écrivez en quelques mots ce qui ne va pas."),
    "trop": Phrase("Vous avez déjà %(limite)s demandes sans réponse. Attendez la réponse, ou appelez l’étude."),
    "rien_a_payer": Phrase("Il n’y a plus de paiement à venir."),
    "deja_reporte": Phrase("Le paiement du %(limite)s a déjà été décalé. Appelez le créancier pour en parler."),
    "deja_demande": Phrase("Votre demande est déjà envoyée. Attendez la réponse du créancier, ou appelez-le."),
    "passee": Phrase(
        "La date du %(limite)s est passée. Appelez le créancier : plus tôt vous appelez, plus il y a de solutions."
    ),
    "report_passe": Phrase(
        "Le délai demandé est passé depuis le %(limite)s : il ne peut plus être accordé. Répondez non, et dites à la "
        "personne ce que vous acceptez maintenant."
    ),
    "deja_repondu": Phrase("Vous avez déjà répondu à cette demande."),
    "reponse_vide": Phrase("Écrivez votre réponse en une phrase : la personne la lira."),
    "note_vide": Phrase("Écrivez ce que vous avez vérifié : cette note reste à l’étude."),
}


def _signalement(refus: signalements.SignalementInvalide) -> Phrase:
    if isinstance(refus.limite, int) and refus.motif != "trop":
        return SIGNALEMENT[refus.motif].avec(limite=Montant(refus.limite))
    if refus.motif == "futur" and isinstance(refus.limite, date):
        return SIGNALEMENT[refus.motif].avec(limite=refus.limite, exemple=exemple_passe(refus.limite))
    return SIGNALEMENT[refus.motif].avec(limite=refus.limite)


def _inconnu(refus: connexion.Inconnu) -> str:
    if refus.restants == 0:
        return Phrase(
            "L’identifiant et le code ne vont pas ensemble. C’était le dernier essai avant une pause de 15 minutes."
        )
    return ngettext(
        "L’identifiant et le code ne vont pas ensemble. Il vous reste %(num)s essai.",
        "L’identifiant et le code ne vont pas ensemble. Il vous reste %(num)s essais.",
        refus.restants,
    )


# A sentence, or what makes it from the refusal.
PHRASES: Mapping[type[Exception], str | Callable[[Any], str]] = {
    EcheancierInvalide: lambda r: r.phrase,
    SaisieInvalide: lambda r: r.phrase,
    negociation.MontantHorsBornes: lambda r: Phrase(
        "Indiquez un montant entre 0,01 € et %(limite)s.", limite=Montant(r.limite)
    ),
    negociation.PlanIndisponible: Phrase("Ce plan n’est plus proposé. Choisissez-en un autre."),
    participation.HorsDelai: lambda r: Phrase(
        "Le délai est fini depuis le %(limite)s à 23 h 59 (heure de Paris). Rien n’a été enregistré.", limite=r.limite
    ),
    envois.TropDeFichiers: lambda r: Phrase(
        "Vous avez envoyé %(maximum)s fichiers en un jour, le maximum. Recommencez demain.",
        maximum=envois.PAR_JOUR.nombre,
    ),
    projets.TropDePiecesJointes: lambda r: Phrase(
        "Vous pouvez joindre %(maximum)s fichiers au plus.", maximum=projets.PIECES_MAX
    ),
    signalements.SignalementInvalide: _signalement,
    lectures.TropDeLiens: lambda r: (
        Phrase("Trois liens sont déjà ouverts. Fermez-en un, puis recommencez.")
        if r.ouverts
        else Phrase("Vous avez créé beaucoup de liens aujourd’hui. Recommencez demain.")
    ),
    pieces.PieceRefusee: lambda r: PIECE[r.motif],
    rappels.AdresseManquante: Phrase("Indiquez une adresse e-mail, par exemple nadia@courrier.example."),
    connexion.Inconnu: _inconnu,
    essais.TropDEssais: lambda r: Phrase(
        "L’accès est fermé quelques minutes, pour protéger le dossier. Il rouvre à %(heure)s.", heure=heure(r.jusqu_a)
    ),
    references.ReferenceMalRecopiee: Phrase(
        "Regardez de nouveau la référence : 12 caractères en trois groupes, en bas du document, comme 7F4K-29QD-A3MX. "
        "Un caractère manque ou n’est pas le bon."
    ),
    references.ReferenceDuDossier: Phrase(
        "C’est la référence d’un dossier ou d’une preuve. Prenez l’autre : 12 caractères en trois groupes, tout en bas "
        "du document."
    ),
    references.ReferenceInconnue: Phrase(
        "Aucun document de ce portail ne porte cette référence. Ne vous fiez pas à ce document : appelez l’étude."
    ),
    authenticite.FichierInconnu: Phrase(
        "Ce fichier n’est pas un document émis ici, ou il a été modifié depuis. Ne vous y fiez pas : appelez l’étude."
    ),
    TropDeMonde: Phrase("Beaucoup de monde en ce moment. Réessayez dans quelques secondes."),
    **messages_etude.PHRASES,
}
REFUS = tuple(PHRASES)


def phrase(refus: Exception) -> str:
    """The sentence for a refusal: what is wrong and what is expected."""
    dite = PHRASES[type(refus)]
    return dire(dite if isinstance(dite, str) else dite(refus))


def expliquer(refus: Exception) -> str:
    """The sentence for what stopped one line of a batch: that of the single page, whatever happened."""
    if type(refus) in PHRASES:
        return phrase(refus)
    if isinstance(refus, CONFLITS):
        return f"{dire(CONFLIT[0])}. {dire(CONFLIT[1])}"
    journal.error("lot : ligne refusée", exc_info=refus)
    return gettext("Le service n’a pas pu traiter ce dossier. Rien n’a été enregistré. Essayez depuis le dossier.")


def consigner(refus: Exception) -> str:
    """The same to be kept with the batch or printed in its list: in French, whoever started it."""
    with en_francais():
        return expliquer(refus)
