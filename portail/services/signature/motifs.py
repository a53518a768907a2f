"""Why a signature is refused: one word for the program, the facts that go with it. The sentences are in phrases.py."""

from enum import StrEnum


class Motif(StrEnum):
    # What the étude gave us to work with.
    CERTIFICAT_INTROUVABLE = "certificat_introuvable"
    CERTIFICAT_ILLISIBLE = "certificat_illisible"
    RACINES_ILLISIBLES = "racines_illisibles"
    HORODATAGE_INJOIGNABLE = "horodatage_injoignable"
    HORODATAGE_REFUSE = "horodatage_refuse"
    # The file that came back.
    RETOUR_ABSENT = "retour_absent"
    TROP_VOLUMINEUX = "trop_volumineux"
    AUTRE_DOCUMENT = "autre_document"
    DOCUMENT_MODIFIE = "document_modifie"
    SIGNATURE_VISIBLE = "signature_visible"
    # Any signed file.
    EMPREINTE_DIFFERENTE = "empreinte_differente"
    FICHE_DIFFERENTE = "fiche_differente"
    ILLISIBLE = "illisible"
    NON_SIGNE = "non_signe"
    PLUSIEURS_SIGNATURES = "plusieurs_signatures"
    FORMAT = "format"
    HORS_SIGNATURE = "hors_signature"
    BOURRAGE = "bourrage"
    ALTERE = "altere"
    ALGORITHME = "algorithme"
    # Who signed, and when.
    CHAINE = "chaine"
    RACINE_INCONNUE = "racine_inconnue"
    CERTIFICAT_EXPIRE = "certificat_expire"
    CERTIFICAT_PAS_ENCORE_VALABLE = "certificat_pas_encore_valable"
    CERTIFICAT_REVOQUE = "certificat_revoque"
    REVOCATIONS_PERIMEES = "revocations_perimees"
    USAGE = "usage"
    NOM_DIFFERENT = "nom_different"
    SPECIMEN = "specimen"
    DATE_ABSENTE = "date_absente"
    DATE_INVRAISEMBLABLE = "date_invraisemblable"
    HORODATAGE_INVALIDE = "horodatage_invalide"
    NIVEAU_INSUFFISANT = "niveau_insuffisant"


# Nothing that the commissaire can do about: the étude's own settings, or an authority that does not answer.
INDISPONIBLES = frozenset(
    {
        Motif.CERTIFICAT_INTROUVABLE,
        Motif.CERTIFICAT_ILLISIBLE,
        Motif.RACINES_ILLISIBLES,
        Motif.HORODATAGE_INJOIGNABLE,
        Motif.HORODATAGE_REFUSE,
        Motif.REVOCATIONS_PERIMEES,
    }
)


class SignatureRefusee(Exception):
    """Nothing was signed, or what was signed is not accepted; `faits` complete the sentence of `motif`."""

    def __init__(self, motif: Motif, **faits: str) -> None:
        super().__init__(" ".join([motif.value, *(f"{nom}={valeur}" for nom, valeur in faits.items())]))
        self.motif = motif
        self.faits = faits
