"""Signing by hand: the terms as printed, kept under a number, then recorded by the étude when the paper comes back.

Preparing a paper records nothing of the procedure. Recording it is the commissaire's act, with the scan of the signed
paper: taking part (the form's way, R125-2 III 2°) if the paper says so, then the terms, as the debtor's own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portail.domaine.delais import jour_a_paris
from portail.domaine.echeancier import Echeance, EcheancierInvalide
from portail.domaine.procedure import Action, ActionInterdite, Etat, etat_suivant
from portail.domaine.retours import SensRetour, marquer
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.persistance.negociation import PlanAccepte, ProjetPapier
from portail.services import actes, declarations, negociation, participation
from portail.services.acteur import Acteur, SecondPas
from portail.services.consentement import Genre, Lu
from portail.services.documents.declaration import OffreDite
from portail.services.documents.donnees_actes import NatureRecepisse, ProjetPapierDonnees
from portail.services.documents.papier import imprimer_papier
from portail.services.journal import DossierChange, verifier_actuel
from portail.services.moyens import Moyens
from portail.services.negociation import MontantHorsBornes, PlanIndisponible, Termes
from portail.services.participation import HorsDelai, ReponseInvalide, ReponsePapier
from portail.services.projets import Fichier
from portail.services.termes import TermesChanges, empreinte

_TITRES = {
    NatureRecepisse.ACCEPTATION: "J’accepte de participer à la procédure simplifiée.",
    NatureRecepisse.PROPOSITION: "Je fais cette proposition. Si le créancier l’accepte, je m’engage.",
    NatureRecepisse.ACCORD: "J’ai lu l’accord. Je m’engage à payer ainsi.",
}

OUVERTS_MAX = 10  # papers that may be signed, per dossier


_ACTIONS = {
    Genre.OFFRE: Action.PROPOSER,
    Genre.PLAN: Action.CHOISIR_PLAN_ACCEPTE,
    Genre.ACCORD: Action.ACCEPTER_PROPOSITION,
}


class PapierDejaEnregistre(Exception):
    """This very paper was recorded before."""


class PapierFerme(Exception):
    """This paper is worth nothing: somebody else may have prepared it, or OUVERTS_MAX newer ones were prepared."""


class ParticipationSeule(Exception):
    """Something changed between the two acts of one paper: taking part is recorded, the terms are not."""


_SANS_SUITE = (
    ActionInterdite, DossierChange, StaleDataError, PlanIndisponible, TermesChanges, MontantHorsBornes,
    EcheancierInvalide, HorsDelai, IntegrityError, OperationalError,
)  # fmt: skip


def preparer(
    session: Session,
    dossier: Dossier,
    lu: Lu,
    termes: OffreDite,
    plan: PlanAccepte | None,
    *,
    participe: bool,
    maintenant: datetime,
) -> ProjetPapier:
    """Keep these terms under a number, to be printed; the same terms give the same paper. Commits.

    Whoever holds the sign-in code could fill the number of papers: the oldest gives way, the way stays open.
    """
    faits = de(session, dossier)
    ouverts = [p for p in faits if p.enregistre_le is None and p.ferme_le is None]
    deja = next((p for p in ouverts if p.objet == lu.objet), None)
    if deja is not None:
        return deja
    if len(ouverts) >= OUVERTS_MAX:
        ouverts[0].ferme_le = maintenant
    projet = ProjetPapier(
        dossier_id=dossier.id,
        numero=len(faits) + 1,
        genre=lu.genre.value,
        participe=participe,
        montant_centimes=termes.montant_centimes,
        lignes={"echeances": [[e.le.isoformat(), e.montant_centimes] for e in termes.echeances]},
        clause=termes.clause,
        plan_id=plan.id if plan is not None else None,
        objet=lu.objet,
        prepare_le=maintenant,
    )
    session.add(projet)
    session.commit()
    return projet


def de(session: Session, dossier: Dossier) -> Sequence[ProjetPapier]:
    """The papers of this dossier, in order."""
    requete = select(ProjetPapier).where(ProjetPapier.dossier_id == dossier.id).order_by(ProjetPapier.numero)
    return session.scalars(requete).all()


def trouver(session: Session, dossier: Dossier, numero: int) -> ProjetPapier | None:
    return next((p for p in de(session, dossier) if p.numero == numero), None)


def fermer(session: Session, dossier: Dossier, maintenant: datetime) -> None:
    """Papers not yet recorded never will be; their numbers are not given again. The caller commits."""
    for projet in de(session, dossier):
        if projet.enregistre_le is None and projet.ferme_le is None:
            projet.ferme_le = maintenant


def imprimer(projet: ProjetPapier, moyens: Moyens) -> bytes:
    """The PDF; the same bytes each time."""
    dossier = projet.dossier
    if dossier.fin_stricte is None:
        raise actes.ActeImpossible
    return imprimer_papier(
        ProjetPapierDonnees(
            parties=actes.parties(dossier, moyens, projet.prepare_le, None),
            conclut=projet.genre != Genre.OFFRE,
            declarations=tuple((_TITRES[nature], texte) for nature, texte, _ in dites(projet)),
            echeances=projet.echeances,
            avant=dossier.fin_stricte,
            marque=marquer(dossier.reference, SensRetour.PROJET, projet.numero),
            horaires=dossier.etude.horaires,
        )
    )


def dites(projet: ProjetPapier) -> list[tuple[NatureRecepisse, str, str]]:
    """The statements on this paper as they would be made now: what, words, SHA-256."""
    nature = NatureRecepisse.PROPOSITION if projet.genre == Genre.OFFRE else NatureRecepisse.ACCORD
    lues = [(nature, declarations.lire(projet.dossier, nature, _offre(projet)))]
    if projet.participe:
        acceptation = NatureRecepisse.ACCEPTATION
        lues.insert(0, (acceptation, declarations.lire(projet.dossier, acceptation)))
    return [(quoi, lue.texte, lue.empreinte) for quoi, lue in lues]


def enregistrer(
    session: Session, projet: ProjetPapier, reponse: ReponsePapier, scan: Fichier, acteur: Acteur
) -> Evenement:
    """The commissaire records a paper signed by hand: participation if it is still to come, then the terms. Commits.

    The agreement must still be open when it is recorded (D1); nothing at all is recorded unless both acts are open.
    Raises PapierDejaEnregistre, PapierFerme, TermesChanges, HorsDelai, PlanIndisponible, MontantHorsBornes,
    EcheancierInvalide, ReponseInvalide, ActionInterdite, DossierChange, DejaFait; ParticipationSeule after a rollback.
    """
    dossier = projet.dossier
    verifier_actuel(session, dossier, acteur)
    _verifier(projet, acteur)
    _verifier_reponse(projet, reponse, acteur.recu_le)
    participe = dossier.etat is Etat.ENVOYEE
    if participe:
        participation.enregistrer_acceptation(session, dossier, reponse, acteur)
    suite = replace(acteur, version=None, idem=f"{(acteur.idem or '')[:56]}-papier", second_pas=SecondPas.PAPIER)
    try:
        projet.scan, projet.scan_type, projet.enregistre_le = scan.empreinte, scan.type_mime, acteur.recu_le
        return _conclure(session, projet, reponse, suite)
    except _SANS_SUITE as erreur:
        if not participe:
            raise
        session.rollback()
        raise ParticipationSeule from erreur


def _verifier_reponse(projet: ProjetPapier, reponse: ReponsePapier, maintenant: datetime) -> None:
    """Raises ReponseInvalide, HorsDelai."""
    participation.verifier_forme(reponse)
    participation.jour_qui_compte(projet.dossier, reponse, maintenant)
    if (reponse.postee_le or reponse.recue_le) < jour_a_paris(projet.prepare_le):
        raise ReponseInvalide("avant_papier")
    negociation.verifier_accord_ouvert(projet.dossier, maintenant)


def _verifier(projet: ProjetPapier, acteur: Acteur) -> None:
    """Both acts of this paper would be taken now, with the very terms it bears."""
    if projet.enregistre_le is not None:
        raise PapierDejaEnregistre
    if projet.ferme_le is not None:
        raise PapierFerme
    dossier = projet.dossier
    etat = dossier.etat
    if etat is Etat.ENVOYEE:
        if not projet.participe:
            raise ActionInterdite(Action.PROPOSER, acteur.role, etat)
        etat = etat_suivant(Action.ACCEPTER_PARTICIPATION, acteur.role, etat)
    etat_suivant(_ACTIONS[Genre(projet.genre)], acteur.role, etat)
    _verifier_termes(projet, acteur.recu_le)


def _verifier_termes(projet: ProjetPapier, maintenant: datetime) -> None:
    termes = Termes(projet.montant_centimes, projet.echeances, projet.clause)
    if projet.genre == Genre.PLAN and not (projet.plan and negociation.plan_couvre(projet.plan, termes)):
        raise PlanIndisponible
    declarations_lues = tuple(lue for quoi, _, lue in dites(projet) if quoi is not NatureRecepisse.ACCEPTATION)
    acceptation = tuple(lue for quoi, _, lue in dites(projet) if quoi is NatureRecepisse.ACCEPTATION)
    lu = Lu.de(Genre(projet.genre), _empreinte(projet), projet.echeancier, *declarations_lues, *acceptation)
    if lu.objet != projet.objet:  # a name or a sum has changed since it was printed
        raise TermesChanges
    dossier = projet.dossier
    if projet.genre == Genre.ACCORD:
        offre = dossier.proposition_en_cours
        if offre is None or empreinte(offre.montant_centimes, offre.echeances, offre.clause) != _empreinte(projet):
            raise TermesChanges
    else:
        negociation.verifier_termes(dossier, termes, maintenant, negociation.duree_max(dossier))


def _conclure(session: Session, projet: ProjetPapier, reponse: ReponsePapier, acteur: Acteur) -> Evenement:
    dossier, termes = projet.dossier, Termes(projet.montant_centimes, projet.echeances, projet.clause)
    faits = {**participation.faits(reponse), "papier": projet.numero, "scan": projet.scan}
    acteur = replace(acteur, papier=faits)
    match Genre(projet.genre):
        case Genre.OFFRE:
            return negociation.proposer(session, dossier, termes, acteur)
        case Genre.ACCORD:
            return negociation.accepter(session, dossier, termes.empreinte, acteur)
        case Genre.PLAN:
            if projet.plan is None:
                raise PlanIndisponible
            return negociation.choisir_plan(session, dossier, projet.plan, termes.echeances, termes.empreinte, acteur)


def _offre(projet: ProjetPapier) -> OffreDite:
    return OffreDite(projet.montant_centimes, projet.echeances, _empreinte(projet), projet.clause)


def _empreinte(projet: ProjetPapier) -> str:
    echeances: tuple[Echeance, ...] = projet.echeances
    return empreinte(projet.montant_centimes, echeances, projet.clause)
