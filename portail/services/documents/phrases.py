"""Sentences that several acts share."""

from portail.domaine.lettres import montant_en_lettres
from portail.services.documents.donnees_actes import (
    AccordImprime,
    EnvoiImprime,
    PartiesImprimees,
    Prescription,
    PropositionImprimee,
    ReponseImprimee,
)
from portail.services.documents.formats import euros, jour, jour_long, quand

FRAIS = (
    "Les frais de toute nature qu’occasionne la procédure sont à la charge exclusive du créancier (article L. 125-1 du "
    "code des procédures civiles d’exécution)."
)
EXECUTION = (
    "Le commissaire de justice qui a établi le titre exécutoire ne peut être chargé de la mise à exécution forcée du "
    "recouvrement de la créance qui en fait l’objet (article R. 125-8)."
)
AUCUN_PAIEMENT = (
    "Aucun paiement ne peut avoir lieu avant que le commissaire de justice ait constaté l’issue de la procédure "
    "(article R. 125-7)."
)
JUGE = "Le créancier peut saisir le juge afin d’obtenir un titre exécutoire (article R. 125-2, III, 5°)."
DISPENSE = (
    "Le présent écrit justifie de l’échec de la procédure, pour l’application de l’article 750-1, 5°, du code de "
    "procédure civile."
)

_MODES = {
    "portail": "sur le portail de l’étude",
    "formulaire": "par formulaire",
    "emargement": "par émargement à l’étude",
    "autre": "par un autre moyen",
}


def mode(valeur: str) -> str:
    """The words of a mode of answer; a text that is none of ours is printed as it is."""
    return _MODES.get(valeur, valeur)


def reponse(r: ReponseImprimee) -> str:
    """« sur le portail de l’étude, le mercredi 18 novembre 2026 à 10 h 42 (heure de Paris) »."""
    postee = f", posté le {jour_long(r.postee_le)} et reçu le {quand(r.recue_le)}" if r.postee_le else ""
    par = f", par {r.par}, personne spécialement mandatée" if r.par else ""
    return f"{mode(r.mode)}{par}{postee or f', le {quand(r.recue_le)}'}"


def montant(centimes: int) -> str:
    """In figures and in letters."""
    return f"{euros(centimes)} ({montant_en_lettres(centimes)})"


def envoi(e: EnvoiImprime) -> tuple[tuple[str, str], ...]:
    prorogee = jour_long(e.fin_prorogee) if e.fin_prorogee != e.fin_stricte else ""
    return (
        ("Dépôt de la lettre", f"{jour_long(e.depose_le)}, en recommandé avec demande d’avis de réception"),
        ("Numéro", e.numero_recommande),
        ("Avis de réception", jour_long(e.avis_le) if e.avis_le else ""),
        ("Fin du mois", f"{jour_long(e.fin_stricte)}, à vingt-quatre heures"),
        ("Fin prorogée", f"{prorogee} (article 642 du code de procédure civile, s’il s’applique)" if prorogee else ""),
    )


def decalage(a: AccordImprime) -> tuple[str, ...]:
    """The clause that moves the dates after a late constat, and what it did; nothing where none was agreed."""
    if not a.clause_decalage:
        return ()
    clause = f"Clause convenue entre les parties : « {a.clause_decalage} »"
    if not a.decalage_mois:
        return (clause,)
    return (
        clause,
        f"Par application de cette clause, toutes les dates ci-dessus sont reportées de {a.decalage_mois} mois par "
        "rapport à celles de l’accord.",
    )


def proposition(p: PropositionImprimee, parties: PartiesImprimees) -> str:
    """« celle de Menuiserie Costa, faite le …, porte sur … en 6 paiements »."""
    noms = {"debiteur": parties.debiteur.designation, "creancier": parties.creancier.designation}
    nombre = len(p.echeances)
    paiements = f", en {nombre} paiement{'s' if nombre > 1 else ''}" if nombre else ""
    auteur = noms.get(p.auteur, p.auteur)
    return f"celle de {auteur}, faite le {quand(p.faite_le)}, porte sur {euros(p.montant_centimes)}{paiements}"


def prescription(p: Prescription | None) -> str:
    """D17: the earliest possible day, for both parties alike; nothing was suspended without a record made in time."""
    if p is None:
        return (
            "La prescription n’a pas été suspendue par la procédure, faute d’acceptation constatée (article 2238 du "
            "code civil)."
        )
    if p.sans_effet:
        return (
            f"L’acceptation a été constatée le {jour(p.suspendue_le)}. Par prudence, le point de départ retenu pour la "
            f"reprise de la prescription est le plus ancien possible\u00a0: le {jour(p.reprend_le)}. Ainsi comptée, la "
            "prescription n’a pas été suspendue en fait (article 2238 du code civil)."
        )
    return (
        f"La prescription, suspendue par l’acceptation constatée le {jour(p.suspendue_le)}, recommence à courir pour "
        f"une durée qui ne peut être inférieure à six mois (article 2238 du code civil). Par prudence, le point de "
        f"départ retenu est le plus ancien possible\u00a0: le {jour(p.reprend_le)}."
    )
