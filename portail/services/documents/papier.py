"""Terms to sign by hand: the very words of the screen, boxes, a place for the date and the signature.

Printing it records nothing. The étude scans the mark when the paper comes back.
"""

from portail.services.documents.actes import MODELE_NON_OFFICIEL, imprimer_acte
from portail.services.documents.blocs import (
    Bloc,
    case,
    echeancier_serre,
    fiche,
    marque,
    rubrique,
)
from portail.services.documents.codes import image_qr_publique
from portail.services.documents.donnees_actes import ProjetPapierDonnees
from portail.services.documents.formats import jour_long
from portail.services.documents.texte import assainir

ACCORD, OFFRE = "Mon accord, à signer", "Ma proposition, à signer"


def imprimer_papier(donnees: ProjetPapierDonnees) -> bytes:
    d = assainir(donnees)
    declarations = tuple((t, tuple(assainir(tuple(texte.split("\n"))))) for t, texte in donnees.declarations)
    return imprimer_acte(
        d.parties.tirage,
        d.parties.etude,
        intitule=ACCORD if d.conclut else OFFRE,
        sous_titre="procédure simplifiée de recouvrement des petites créances (article L. 125-1 du code des procédures "
        "civiles d’exécution)",
        etiquette=MODELE_NON_OFFICIEL,
        avis_titre="Que faire de ce papier\u00a0?",
        avis=_avis(d),
        blocs=_blocs(d, declarations),
        fait="Fait à ……………………………………, le …… / …… / …………",
        signature="Signature, avec votre nom",
    )


def _avis(d: ProjetPapierDonnees) -> list[str]:
    e = d.parties.etude
    horaires = f" Ouvert {d.horaires}." if d.horaires else ""
    suite = (
        "Quand l’étude l’enregistre, l’accord est conclu."
        if d.conclut
        else "Quand l’étude l’enregistre, votre proposition part au créancier."
    )
    return [
        "Lisez tout. Cochez chaque case. Écrivez la date, puis signez.",
        f"Apportez-le ou postez-le\u00a0: {e.nom}, {e.adresse.en_ligne}.{horaires}",
        f"L’étude doit l’avoir au plus tard le {jour_long(d.avant)}. Par la poste, envoyez-le quelques jours avant.",
        f"Tant que l’étude ne l’a pas, rien n’est enregistré. {suite}",
        "Ne payez rien maintenant. Gardez une copie ou une photo de ce papier.",
    ]


def _blocs(d: ProjetPapierDonnees, declarations: tuple[tuple[str, tuple[str, ...]], ...]) -> list[Bloc]:
    p = d.parties
    return [
        marque(d.marque, image_qr_publique(d.marque)),
        fiche((("De", p.debiteur.designation), ("Créancier", p.creancier.designation))),
        rubrique("Ce que je déclare"),
        *(case(titre, lignes) for titre, lignes in declarations),
        rubrique("Les dates et les montants"),
        echeancier_serre(d.echeances),
    ]
