"""What each act says of a dossier: the values that the constats, the titre and the receipts print."""

from datetime import date, datetime
from typing import TypedDict

from portail.domaine.decalage import decaler, mois_de_decalage
from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role
from portail.persistance.actes import GenreConstat
from portail.persistance.dossiers import Dossier, ModeReponse
from portail.persistance.etudes import Compte
from portail.persistance.journal import Evenement
from portail.persistance.negociation import Proposition
from portail.services import edition
from portail.services.documents.donnees_actes import (
    AccordImprime,
    Circonstance,
    Constat,
    ConstatAcceptation,
    ConstatAccord,
    ConstatExpiration,
    ConstatRefusParticipation,
    ConstatRefusTermes,
    DiligenceImprimee,
    EnvoiImprime,
    NatureDiligence,
    PartiesImprimees,
    Prescription,
    PropositionImprimee,
    ReponseImprimee,
)
from portail.services.documents.formats import a_paris, euros
from portail.services.moyens import Moyens


class _Commun(TypedDict):
    parties: PartiesImprimees
    envoi: EnvoiImprime
    fait_le: date
    lieu: str


class ActeImpossible(Exception):
    """The dossier does not hold what this act must state."""


def parties(dossier: Dossier, moyens: Moyens, imprime_le: datetime, commissaire: Compte | None) -> PartiesImprimees:
    return PartiesImprimees(
        tirage=edition.tirage(dossier, moyens, imprime_le),
        etude=edition.etude_imprimee(dossier, commissaire),
        creancier=edition.partie(dossier.creancier),
        debiteur=edition.partie(dossier.debiteur),
        creance=edition.creance(dossier),
    )


def envoi(dossier: Dossier) -> EnvoiImprime:
    delai = dossier.delai
    if delai is None or dossier.numero_recommande is None:
        raise ActeImpossible
    return EnvoiImprime(delai.envoi, dossier.numero_recommande, delai.fin_stricte, delai.fin_prorogee)


def constat(
    dossier: Dossier, genre: GenreConstat, moyens: Moyens, fait_le: datetime, commissaire: Compte | None
) -> Constat:
    """The constat of this kind as it would be recorded at `fait_le` (Paris day). Raises ActeImpossible."""
    commun: _Commun = {
        "parties": parties(dossier, moyens, fait_le, commissaire),
        "envoi": envoi(dossier),
        "fait_le": jour_a_paris(fait_le),
        "lieu": dossier.etude.commune,
    }
    match genre:
        case GenreConstat.ACCEPTATION:
            return ConstatAcceptation(
                **commun,
                reponse=_participation(dossier),
                refus_termes_le=_jour_du_refus(dossier),
                accord_le=dossier.accord_conclu_le,
                prescription=None if suspend(dossier, fait_le) else _suspension(dossier, fait_le, fait_le),
            )
        case GenreConstat.REFUS_PARTICIPATION:
            return ConstatRefusParticipation(**commun, reponse=_refus(dossier))
        case GenreConstat.REFUS_TERMES:
            return ConstatRefusTermes(
                **commun,
                acceptation=_participation(dossier),
                reponse=_refus(dossier),
                proposition=_refusee(dossier),
                prescription=_prescription(dossier, fait_le),
            )
        case GenreConstat.EXPIRATION:
            return _expiration(dossier, commun, fait_le)
        case GenreConstat.ACCORD:
            return ConstatAccord(
                **commun, acceptation=_participation(dossier), accord=accord(dossier, jour_a_paris(fait_le))
            )


def _expiration(dossier: Dossier, commun: _Commun, fait_le: datetime) -> ConstatExpiration:
    return ConstatExpiration(
        **commun,
        circonstance=circonstance(dossier),
        acceptation=_participation(dossier) if dossier.participation_le else None,
        derniere_proposition=_derniere(dossier),
        prescription=_prescription(dossier, fait_le),
        contestation=_contestation(dossier),
    )


def circonstance(dossier: Dossier) -> Circonstance:
    """Why the month ended without agreement: never say « silence » of someone who answered (D4, D22)."""
    delai = dossier.delai
    if dossier.participation_le is None or delai is None:
        return Circonstance.CONTESTATION if dossier.contestee_le else Circonstance.SILENCE
    if a_paris(_participation(dossier).recue_le) > delai.fin_stricte:
        return Circonstance.ACCEPTATION_TARDIVE
    derniere = dossier.proposition_en_cours
    if derniere is not None and derniere.auteur is Role.DEBITEUR:
        return Circonstance.CREANCIER_SANS_REPONSE
    return Circonstance.POURPARLERS


def suspend(dossier: Dossier, constatee_le: datetime) -> bool:
    """Whether recording the acceptance at that instant suspends the prescription: the talks had not failed yet (2238).

    They fail with the refusal of the terms, on its day in law, or with the strict end of the month (D17).
    """
    if dossier.accord_conclu_le is not None:
        return True
    if dossier.refus_le is not None and dossier.refus_le < constatee_le:
        return False
    fins = (_jour_du_refus(dossier), dossier.fin_stricte)
    return all(fin is None or jour_a_paris(constatee_le) <= fin for fin in fins)


def accord(dossier: Dossier, constate_le: date | None = None) -> AccordImprime:
    """The agreed terms, with the instant at which each party gave its consent. Raises ActeImpossible.

    `constate_le`: the day of a constat still to be made, which may move the dates (see `decalage`).
    """
    proposition = dossier.proposition_acceptee
    if proposition is None or dossier.accord_conclu_le is None:
        raise ActeImpossible
    mois = proposition.decalage_mois if constate_le is None else decalage(proposition, constate_le)
    offre, reponse = proposition.envoyee_le, dossier.accord_conclu_le
    du_debiteur = proposition.auteur is Role.DEBITEUR
    return AccordImprime(
        montant_centimes=proposition.montant_centimes,
        echeances=decaler(proposition.echeances, mois),
        clause_decalage=proposition.clause,
        decalage_mois=mois,
        debiteur_le=offre if du_debiteur else reponse,
        creancier_le=reponse if du_debiteur else offre,
        empreinte=proposition.empreinte,
    )


def decalage(proposition: Proposition, constate_le: date) -> int:
    """By how many months a constat on that day moves the agreed dates; never without the clause."""
    return mois_de_decalage([e.le for e in proposition.echeances], constate_le) if proposition.clause else 0


def diligences(dossier: Dossier) -> tuple[DiligenceImprimee, ...]:
    """The steps made towards the agreement, with their dates, in order (R125-6)."""
    if dossier.mandat_le is None or dossier.envoye_le is None or dossier.participation_le is None:
        raise ActeImpossible
    conclu = accord(dossier)
    n = NatureDiligence
    lignes = [
        DiligenceImprimee(n.MANDAT, dossier.mandat_le),
        DiligenceImprimee(n.ENVOI, dossier.envoye_le, f"n° {dossier.numero_recommande}"),
        DiligenceImprimee(n.ACCEPTATION, _le_jour_ou_l_instant(dossier), _mode(dossier.participation_mode)),
        *(
            # a plan signed in advance is put forward on the day the debtor takes part
            DiligenceImprimee(n.PROPOSITION, max(p.envoyee_le, dossier.participation_le), _detail(p))
            for p in dossier.propositions
        ),
        DiligenceImprimee(n.ACCORD_DEBITEUR, conclu.debiteur_le),
        DiligenceImprimee(n.ACCORD_CREANCIER, conclu.creancier_le),
    ]
    for c in dossier.constats:
        if c.genre is GenreConstat.ACCEPTATION:
            lignes.append(DiligenceImprimee(n.CONSTAT_ACCEPTATION, c.constate_le))
        if c.genre is GenreConstat.ACCORD:
            lignes.append(DiligenceImprimee(n.CONSTAT_ACCORD, c.constate_le))
    return tuple(sorted(lignes, key=_rang))


def dernier_acte(dossier: Dossier, action: Action) -> Evenement | None:
    """The latest journal row of this action."""
    return next((e for e in reversed(dossier.evenements) if e.action == action.value), None)


def _rang(ligne: DiligenceImprimee) -> tuple[date, float]:
    # a day without an hour opens its day
    if isinstance(ligne.le, datetime):
        return jour_a_paris(ligne.le), ligne.le.timestamp()
    return ligne.le, 0.0


def _participation(dossier: Dossier) -> ReponseImprimee:
    if dossier.participation_le is None or dossier.participation_mode is None:
        raise ActeImpossible
    acte = dernier_acte(dossier, Action.ACCEPTER_PARTICIPATION)
    return _reponse(dossier.participation_mode, dossier.participation_le, acte)


def _contestation(dossier: Dossier) -> ReponseImprimee | None:
    """What somebody who neither accepted nor refused said of the sum: he was not silent (D4)."""
    le = dossier.contestee_le
    return None if le is None or dossier.participation_le else ReponseImprimee(ModeReponse.PORTAIL.value, le)


def _refus(dossier: Dossier) -> ReponseImprimee:
    if dossier.refus_le is None:
        raise ActeImpossible
    mode = dossier.refus_mode or ModeReponse.PORTAIL
    acte = dernier_acte(dossier, Action.REFUSER_TERMES) or dernier_acte(dossier, Action.REFUSER_PARTICIPATION)
    return _reponse(mode, dossier.refus_le, acte)


def _reponse(mode: ModeReponse, enregistree_le: datetime, acte: Evenement | None) -> ReponseImprimee:
    """On paper, the days are those of the answer itself, not the instant at which the étude recorded it."""
    papier = acte.details if acte is not None else {}
    recue, postee = papier.get("recue_le"), papier.get("postee_le")
    return ReponseImprimee(
        mode.value,
        date.fromisoformat(recue) if recue else enregistree_le,
        date.fromisoformat(postee) if postee else None,
    )


def _prescription(dossier: Dossier, fait_le: datetime) -> Prescription | None:
    """Suspended only if an acceptance was recorded (2238)."""
    constatee_le = dossier.acceptation_constatee_le
    return None if constatee_le is None else _suspension(dossier, constatee_le, fait_le)


def _suspension(dossier: Dossier, constatee_le: datetime, fait_le: datetime) -> Prescription:
    """Time runs again from the earliest of refusal, constat, end (D17)."""
    bornes = (jour_a_paris(fait_le), _jour_du_refus(dossier), dossier.fin_stricte)
    reprend_le = min(b for b in bornes if b is not None)
    return Prescription(jour_a_paris(constatee_le), reprend_le, sans_effet=not suspend(dossier, constatee_le))


def _jour_du_refus(dossier: Dossier) -> date | None:
    return dossier.refus_poste_le or (jour_a_paris(dossier.refus_le) if dossier.refus_le else None)


def _derniere(dossier: Dossier) -> PropositionImprimee | None:
    return _proposition(dossier.propositions[-1]) if dossier.propositions else None


def _refusee(dossier: Dossier) -> PropositionImprimee | None:
    """The creditor's offer that the debtor's refusal answered, if one was pending."""
    derniere = dossier.propositions[-1] if dossier.propositions else None
    if derniere is None or derniere.auteur is Role.DEBITEUR or derniere.repondue_le != dossier.refus_le:
        return None
    return _proposition(derniere)


def _proposition(p: Proposition) -> PropositionImprimee:
    return PropositionImprimee(p.auteur.value, p.envoyee_le, p.montant_centimes, p.echeances)


def _detail(p: Proposition) -> str:
    signee = "signée d’avance et " if p.plan_id is not None else ""
    relayee = f"du créancier, {signee}relayée par le commissaire de justice"
    auteur = "du débiteur" if p.auteur is Role.DEBITEUR else relayee
    nombre = len(p.lignes)
    fois = f"en {nombre} paiements" if nombre > 1 else "en un paiement"
    return f"{auteur} : {euros(p.montant_centimes)} {fois}"


def _mode(mode: ModeReponse | None) -> str:
    return {
        ModeReponse.PORTAIL: "par voie électronique",
        ModeReponse.FORMULAIRE: "par le formulaire d’acceptation",
        ModeReponse.EMARGEMENT: "par émargement de la lettre",
    }.get(mode or ModeReponse.PORTAIL, "par un autre moyen")


def _le_jour_ou_l_instant(dossier: Dossier) -> date:
    if dossier.participation_postee_le is not None:
        return dossier.participation_postee_le
    if dossier.participation_le is None:
        raise ActeImpossible
    return dossier.participation_le
