"""Where the dossier stands, as its debtor reads it: the page to show, the last day, the doors still open."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any

from markupsafe import Markup

from portail.domaine.delais import jour_a_paris, jours_restants, ouvertures
from portail.domaine.procedure import PAIEMENT_PERMIS, PROCEDURE_EN_COURS, Action, Etat, Role, actions_ouvertes
from portail.domaine.signalements import Genre, Report
from portail.persistance.actes import DocumentEmis, GenreDocument
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.persistance.negociation import Proposition
from portail.persistance.signalements import Signalement
from portail.services import negociation, paiements, recepisses, reponses
from portail.services.documents.signalements import intitule
from portail.services.paiements import Avancement
from portail.web import aides, graphiques, tours
from portail.web.annulations import ANNULATIONS
from portail.web.debiteur import depuis
from portail.web.titres import titre

BIENTOT_JOURS = 3

GABARITS: dict[Etat, str] = {
    **dict.fromkeys((Etat.BROUILLON, Etat.DEPOSEE, Etat.RECEVABLE, Etat.MANDAT), "debiteur/avant.html"),
    Etat.ENVOYEE: "debiteur/reponse.html",
    Etat.ACCEPTEE: "debiteur/pourparlers.html",
    Etat.PROPOSITION_DEBITEUR: "debiteur/pourparlers.html",
    Etat.PROPOSITION_CREANCIER: "debiteur/pourparlers.html",
    Etat.REFUS_EXPRIME: "debiteur/refus.html",
    Etat.REFUS_DES_TERMES: "debiteur/refus.html",
    Etat.ACCORD_CONCLU: "debiteur/accord.html",
    Etat.FIN_ACCORD: "debiteur/accord.html",
    Etat.FIN_REFUS_PARTICIPATION: "debiteur/fin.html",
    Etat.FIN_EXPIRATION: "debiteur/fin.html",
    Etat.FIN_REFUS_MONTANT_OU_MODALITES: "debiteur/fin.html",
    Etat.INJONCTION: "debiteur/fin.html",
    Etat.AUTRE_VOIE: "debiteur/fin.html",
    Etat.CLOS: "debiteur/fin.html",
    Etat.IRRECEVABLE: "debiteur/ferme.html",
    Etat.ABANDONNEE: "debiteur/ferme.html",
    **dict.fromkeys(PAIEMENT_PERMIS, "debiteur/paiements.html"),
}

# What the clock closes: an agreement and what leads to it end with the strict month, an answer with the later day (D1).
_ACCORDS = (
    Action.PROPOSER,
    Action.RETIRER_PROPOSITION,
    Action.DECLINER_PROPOSITION,
    Action.ACCEPTER_PROPOSITION,
    Action.CHOISIR_PLAN_ACCEPTE,
    Action.AIDER,  # not closed in truth: no longer a door to an agreement, which is what this table tells
    Action.RENDRE_LA_MAIN,
    Action.OUVRIR_LECTURE,
    Action.FERMER_LECTURE,
)
_REPONSES = (
    Action.ACCEPTER_PARTICIPATION,
    Action.REFUSER_PARTICIPATION,
    Action.REFUSER_TERMES,
    Action.CONTESTER,
)
_DOCUMENTS = (
    GenreDocument.LETTRE,
    GenreDocument.CONSTAT,
    GenreDocument.ACCORD,
    GenreDocument.TITRE,
    GenreDocument.QUITTANCE,
)
# Acts that tell the debtor nothing: they come before his letter, or repeat another line.
_TUS = (
    Action.COMPLETER,
    Action.DEPOSER,
    Action.RENVOYER,
    Action.DECLARER_RECEVABLE,
    Action.PREPARER_INVITATION,
    Action.ANNULER_INVITATION,
)


class Moment(StrEnum):
    """How close the last day is. Between the two ends of the month one may answer, no longer agree (D1)."""

    LOIN = "loin"
    BIENTOT = "bientot"
    DERNIER_JOUR = "dernier_jour"
    REPONSE_SEULE = "reponse_seule"
    FINI = "fini"


@dataclass(frozen=True)
class Limite:
    """The last day shown to the debtor: the strict one, always."""

    fin: date
    jours: int
    moment: Moment
    fil: Markup

    @property
    def accord_ouvert(self) -> bool:
        return self.moment not in (Moment.REPONSE_SEULE, Moment.FINI)

    @property
    def reponse_ouverte(self) -> bool:
        return self.moment is not Moment.FINI


@dataclass(frozen=True)
class LigneSuivie:
    """One agreed instalment and what came of it: paye, retard, reporte, prochain, venir."""

    numero: int
    le: date
    montant_centimes: int
    statut: str
    report: Report | None = None  # granted by the creditor, beside the titre


@dataclass(frozen=True)
class Suivi:
    """The agreed schedule beside what was received; `retards`: the days on which something is missing."""

    avancement: Avancement
    lignes: tuple[LigneSuivie, ...]
    fil: Markup
    retards: tuple[date, ...]


def limite(dossier: Dossier, maintenant: datetime) -> Limite | None:
    """None as long as the month has not begun."""
    delai = dossier.delai
    if delai is None:
        return None
    ouvert, reste = ouvertures(delai, maintenant), jours_restants(delai.fin_stricte, maintenant)
    if not ouvert.reponse:
        moment = Moment.FINI
    elif not ouvert.accord:
        moment = Moment.REPONSE_SEULE
    elif reste == 0:
        moment = Moment.DERNIER_JOUR
    else:
        moment = Moment.BIENTOT if reste <= BIENTOT_JOURS else Moment.LOIN
    fil = graphiques.fil_du_delai(delai.envoi, jour_a_paris(maintenant), delai.fin_stricte)
    return Limite(delai.fin_stricte, reste, moment, fil)


def portes(dossier: Dossier, maintenant: datetime) -> frozenset[Action]:
    """What the debtor may do now: the table's acts, less what the clock closed."""
    delai = dossier.delai
    if delai is None:
        return frozenset()
    ouvert = ouvertures(delai, maintenant)
    fermes = (() if ouvert.accord else _ACCORDS) + (() if ouvert.reponse else _REPONSES)
    return actions_ouvertes(Role.DEBITEUR, dossier.etat).difference(fermes)


def suivi(dossier: Dossier, maintenant: datetime) -> Suivi | None:
    """Only once the outcome is recorded and the titre issued: no payment is shown before (R125-7)."""
    aujourd_hui = jour_a_paris(maintenant)
    etat, accord = paiements.avancement(dossier, aujourd_hui), dossier.proposition_acceptee
    if dossier.etat not in PAIEMENT_PERMIS or etat is None or accord is None:
        return None
    reports = {r.numero: r for r in dossier.reports}
    tard = tuple(depuis.retards(dossier, accord, etat.recu_centimes, aujourd_hui))
    lignes = []
    for rang, e in enumerate(accord.echeances_dues):
        statut = _statut(rang, etat.payees, e.le < aujourd_hui, e.le in tard)
        lignes.append(LigneSuivie(e.numero, e.le, e.montant_centimes, statut, reports.get(e.numero)))
    return Suivi(etat, tuple(lignes), graphiques.fil_des_paiements(etat.payees, etat.nombre), tard)


def _statut(rang: int, payees: int, passee: bool, en_retard: bool) -> str:
    if rang < payees:
        return "paye"
    if passee:
        return "retard" if en_retard else "reporte"
    return "prochain" if rang == payees else "venir"


def messages(dossier: Dossier) -> list[Signalement]:
    """What the debtor reported, the latest first; a report about the addressee comes from somebody else."""
    return [s for s in reversed(dossier.signalements) if s.genre is not Genre.DESTINATAIRE]


def documents(dossier: Dossier) -> list[DocumentEmis]:
    """The papers of the procedure that are the debtor's too; drafts are the étude's own."""
    if dossier.envoye_le is None:
        return []
    return [d for d in dossier.documents if d.genre in _DOCUMENTS]


def journal(dossier: Dossier) -> list[Evenement]:
    """What happened since the letter left, the latest first."""
    tus = (Genre.DESTINATAIRE.value,)  # somebody else's report: the étude's own affair
    vus = (e for e in reversed(dossier.evenements) if e.action not in _TUS and e.details.get("genre") not in tus)
    return [e for e in vus if not _avant_la_lettre(e)]


def _avant_la_lettre(e: Evenement) -> bool:
    """A plan taken back before it was ever shown is the creditor's own affair."""
    return e.action == Action.RETIRER_PLAN and e.depuis in (Etat.DEPOSEE, Etat.RECEVABLE, Etat.MANDAT)


def preuves(dossier: Dossier) -> list[Evenement]:
    """The debtor's own acts that have a receipt, the latest first."""
    return [e for e in reversed(dossier.evenements) if recepisses.a_recepisse(e)]


def derniere(dossier: Dossier, auteur: Role) -> Proposition | None:
    """The last terms offered by this party."""
    return next((p for p in reversed(dossier.propositions) if p.auteur is auteur), None)


def contexte(dossier: Dossier, maintenant: datetime) -> dict[str, Any]:
    """What every page of the dossier may show. The creditor's margin is no part of it."""
    return {
        "dossier": dossier,
        "creancier": dossier.creancier.appellation,
        "limite": limite(dossier, maintenant),
        "en_cours": dossier.etat in PROCEDURE_EN_COURS,
        "portes": portes(dossier, maintenant),
        "proposition": dossier.proposition_en_cours,
        "accord": dossier.proposition_acceptee,
        "plans": negociation.plans_ouverts(dossier),
        "annulations": ANNULATIONS,
        "suivi": suivi(dossier, maintenant),
        "documents": documents(dossier),
        "evenements": journal(dossier),
        "preuves": [e for e in preuves(dossier) if recepisses.signalement_de(e) is None],  # the others: `messages`
        "messages": messages(dossier),
        "reponse_a": partial(reponses.reponse_a, maintenant=maintenant),
        "aujourd_hui": jour_a_paris(maintenant),
        "dates_mortes": depuis.dates_mortes(dossier, maintenant),
        "intitule_de": intitule,
        "titre_de": titre,
        "aides": aides.choix(),
    }


def discussion(dossier: Dossier, maintenant: datetime) -> dict[str, Any]:
    """The talks as a thread, and whose turn it is."""
    return {"tours": tours.lire(dossier, maintenant), "attente": tours.attente(dossier, maintenant)}
