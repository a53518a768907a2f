"""The agreement of the parties, in words that both can read: amount, schedule, and what it means."""

from portail.services.documents import phrases
from portail.services.documents.actes import LIBRE, MODELE_NON_OFFICIEL, imprimer_acte
from portail.services.documents.blocs import (
    Bloc,
    creance,
    echeancier,
    empreinte,
    fiche,
    liste,
    paragraphe,
    partie,
    rubrique,
)
from portail.services.documents.donnees_actes import AccordDonnees
from portail.services.documents.formats import euros, jour_long, quand
from portail.services.documents.texte import assainir


def imprimer_accord(donnees: AccordDonnees) -> bytes:
    d = assainir(donnees)
    return imprimer_acte(
        d.parties.tirage,
        d.parties.etude,
        intitule="Accord sur le montant et les modalités du paiement",
        sous_titre="conclu dans la procédure simplifiée de recouvrement des petites créances (articles L. 125-1 et "
        "R. 125-4 du code des procédures civiles d’exécution)",
        etiquette=MODELE_NON_OFFICIEL,
        blocs=_blocs(d),
        blocs_lies=_accords(d),
        pages=LIBRE,
    )


def _blocs(d: AccordDonnees) -> list[Bloc]:
    p, a = d.parties, d.accord
    abandon = p.creance.total_centimes - a.montant_centimes
    return [
        rubrique("Entre"),
        partie("Créancier", p.creancier),
        partie("Débiteur", p.debiteur),
        rubrique("La somme demandée"),
        *creance(p.creance),
        rubrique("Ce qui est convenu"),
        paragraphe(f"{p.debiteur.designation} paiera {phrases.montant(a.montant_centimes)}.", fort=True),
        *([paragraphe(f"{p.creancier.designation} renonce au reste, soit {euros(abandon)}.")] if abandon > 0 else []),
        echeancier(a.echeances),
        *map(paragraphe, phrases.decalage(a)),
        *[paragraphe(texte) for texte in (a.interets or _SANS_INTERET, a.clause_defaut or _SANS_CLAUSE)],
        rubrique("Ce que cet accord veut dire"),
        liste(_sens(d)),
    ]


def _accords(d: AccordDonnees) -> list[Bloc]:
    p, a = d.parties, d.accord
    return [
        rubrique("Qui a donné son accord, et quand"),
        fiche(((p.debiteur.designation, quand(a.debiteur_le)), (p.creancier.designation, quand(a.creancier_le)))),
        *empreinte("Empreinte des termes (SHA-256)", a.empreinte),
    ]


_SANS_INTERET = "Aucun intérêt n’est convenu pendant l’échéancier."
_SANS_CLAUSE = "Chaque paiement est dû à sa date. Un retard sur l’un ne rend pas les autres dus plus tôt."


def _sens(d: AccordDonnees) -> tuple[str, ...]:
    p, a = d.parties, d.accord
    premier = f" Le premier est prévu le {jour_long(a.echeances[0].le)}." if a.echeances else ""
    return (
        f"{p.debiteur.designation} reconnaît devoir {euros(a.montant_centimes)}.",
        f"Aucun paiement n’a lieu avant que l’étude ait constaté cet accord par écrit (article R. 125-7).{premier}",
        "L’étude remet au créancier un titre exécutoire\u00a0: un document qui permet une saisie sans passer devant un "
        "juge. Le débiteur en reçoit une copie gratuite (article R. 125-6).",
        "Si les paiements sont faits comme prévu, il ne se passe rien d’autre.",
        "S’ils ne le sont pas, un autre commissaire de justice peut être chargé d’une saisie. Celui qui a établi le "
        "titre ne le peut pas (article R. 125-8). Des frais de saisie peuvent alors s’ajouter.",
        phrases.FRAIS,
    )
