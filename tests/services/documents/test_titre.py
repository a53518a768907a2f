from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portail.domaine.creance import Nature
from portail.domaine.echeancier import Echeance
from portail.services.documents.donnees import (
    Adresse,
    CreanceImprimee,
    EcheanceImprimee,
    ElementImprime,
    PartieImprimee,
)
from portail.services.documents.donnees_actes import NatureDiligence, TitreDonnees
from portail.services.documents.titre import TitreIncomplet, controler_titre, imprimer_titre

from .exemples import ACCORD, CREANCE, CREANCIER, DEBITRICE, ETUDE, PARTIES, TITRE, TOUS, plan
from .lecture import pages, texte

FORMULE = (
    "En conséquence, la République française mande et ordonne à tous huissiers de justice, sur ce requis, de mettre "
    "ledit titre à exécution, aux procureurs généraux et aux procureurs de la République près les tribunaux "
    "judiciaires d'y tenir la main, à tous commandants et officiers de la force publique de prêter main-forte "
    "lorsqu'ils en seront légalement requis."
)
MENTIONS = (
    "République française Au nom du peuple français Titre exécutoire",
    "Commissaire de justice : Claire Aubin Office : Étude Aubin et Keriel Demeure : 14 rue des Arcades, 35000 Rennes "
    "Ressort : cour d'appel de Rennes",
    "Créancier : Menuiserie Costa Forme : SARL Immatriculation : SIREN 900 000 001 Siège social : 8 quai des Ateliers, "
    "35200 Rennes Représentation : Paulo Costa, gérant",
    "Débiteur : Madame Nadia Ferrand Domicile : 3 allée des Tilleuls, Appartement 12, 35510 Cesson-Sévigné",
    "Fondement : la facture n° F-2025-118 du 12 mai 2025",
    "Total demandé 1 220,00 €",
    "Facture F-2025-118 du 12 mai 2025",
    "20 octobre 2026 Mandat donné par le créancier",
    "2 novembre 2026 Envoi de la lettre d'invitation, recommandée avec demande d'avis de réception : n° 1A 123 456",
    "5 novembre 2026 Avis de réception",
    "10 novembre 2026, 10 h 42 Acceptation de participer : sur le portail de l'étude",
    "12 novembre 2026 Constat de cette acceptation (article R. 125-3)",
    "20 novembre 2026, 9 h 15 Proposition sur le montant et les modalités (article R. 125-4)",
    "20 novembre 2026, 9 h 15 Accord du débiteur",
    "22 novembre 2026, 10 h 42 Accord du créancier",
    "24 novembre 2026 Constat de l'accord (article R. 125-5, 4°)",
    "Madame Nadia Ferrand doit à Menuiserie Costa la somme de 1 200,00 € (mille deux cents euros).",
    "Le créancier renonce au surplus, soit 20,00 €.",
    "1 mardi 5 janvier 2027 200,00 €",
    "6 samedi 5 juin 2027 200,00 € Total 1 200,00 €",
    "Les parties n'ont convenu d'aucune clause en cas de retard.",
    "Les parties n'ont convenu d'aucun intérêt pendant l'échéancier.",
    "à la charge exclusive du créancier (article L. 125-1",
    "ne peut être chargé de la mise à exécution forcée du recouvrement de la créance qui en fait l'objet (article R.",
    "Une copie du présent titre est remise sans frais au débiteur le 25 novembre 2026, dans son espace et par lettre "
    "simple (article R. 125-6).",
    FORMULE,
    "Fait à Rennes, le mercredi 25 novembre 2026.",
    "Signature et sceau du commissaire de justice",
)


def test_the_titre_holds_every_mention_of_the_checklist_in_its_order() -> None:
    reste = texte(TOUS["titre"]())
    for mention in MENTIONS:
        assert mention in reste, mention
        reste = reste.partition(mention)[2]


def test_what_the_parties_wrote_replaces_the_default_words() -> None:
    ecrit = replace(
        ACCORD,
        clause_defaut="Après un rappel resté quinze jours sans effet, le solde devient exigible.",
        interets="Intérêts au taux légal sur les sommes en retard.",
        moyen_de_paiement="virement",
    )
    lue = texte(imprimer_titre(replace(TITRE, accord=ecrit)))
    assert "Après un rappel resté quinze jours sans effet, le solde devient exigible." in lue
    assert "Intérêts au taux légal sur les sommes en retard." in lue
    assert "Moyen de paiement : virement." in lue
    assert "n'ont convenu" not in lue


def test_a_draft_carries_its_mark_on_every_page_and_never_the_formula() -> None:
    projet = pages(TOUS["projet-titre"]())
    for page in projet:
        assert page.startswith("PROJET PROJET – document de travail, sans valeur exécutoire")
        assert "SPÉCIMEN" in page
    for interdit in ("République française", "Au nom du peuple", "mande et ordonne", "Formule", "Fait à", "Signature"):
        assert interdit not in " ".join(projet)


def test_a_draft_of_production_is_marked_too() -> None:
    vrai = replace(PARTIES, tirage=replace(PARTIES.tirage, specimen=False))
    for page in pages(imprimer_titre(replace(TITRE, parties=vrai, projet=True))):
        assert page.startswith("PROJET PROJET – document de travail, sans valeur exécutoire")
        assert "SPÉCIMEN" not in page


def test_a_draft_prints_what_is_missing_instead_of_being_refused() -> None:
    lue = texte(imprimer_titre(replace(TITRE, projet=True, formule=None, copie=None, lieu="")))
    assert "À compléter avant la délivrance – Il manque le lieu. – Il manque la mention de la copie" in lue
    assert "formule exécutoire" not in lue


def test_the_example_lacks_nothing() -> None:
    assert controler_titre(TITRE) == ()


_N = NatureDiligence


def _sans(nature: NatureDiligence) -> TitreDonnees:
    return replace(TITRE, diligences=tuple(d for d in TITRE.diligences if d.nature is not nature))


def _creancier(**champs: object) -> TitreDonnees:
    return replace(TITRE, parties=replace(PARTIES, creancier=replace(CREANCIER, **champs)))  # type: ignore[arg-type]


def _echeances(*echeances: EcheanceImprimee) -> TitreDonnees:
    return replace(TITRE, accord=replace(ACCORD, echeances=echeances))


PERSONNE = PartieImprimee(nom="Leroux", prenoms="Maël", adresse=Adresse(("1 place du Marché", "35000 Rennes")))
P = ACCORD.echeances

FAUTES: list[tuple[TitreDonnees, str]] = [
    (replace(TITRE, parties=replace(PARTIES, etude=replace(ETUDE, cour_appel=" "))), "Il manque la cour d’appel."),
    (_creancier(forme=""), "Il manque la forme du créancier."),
    (_creancier(representant=""), "Il manque l’organe qui représente le créancier."),
    (replace(TITRE, parties=replace(PARTIES, creancier=PERSONNE)), "Il manque la nationalité du créancier."),
    (replace(TITRE, parties=replace(PARTIES, creancier=PERSONNE)), "Il manque la date de naissance du créancier."),
    (
        replace(TITRE, parties=replace(PARTIES, debiteur=replace(DEBITRICE, prenoms=""))),
        "Il manque les prénoms du débiteur.",
    ),
    (
        replace(TITRE, parties=replace(PARTIES, debiteur=replace(DEBITRICE, nom="中"))),
        "Le nom ou l’adresse du débiteur contient un caractère qui ne s’imprime pas.",
    ),
    (
        replace(TITRE, parties=replace(PARTIES, creance=CreanceImprimee("", CREANCE.elements))),
        "Il manque le fondement de la créance.",
    ),
    *((_sans(n), "Il manque une diligence\u00a0: ") for n in _N if n is not _N.AVIS_DE_RECEPTION),
    (replace(TITRE, diligences=TITRE.diligences[::-1]), "Les diligences doivent être dans l’ordre de leurs dates."),
    (replace(TITRE, accord=replace(ACCORD, montant_centimes=120_001)), "n’est pas le montant convenu"),
    (_echeances(*P[:-1], Echeance(6, P[5].le, 19_999)), "n’est pas le montant convenu"),
    (_echeances(*P[:-1], Echeance(7, P[5].le, 20_000)), "numérotés à partir de 1"),
    (_echeances(*P[:4], Echeance(5, P[5].le, 20_000), Echeance(6, P[4].le, 20_000)), "dans l’ordre de leurs dates"),
    (_echeances(*P[:4], Echeance(5, P[4].le, 40_000), Echeance(6, P[5].le, 0)), "Chaque paiement doit être supérieur"),
    (_echeances(), "Il manque l’échéancier."),
    (_echeances(Echeance(1, date(2026, 11, 23), 120_000)), "précède le constat d’accord (article R. 125-7)"),
    (
        replace(TITRE, accord=replace(ACCORD, montant_centimes=122_001, echeances=plan(3, 122_001))),
        "dépasse le total demandé",
    ),
    (
        replace(TITRE, parties=replace(PARTIES, creance=CreanceImprimee("x", (ElementImprime("y", 500_001),)))),
        "(article R. 125-1)",
    ),
    (replace(TITRE, lieu=""), "Il manque le lieu."),
    (replace(TITRE, copie=None), "Il manque la mention de la copie remise au débiteur."),
    (replace(TITRE, fait_le=date(2026, 11, 23)), "antérieure à l’une des diligences"),
    (
        replace(TITRE, accord=replace(ACCORD, creancier_le=datetime(2026, 11, 25, 23, 30, tzinfo=UTC))),
        "antérieure à l’accord",
    ),
    (replace(TITRE, formule=None), "Il manque la formule exécutoire."),
]


@pytest.mark.parametrize(("donnees", "motif"), FAUTES, ids=[motif for _, motif in FAUTES])
def test_a_fault_is_named_and_the_titre_refused(donnees: TitreDonnees, motif: str) -> None:
    assert any(motif in m.replace("\u202f", " ") for m in controler_titre(donnees)), controler_titre(donnees)
    with pytest.raises(TitreIncomplet) as refus:
        imprimer_titre(donnees)
    assert refus.value.motifs == controler_titre(donnees)


def test_the_formula_must_be_verified_outside_the_demonstration() -> None:
    assert TITRE.formule is not None
    douteuse = replace(TITRE.formule, verifie=False)
    assert controler_titre(replace(TITRE, formule=douteuse)) == ()
    vrai = replace(PARTIES, tirage=replace(PARTIES.tirage, specimen=False))
    assert controler_titre(replace(TITRE, parties=vrai, formule=douteuse)) == (
        "La formule exécutoire doit être vérifiée par l’étude.",
    )


def test_a_single_payment_of_the_whole_sum_waives_nothing() -> None:
    tout = replace(ACCORD, montant_centimes=122_000, echeances=plan(1, 122_000))
    assert "Aucune somme n'est remise." in texte(imprimer_titre(replace(TITRE, accord=tout)))


def test_a_person_creditor_is_named_as_article_648_asks() -> None:
    personne = replace(
        PERSONNE,
        civilite="Monsieur",
        profession="menuisier",
        nationalite="française",
        naissance_le=date(1980, 3, 1),
        naissance_lieu="Vannes",
    )
    lue = texte(imprimer_titre(replace(TITRE, parties=replace(PARTIES, creancier=personne))))
    assert (
        "Créancier : Monsieur Maël Leroux Domicile : 1 place du Marché, 35000 Rennes Profession : menuisier "
        "Nationalité : française Naissance : 1er mars 1980 à Vannes"
    ) in lue


def test_every_nature_of_element_has_its_word() -> None:
    elements = tuple(ElementImprime(f"élément {n}", 10_000, n) for n in Nature)
    creance = CreanceImprimee("le contrat", elements)
    accord = replace(ACCORD, montant_centimes=50_000, echeances=plan(2, 50_000))
    lue = texte(imprimer_titre(replace(TITRE, parties=replace(PARTIES, creance=creance), accord=accord)))
    for mot in ("principal", "intérêts", "indemnité forfaitaire", "clause pénale", "autre"):
        assert mot in lue
