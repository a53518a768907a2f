"""What to tell the commissaire when a signature is refused: what is wrong, then what to do."""

from portail.domaine.phrases import Phrase
from portail.services.signature.motifs import Motif, SignatureRefusee

_ALTERE = Phrase(
    "Ce fichier a été modifié ou abîmé après sa signature\u00a0: il ne prouve plus rien. Prenez-en un autre exemplaire."
)

PHRASES: dict[Motif, Phrase] = {
    Motif.CERTIFICAT_INTROUVABLE: Phrase(
        "Le certificat de l’étude est introuvable\u00a0: %(chemin)s. Vérifiez le réglage et les droits de lecture."
    ),
    Motif.CERTIFICAT_ILLISIBLE: Phrase(
        "Le certificat de l’étude ne peut pas être lu\u00a0: %(chemin)s. Vérifiez que c’est un fichier PKCS#12 qui "
        "contient une clé et un certificat, et que son mot de passe est le bon."
    ),
    Motif.RACINES_ILLISIBLES: Phrase(
        "Aucun certificat d’autorité reconnue n’a pu être lu (%(chemin)s). Donnez un fichier ou un dossier de "
        "certificats PEM ou DER."
    ),
    Motif.HORODATAGE_INJOIGNABLE: Phrase(
        "L’autorité d’horodatage %(autorite)s ne répond pas. Rien n’a été signé\u00a0: recommencez dans quelques "
        "minutes."
    ),
    Motif.HORODATAGE_REFUSE: Phrase(
        "L’autorité d’horodatage %(autorite)s n’a pas donné d’horodatage valable. Rien n’a été signé."
    ),
    Motif.RETOUR_ABSENT: Phrase("Joignez le document signé."),
    Motif.TROP_VOLUMINEUX: Phrase("Ce fichier est trop volumineux\u00a0: un acte signé pèse moins de 5 Mo."),
    Motif.AUTRE_DOCUMENT: Phrase(
        "Ce fichier n’est pas le document remis, complété par une signature. Votre outil l’a peut-être réenregistré, "
        "ou c’est un autre dossier. Téléchargez à nouveau le document, signez ce fichier sans l’ouvrir dans un autre "
        "logiciel."
    ),
    Motif.DOCUMENT_MODIFIE: Phrase(
        "En signant, votre outil a aussi changé le document (page, annotation, formulaire ou lien). "
        "Téléchargez à nouveau le document, signez ce fichier sans l’ouvrir dans un autre logiciel."
    ),
    Motif.SIGNATURE_VISIBLE: Phrase(
        "Votre outil a posé une image de signature sur la page. L’acte imprime déjà votre nom et la mention de la "
        "signature\u00a0: choisissez une signature invisible."
    ),
    Motif.EMPREINTE_DIFFERENTE: Phrase(
        "Ce fichier n’est pas celui que le portail a conservé\u00a0: leurs empreintes diffèrent."
    ),
    Motif.FICHE_DIFFERENTE: Phrase(
        "Ce que le portail a noté de cette signature n’est pas ce que dit le fichier signé."
    ),
    Motif.ILLISIBLE: Phrase(
        "Ce fichier ne peut pas être lu comme un PDF signé. Vérifiez qu’il est complet et sans mot de passe."
    ),
    Motif.NON_SIGNE: Phrase("Ce fichier ne porte aucune signature électronique. Signez-le, puis joignez-le à nouveau."),
    Motif.PLUSIEURS_SIGNATURES: Phrase(
        "Ce fichier porte plusieurs signatures ou horodatages de document. L’acte est signé une seule fois, par le "
        "commissaire de justice chargé du dossier."
    ),
    Motif.FORMAT: Phrase(
        "La signature n’est pas au format PAdES (ETSI.CAdES.detached). Choisissez ce format dans votre outil."
    ),
    Motif.HORS_SIGNATURE: Phrase(
        "La signature ne couvre pas tout le fichier\u00a0: quelque chose a été ajouté ensuite. Demandez à votre outil "
        "une signature de niveau B-B ou B-T, sans ajout après la signature."
    ),
    Motif.BOURRAGE: _ALTERE,
    Motif.ALTERE: _ALTERE,
    Motif.ALGORITHME: Phrase(
        "La clé ou le calcul de la signature est trop faible ou inconnu. Il faut SHA-256 ou plus, et une clé RSA d’au "
        "moins 2\u00a0048 bits ou une clé sur courbe elliptique d’au moins 256 bits."
    ),
    Motif.CHAINE: Phrase("Le certificat n’est pas garanti par son autorité (%(emetteur)s)."),
    Motif.RACINE_INCONNUE: Phrase(
        "L’autorité qui a délivré le certificat (%(emetteur)s) n’est pas parmi celles que l’étude reconnaît."
    ),
    Motif.CERTIFICAT_EXPIRE: Phrase("Le certificat a expiré le %(fin)s. Renouvelez-le avant de signer."),
    Motif.CERTIFICAT_PAS_ENCORE_VALABLE: Phrase("Le certificat n’est valable qu’à partir du %(debut)s."),
    Motif.CERTIFICAT_REVOQUE: Phrase("Le certificat a été révoqué par son autorité (%(emetteur)s)."),
    Motif.REVOCATIONS_PERIMEES: Phrase(
        "La liste de révocation donnée au portail pour cette autorité (%(emetteur)s) est périmée\u00a0: remplacez-la "
        "par celle du jour."
    ),
    Motif.USAGE: Phrase(
        "Ce certificat ne permet pas de signer un engagement (usage «\u00a0non-répudiation\u00a0»). Choisissez celui "
        "de signature, pas celui d’authentification."
    ),
    Motif.NOM_DIFFERENT: Phrase(
        "Le certificat est au nom de %(trouve)s, alors que le commissaire de justice chargé du dossier est %(attendu)s."
    ),
    Motif.SPECIMEN: Phrase("Ce certificat est un spécimen de démonstration\u00a0: il n’a aucune valeur."),
    Motif.DATE_ABSENTE: Phrase(
        "La signature ne dit pas à quelle date elle a été faite. Activez la date dans votre outil."
    ),
    Motif.DATE_INVRAISEMBLABLE: Phrase(
        "La signature se dit faite le %(le)s, ce qui n’est pas possible. Mettez à l’heure l’ordinateur qui signe."
    ),
    Motif.HORODATAGE_INVALIDE: Phrase(
        "L’horodatage de la signature n’est pas valable, ou son autorité n’est pas parmi celles que l’étude reconnaît."
    ),
    Motif.NIVEAU_INSUFFISANT: Phrase(
        "La signature est de niveau %(trouve)s, il faut le niveau %(attendu)s\u00a0: activez l’horodatage dans votre "
        "outil."
    ),
}


def phrase(refus: SignatureRefusee) -> Phrase:
    """
    >>> phrase(SignatureRefusee(Motif.RETOUR_ABSENT))
    'Joignez le document signé.'
    """
    return PHRASES[refus.motif].avec(**refus.faits)
