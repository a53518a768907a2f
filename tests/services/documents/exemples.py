"""Invented data for every document, and the list of all of them."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from portail.domaine.creance import Nature
from portail.domaine.decalage import CLAUSE
from portail.domaine.echeancier import Echeance
from portail.domaine.retours import SensRetour, marquer
from portail.services.documents.accord import imprimer_accord
from portail.services.documents.bordereau import BordereauDonnees, LettreDuBordereau, imprimer_bordereau
from portail.services.documents.constats import imprimer_constat
from portail.services.documents.declaration import OffreDite, declarer
from portail.services.documents.donnees import (
    Adresse,
    Canal,
    ConnexionImprimee,
    CreanceImprimee,
    ElementImprime,
    EtudeImprimee,
    FeuilleDonnees,
    LettreDonnees,
    PartieImprimee,
    Tirage,
    VerificationImprimee,
)
from portail.services.documents.donnees_actes import (
    AccordDonnees,
    AccordImprime,
    Circonstance,
    ConstatAcceptation,
    ConstatAccord,
    ConstatExpiration,
    ConstatRefusParticipation,
    ConstatRefusTermes,
    CopieImprimee,
    DiligenceImprimee,
    EnvoiImprime,
    NatureDiligence,
    NatureRecepisse,
    PartiesImprimees,
    Prescription,
    ProjetPapierDonnees,
    PropositionImprimee,
    QuittanceDonnees,
    RecepisseDonnees,
    ReponseImprimee,
    TitreDonnees,
    VersementImprime,
)
from portail.services.documents.feuille import imprimer_feuille
from portail.services.documents.lettre import imprimer_lettre
from portail.services.documents.papier import imprimer_papier
from portail.services.documents.quittance import imprimer_quittance
from portail.services.documents.recepisse import imprimer_recepisse
from portail.services.documents.releve import ActeReleve, ReleveDonnees, imprimer_releve
from portail.services.documents.textes import FORMULE_CONNUE, TEXTES_CONNUS
from portail.services.documents.titre import imprimer_titre

CODE = "M7RT4KHX92BD"
SIGNATURE = "4QK29DXT"
EMPREINTE = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

REFERENCE = "RPC-2H8WN-5TQ6C"
TIRAGE = Tirage(
    datetime(2026, 11, 2, 9, 0, tzinfo=UTC),
    REFERENCE,
    specimen=True,
    verification=VerificationImprimee("K3WP-8NXE-T6YJ", "https://portail.etude-aubin.example/verifier/K3WP8NXET6YJ"),
)
ETUDE = EtudeImprimee(
    nom="Étude Aubin et Keriel",
    commissaire="Claire Aubin",
    adresse=Adresse(("14 rue des Arcades", "35000 Rennes")),
    telephone="01 99 00 12 34",
    courriel="contact@etude-aubin.example",
    cour_appel="Rennes",
)
CREANCIER = PartieImprimee(
    nom="Menuiserie Costa",
    adresse=Adresse(("8 quai des Ateliers", "35200 Rennes")),
    personne_morale=True,
    forme="SARL",
    immatriculation="SIREN 900 000 001",
    representant="Paulo Costa, gérant",
)
DEBITRICE = PartieImprimee(
    nom="Ferrand",
    prenoms="Nadia",
    civilite="Madame",
    adresse=Adresse(("3 allée des Tilleuls", "Appartement 12", "35510 Cesson-Sévigné")),
)
FONDEMENT = "la facture n° F-2025-118 du 12 mai 2025"
CREANCE = CreanceImprimee(
    FONDEMENT,
    (
        ElementImprime("Facture F-2025-118", 118_000),
        ElementImprime("Intérêts au taux légal depuis le 12 juin 2025", 4_000, Nature.INTERETS),
    ),
)
PARTIES = PartiesImprimees(TIRAGE, ETUDE, CREANCIER, DEBITRICE, CREANCE)
CONNEXION = ConnexionImprimee(Canal.PORTAIL, "https://portail.etude-aubin.example/ouvrir", "7F4K29QD", CODE, SIGNATURE)

LETTRE = LettreDonnees(
    tirage=TIRAGE,
    etude=ETUDE,
    creancier=CREANCIER,
    debiteur=DEBITRICE,
    creance=CREANCE,
    mandat_le=date(2026, 10, 20),
    lettre_le=date(2026, 11, 2),
    connexion=CONNEXION,
    textes=TEXTES_CONNUS,
    code_retour=REFERENCE,
)
FEUILLE = FeuilleDonnees(TIRAGE, ETUDE, CREANCIER, DEBITRICE, 122_000, CONNEXION, date(2026, 12, 2))

ENVOI = EnvoiImprime(date(2026, 11, 2), "1A 123 456 7890 1", date(2026, 12, 2), date(2026, 12, 2), date(2026, 11, 5))
ACCEPTATION = ReponseImprimee("portail", datetime(2026, 11, 10, 9, 42, tzinfo=UTC))


def plan(nombre: int, total: int) -> tuple[Echeance, ...]:
    part, reste = divmod(total, nombre)
    mois = [(2027 + i // 12, 1 + i % 12) for i in range(nombre)]
    return tuple(
        Echeance(i + 1, date(annee, m, 5), part + (reste if i == nombre - 1 else 0))
        for i, (annee, m) in enumerate(mois)
    )


ACCORD = AccordImprime(
    montant_centimes=120_000,
    echeances=plan(6, 120_000),
    debiteur_le=datetime(2026, 11, 20, 8, 15, tzinfo=UTC),
    creancier_le=datetime(2026, 11, 22, 9, 42, tzinfo=UTC),
    empreinte=EMPREINTE,
)
OFFRE = PropositionImprimee("debiteur", datetime(2026, 11, 28, 9, 0, tzinfo=UTC), 100_000, plan(10, 100_000))
PRESCRIPTION = Prescription(suspendue_le=date(2026, 11, 12), reprend_le=date(2026, 12, 2))


CONSTAT_ACCEPTATION = ConstatAcceptation(
    parties=PARTIES, envoi=ENVOI, fait_le=date(2026, 11, 12), lieu="Rennes", reponse=ACCEPTATION
)
CONSTAT_ACCEPTATION_APRES_REFUS = replace(
    CONSTAT_ACCEPTATION,
    fait_le=date(2026, 11, 16),
    refus_termes_le=date(2026, 11, 12),
    prescription=Prescription(date(2026, 11, 16), date(2026, 11, 12), sans_effet=True),
)
CONSTAT_ACCEPTATION_APRES_LE_MOIS = replace(
    CONSTAT_ACCEPTATION,
    fait_le=date(2026, 12, 4),
    prescription=Prescription(date(2026, 12, 4), date(2026, 12, 2), sans_effet=True),
)
CONSTAT_REFUS = ConstatRefusParticipation(
    parties=PARTIES,
    envoi=ENVOI,
    fait_le=date(2026, 11, 14),
    lieu="Rennes",
    reponse=ReponseImprimee("formulaire", recue_le=date(2026, 11, 14), postee_le=date(2026, 11, 12)),
)
CONSTAT_SILENCE = ConstatExpiration(
    parties=PARTIES, envoi=ENVOI, fait_le=date(2026, 12, 3), lieu="Rennes", circonstance=Circonstance.SILENCE
)
CONSTAT_CONTESTATION = replace(
    CONSTAT_SILENCE,
    circonstance=Circonstance.CONTESTATION,
    contestation=ReponseImprimee("portail", datetime(2026, 11, 18, 9, 42, tzinfo=UTC)),
)
CONSTAT_TARDIF = replace(
    CONSTAT_SILENCE,
    circonstance=Circonstance.ACCEPTATION_TARDIVE,
    acceptation=ReponseImprimee("formulaire", recue_le=date(2026, 12, 3), postee_le=date(2026, 12, 2)),
)
CONSTAT_POURPARLERS = replace(
    CONSTAT_SILENCE,
    circonstance=Circonstance.POURPARLERS,
    acceptation=ACCEPTATION,
    derniere_proposition=replace(OFFRE, auteur="creancier"),
    prescription=PRESCRIPTION,
)
CONSTAT_CREANCIER_MUET = replace(
    CONSTAT_POURPARLERS, circonstance=Circonstance.CREANCIER_SANS_REPONSE, derniere_proposition=OFFRE
)
CONSTAT_REFUS_TERMES = ConstatRefusTermes(
    parties=PARTIES,
    envoi=ENVOI,
    fait_le=date(2026, 12, 1),
    lieu="Rennes",
    acceptation=ACCEPTATION,
    reponse=ReponseImprimee("portail", datetime(2026, 11, 30, 20, 1, tzinfo=UTC)),
    proposition=replace(OFFRE, auteur="creancier"),
    prescription=Prescription(date(2026, 11, 12), date(2026, 11, 30)),
)
CONSTAT_ACCORD = ConstatAccord(
    parties=PARTIES,
    envoi=ENVOI,
    fait_le=date(2026, 11, 24),
    lieu="Rennes",
    acceptation=ACCEPTATION,
    accord=ACCORD,
)

_N = NatureDiligence
TITRE = TitreDonnees(
    parties=PARTIES,
    pieces=("Facture F-2025-118 du 12 mai 2025", "Devis signé le 3 mars 2025"),
    diligences=(
        DiligenceImprimee(_N.MANDAT, date(2026, 10, 20)),
        DiligenceImprimee(_N.ENVOI, date(2026, 11, 2), "n° 1A 123 456 7890 1"),
        DiligenceImprimee(_N.AVIS_DE_RECEPTION, date(2026, 11, 5)),
        DiligenceImprimee(_N.ACCEPTATION, ACCEPTATION.recue_le, "sur le portail de l’étude"),
        DiligenceImprimee(_N.CONSTAT_ACCEPTATION, date(2026, 11, 12)),
        DiligenceImprimee(_N.PROPOSITION, ACCORD.debiteur_le, "par Madame Nadia Ferrand"),
        DiligenceImprimee(_N.ACCORD_DEBITEUR, ACCORD.debiteur_le),
        DiligenceImprimee(_N.ACCORD_CREANCIER, ACCORD.creancier_le),
        DiligenceImprimee(_N.CONSTAT_ACCORD, date(2026, 11, 24)),
    ),
    accord=ACCORD,
    copie=CopieImprimee(date(2026, 11, 25), "dans son espace et par lettre simple"),
    formule=FORMULE_CONNUE,
    fait_le=date(2026, 11, 25),
    lieu="Rennes",
)


QUITTANCE = QuittanceDonnees(
    parties=PARTIES,
    montant_centimes=120_000,
    titre_le=date(2026, 11, 25),
    versements=tuple(VersementImprime(e.le, e.montant_centimes) for e in ACCORD.echeances),
    donnee_le=datetime(2027, 6, 5, 8, 12, 31, tzinfo=UTC),
    donnee_par="Hugo Costa",
)


def recepisse(nature: NatureRecepisse, nombre: int = 0, total: int = 120_000) -> RecepisseDonnees:
    """The receipt of an act of this kind; with `nombre`, on terms of so many instalments."""
    echeances = plan(nombre, total) if nombre else ()
    offre = OffreDite(total, echeances, EMPREINTE) if nombre else None
    texte = declarer(nature, CREANCE, CREANCIER.designation, offre)
    engage = nature in (NatureRecepisse.PROPOSITION, NatureRecepisse.ACCORD)
    return RecepisseDonnees(
        parties=PARTIES,
        nature=nature,
        recu_le=datetime(2026, 11, 22, 9, 42, 7, tzinfo=UTC),
        reference_acte=f"{REFERENCE}-A3",
        empreinte=hashlib.sha256(texte.encode()).hexdigest(),
        empreinte_termes=EMPREINTE if engage else "",
        texte=texte,
        montant_centimes=total if engage else None,
        echeances=echeances if engage else (),
        date_limite=date(2026, 12, 2),
    )


RELEVE = ReleveDonnees(
    parties=PARTIES,
    actes=(
        ActeReleve(
            1, 41, "La demande est déposée.", "Créancier", "L125-1 al. 1", datetime(2026, 10, 20, 9, 0, tzinfo=UTC),
            datetime(2026, 10, 20, 9, 0, tzinfo=UTC), (("Total", "1 220,00 €"),), EMPREINTE,
        ),
        ActeReleve(
            2, 57, "La personne refuse de participer.", "Personne invitée", "R125-2 III 3°",
            datetime(2026, 11, 22, 9, 42, 7, tzinfo=UTC), datetime(2026, 11, 22, 9, 42, 7, tzinfo=UTC), (), EMPREINTE,
            efface=True,
        ),
    ),
    ancre_le=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
)  # fmt: skip
BORDEREAU = BordereauDonnees(
    TIRAGE,
    ETUDE,
    (LettreDuBordereau(REFERENCE, DEBITRICE, 6), LettreDuBordereau("RPC-AAAAA-00001", DEBITRICE, 6)),
    (("RPC-BBBBB-00001", "La lettre a été effacée."),),
)

_R = NatureRecepisse
OFFRE_DITE = OffreDite(120_000, plan(6, 120_000), EMPREINTE, CLAUSE)
PAPIER_ACCORD = ProjetPapierDonnees(
    parties=replace(PARTIES, tirage=replace(TIRAGE, verification=None)),
    conclut=True,
    declarations=tuple(
        (titre, declarer(nature, CREANCE, CREANCIER.designation, OFFRE_DITE))
        for titre, nature in (
            ("J’accepte de participer à la procédure simplifiée.", NatureRecepisse.ACCEPTATION),
            ("J’ai lu l’accord. Je m’engage à payer ainsi.", NatureRecepisse.ACCORD),
        )
    ),
    echeances=OFFRE_DITE.echeances,
    avant=date(2026, 12, 2),
    marque=marquer(REFERENCE, SensRetour.PROJET, 1),
    horaires="du lundi au vendredi, 9 h à 17 h",
)
PAPIER_OFFRE = replace(
    PAPIER_ACCORD,
    conclut=False,
    declarations=(
        (
            "Je fais cette proposition. Si le créancier l’accepte, je m’engage.",
            declarer(NatureRecepisse.PROPOSITION, CREANCE, CREANCIER.designation, OFFRE_DITE),
        ),
    ),
    marque=marquer(REFERENCE, SensRetour.PROJET, 2),
)

TOUS: dict[str, Callable[[], bytes]] = {
    "lettre": lambda: imprimer_lettre(LETTRE),
    "lettre-archivee": lambda: imprimer_lettre(LETTRE, masquer_code=True),
    "feuille": lambda: imprimer_feuille(FEUILLE),
    "constat-acceptation": lambda: imprimer_constat(CONSTAT_ACCEPTATION),
    "constat-acceptation-apres-refus": lambda: imprimer_constat(CONSTAT_ACCEPTATION_APRES_REFUS),
    "constat-acceptation-apres-le-mois": lambda: imprimer_constat(CONSTAT_ACCEPTATION_APRES_LE_MOIS),
    "constat-refus": lambda: imprimer_constat(CONSTAT_REFUS),
    "constat-silence": lambda: imprimer_constat(CONSTAT_SILENCE),
    "constat-contestation": lambda: imprimer_constat(CONSTAT_CONTESTATION),
    "constat-acceptation-tardive": lambda: imprimer_constat(CONSTAT_TARDIF),
    "constat-pourparlers": lambda: imprimer_constat(CONSTAT_POURPARLERS),
    "constat-creancier-sans-reponse": lambda: imprimer_constat(CONSTAT_CREANCIER_MUET),
    "constat-refus-termes": lambda: imprimer_constat(CONSTAT_REFUS_TERMES),
    "constat-accord": lambda: imprimer_constat(CONSTAT_ACCORD),
    "projet-constat": lambda: imprimer_constat(CONSTAT_SILENCE, projet=True),
    "accord": lambda: imprimer_accord(AccordDonnees(PARTIES, ACCORD)),
    "titre": lambda: imprimer_titre(TITRE),
    "projet-titre": lambda: imprimer_titre(replace(TITRE, projet=True)),
    "releve": lambda: imprimer_releve(RELEVE),
    "bordereau": lambda: imprimer_bordereau(BORDEREAU),
    "papier-accord": lambda: imprimer_papier(PAPIER_ACCORD),
    "papier-proposition": lambda: imprimer_papier(PAPIER_OFFRE),
    "quittance": lambda: imprimer_quittance(QUITTANCE),
    "recepisse-acceptation": lambda: imprimer_recepisse(recepisse(_R.ACCEPTATION)),
    "recepisse-refus": lambda: imprimer_recepisse(recepisse(_R.REFUS)),
    "recepisse-refus-termes": lambda: imprimer_recepisse(recepisse(_R.REFUS_DES_TERMES, 6)),
    "recepisse-proposition": lambda: imprimer_recepisse(recepisse(_R.PROPOSITION, 24)),
    "recepisse-accord": lambda: imprimer_recepisse(recepisse(_R.ACCORD, 6)),
    "recepisse-retrait": lambda: imprimer_recepisse(recepisse(_R.RETRAIT, 24)),
    "recepisse-ecart": lambda: imprimer_recepisse(recepisse(_R.ECART, 6)),
}
