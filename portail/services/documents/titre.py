"""The titre exécutoire (L. 125-1 al. 3, R. 125-6). No official model: its content is the checklist of droit.md §5."""

from portail.services.documents import phrases
from portail.services.documents.actes import LIBRE, MODELE_NON_OFFICIEL, imprimer_acte
from portail.services.documents.blocs import (
    Bloc,
    commissaire,
    creance,
    echeancier,
    empreinte,
    liste,
    paragraphe,
    partie,
    rubrique,
    tableau,
)
from portail.services.documents.controle_titre import controler_titre
from portail.services.documents.donnees_actes import DiligenceImprimee, NatureDiligence, TitreDonnees
from portail.services.documents.formats import euros, jour, jour_long, quand, quand_court
from portail.services.documents.texte import assainir

__all__ = ["TitreIncomplet", "controler_titre", "imprimer_titre"]

_DILIGENCES = {
    NatureDiligence.MANDAT: "Mandat donné par le créancier",
    NatureDiligence.ENVOI: "Envoi de la lettre d’invitation, recommandée avec demande d’avis de réception",
    NatureDiligence.AVIS_DE_RECEPTION: "Avis de réception",
    NatureDiligence.ACCEPTATION: "Acceptation de participer",
    NatureDiligence.CONSTAT_ACCEPTATION: "Constat de cette acceptation (article R. 125-3)",
    NatureDiligence.PROPOSITION: "Proposition sur le montant et les modalités (article R. 125-4)",
    NatureDiligence.ACCORD_DEBITEUR: "Accord du débiteur",
    NatureDiligence.ACCORD_CREANCIER: "Accord du créancier",
    NatureDiligence.CONSTAT_ACCORD: "Constat de l’accord (article R. 125-5, 4°)",
}
_SANS_CLAUSE = (
    "Les parties n’ont convenu d’aucune clause en cas de retard. Chaque paiement est exigible à sa date\u00a0; un "
    "retard sur l’un ne rend pas les autres exigibles."
)
_SANS_INTERET = "Les parties n’ont convenu d’aucun intérêt pendant l’échéancier."


class TitreIncomplet(ValueError):
    """The titre may not be delivered; `motifs` say why, in French, in the order of the act."""

    def __init__(self, motifs: tuple[str, ...]) -> None:
        super().__init__(" ".join(motifs))
        self.motifs = motifs


def imprimer_titre(donnees: TitreDonnees) -> bytes:
    """The titre, refused while `controler_titre` finds anything; a draft prints what is missing instead (R7)."""
    motifs = controler_titre(donnees)
    if motifs and not donnees.projet:
        raise TitreIncomplet(motifs)
    d = assainir(donnees)
    officiel = d.formule is not None and not d.projet
    return imprimer_acte(
        d.parties.tirage,
        d.parties.etude,
        intitule="Projet de titre" if d.projet else "Titre exécutoire",
        sous_titre="au vu de l’accord des parties (articles L. 111-3, L. 125-1 et R. 125-6 du code des procédures "
        "civiles d’exécution)",
        etiquette=MODELE_NON_OFFICIEL,
        entete=d.formule.entete if officiel and d.formule else (),
        avis_titre="À compléter avant la délivrance",
        avis=motifs,
        blocs=_blocs(d),
        blocs_lies=_formule(d),
        fait="" if d.projet else f"Fait à {d.lieu}, le {jour_long(d.fait_le)}.",
        signature="" if d.projet else "Signature et sceau du commissaire de justice",
        projet=d.projet,
        pages=LIBRE,
    )


def _blocs(d: TitreDonnees) -> list[Bloc]:
    p = d.parties
    return [
        rubrique("Le commissaire de justice"),
        commissaire(p.etude),
        rubrique("Le créancier"),
        partie("Créancier", p.creancier),
        rubrique("Le débiteur"),
        partie("Débiteur", p.debiteur),
        rubrique("La créance"),
        *creance(p.creance),
        *([paragraphe("Pièces\u00a0:"), liste(d.pieces)] if d.pieces else []),
        rubrique("Les diligences accomplies en vue de l’accord (article R. 125-6)"),
        tableau(
            ("Date (heure de Paris)", "Diligence"), [(quand_court(x.le), _diligence(x)) for x in d.diligences], large=1
        ),
        rubrique("L’accord"),
        *_accord(d),
        rubrique("Frais, exécution, copie"),
        liste((phrases.FRAIS, phrases.EXECUTION, _copie(d))),
    ]


def _diligence(x: DiligenceImprimee) -> str:
    return f"{_DILIGENCES[x.nature]}\u00a0: {x.detail}" if x.detail else _DILIGENCES[x.nature]


def _accord(d: TitreDonnees) -> list[Bloc]:
    p, a = d.parties, d.accord
    abandon = p.creance.total_centimes - a.montant_centimes
    reste = f"Le créancier renonce au surplus, soit {euros(abandon)}." if abandon > 0 else "Aucune somme n’est remise."
    return [
        paragraphe(
            f"{p.debiteur.designation} doit à {p.creancier.designation} la somme de "
            f"{phrases.montant(a.montant_centimes)}.",
            fort=True,
        ),
        paragraphe(f"{reste} L’accord a été conclu le {quand(a.conclu_le)}. Il est payable comme suit\u00a0:"),
        echeancier(a.echeances),
        *map(paragraphe, phrases.decalage(a)),
        paragraphe(a.clause_defaut or _SANS_CLAUSE),
        paragraphe(a.interets or _SANS_INTERET),
        *([paragraphe(f"Moyen de paiement\u00a0: {a.moyen_de_paiement}.")] if a.moyen_de_paiement else []),
        *empreinte("Empreinte des termes (SHA-256)", a.empreinte),
    ]


def _copie(d: TitreDonnees) -> str:
    if d.copie is None:
        return "Une copie du présent titre est remise sans frais au débiteur (article R. 125-6)."
    return (
        f"Une copie du présent titre est remise sans frais au débiteur le {jour(d.copie.le)}, {d.copie.mode} (article "
        "R. 125-6)."
    )


def _formule(d: TitreDonnees) -> list[Bloc]:
    """R7: never on a draft."""
    if d.projet or d.formule is None:
        return []
    return [rubrique("Formule exécutoire"), *[paragraphe(alinea) for alinea in d.formule.alineas]]
