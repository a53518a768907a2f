"""The quittance: the creditor says that he received everything, and that nothing more is due (C. civ. 1342)."""

from portail.services.documents import phrases
from portail.services.documents.actes import MODELE_NON_OFFICIEL, imprimer_acte
from portail.services.documents.blocs import (
    Bloc,
    citation,
    fiche,
    liste,
    paragraphe,
    partie,
    rubrique,
    versements_serres,
)
from portail.services.documents.donnees_actes import QuittanceDonnees
from portail.services.documents.formats import euros, instant_exact, jour
from portail.services.documents.texte import assainir


def imprimer_quittance(donnees: QuittanceDonnees) -> bytes:
    """One page, unless names are very long: none is shortened here."""
    d = assainir(donnees)
    return imprimer_acte(
        d.parties.tirage,
        d.parties.etude,
        intitule="Quittance",
        sous_titre="pour solde de la dette constatée par un titre exécutoire (article 1342 du code civil)",
        etiquette=MODELE_NON_OFFICIEL,
        blocs=_blocs(d),
    )


def _blocs(d: QuittanceDonnees) -> list[Bloc]:
    p = d.parties
    creancier, debiteur = p.creancier.designation, p.debiteur.designation
    return [
        rubrique("Les personnes"),
        partie("Créancier", p.creancier),
        partie("Débiteur", p.debiteur),
        rubrique("La dette payée"),
        fiche((("Fondement", p.creance.fondement), ("Titre exécutoire", f"délivré le {jour(d.titre_le)}"))),
        rubrique("Ce que le créancier déclare"),
        citation(
            (
                f"{creancier} a reçu de {debiteur} la somme de {phrases.montant(d.montant_centimes)}, soit tout ce qui "
                f"était dû selon le titre exécutoire du {jour(d.titre_le)}.",
                "Cette dette est éteinte. Plus rien ne peut être réclamé en vertu de ce titre.",
            )
        ),
        *_remise(d),
        rubrique("Les sommes reçues"),
        versements_serres(d.versements),
        rubrique("Comment cette quittance est donnée"),
        fiche(
            (
                ("Donnée par", _donneur(d)),
                ("Le", instant_exact(d.donnee_le)),
                ("Comment", "sur le portail de l’étude"),
            )
        ),
        liste(
            (
                "Elle est gratuite pour le débiteur.",
                "Le débiteur la garde avec sa copie du titre\u00a0: elle prouve qu’il a payé.",
            )
        ),
    ]


def _remise(d: QuittanceDonnees) -> list[Bloc]:
    remise = d.parties.creance.total_centimes - d.montant_centimes
    return (
        [paragraphe(f"L’accord avait remis au débiteur {euros(remise)} sur la somme demandée.")] if remise > 0 else []
    )


def _donneur(d: QuittanceDonnees) -> str:
    creancier = d.parties.creancier.designation
    return f"{d.donnee_par}, pour {creancier}" if d.donnee_par and d.donnee_par != creancier else creancier
