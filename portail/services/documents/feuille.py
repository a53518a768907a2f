"""The plain sheet beside the letter: same three choices, same words as the portal, and how to get in."""

from typing import Any

from portail.services.documents.codes import adresse_secrete, image_qr, mots, sous_pli
from portail.services.documents.donnees import Canal, FeuilleDonnees
from portail.services.documents.formats import INSECABLE, euros, jour, jour_long
from portail.services.documents.moteur import composer
from portail.services.documents.pages import cadre
from portail.services.documents.texte import abreger, assainir

# The words of the debtor's home page, in its order.
CHOIX = (
    ("Chercher un accord.", "Vous choisissez comment payer. Rien n’est signé avant la dernière étape."),
    ("Refuser la procédure.", "Elle s’arrête. Le créancier pourra saisir un juge."),
    ("Dire que la somme est fausse ou déjà payée.", "Vous expliquez, vous joignez une preuve."),
)
AIDES = (
    "3039 (appel gratuit)\u00a0: vos droits, le point-justice ou le conciliateur de justice le plus proche.",
    "Point conseil budget\u00a0: gratuit, confidentiel, pour toutes les dettes. France services\u00a0: de l’aide pour "
    "internet.",
    "Banque de France\u00a0: si vous ne pouvez plus payer vos dettes (surendettement).",
    "Un juge peut aussi accorder du temps pour payer, jusqu’à deux ans (article 1343-5 du code civil).",
)
_NOM_LONG = 80


def imprimer_feuille(donnees: FeuilleDonnees, *, masquer_code: bool = False) -> bytes:
    """One page; with `masquer_code`, neither the code nor the square. Never a code for the Chamber's platform."""
    return composer("feuille", _contenu(assainir(donnees), masquer_code), imprime_le=donnees.tirage.imprime_le)


def _contenu(d: FeuilleDonnees, masquer_code: bool) -> dict[str, Any]:
    portail = d.connexion.canal is Canal.PORTAIL
    identifiant, code = mots(d.connexion, masquer_code) if portail else ("", "")
    invite = d.date_limite is not None or not d.reprise
    return cadre(d.tirage, d.etude, titre="Nouveaux codes" if d.reprise else "Feuille jointe à la lettre") | {
        "reprise": d.reprise,
        "invite": invite,
        "etude": abreger(d.etude.nom or d.etude.commissaire, _NOM_LONG // 2),
        "destinataire": abreger(d.debiteur.designation, _NOM_LONG),
        "creancier": abreger(d.creancier.designation, _NOM_LONG),
        "montant": euros(d.montant_centimes),
        "date_limite": jour_long(d.date_limite) if d.date_limite else "",
        "avec_codes": portail,
        "adresse": d.connexion.adresse,
        "identifiant": identifiant,
        "code": code,
        "signature": sous_pli(d.connexion, masquer_code),
        "qr": image_qr(adresse_secrete(d.connexion)) if portail and not masquer_code else "",
        "choix": CHOIX,
        "silence": _silence(d),
        "sans_internet": _sans_internet(d)[0 if invite else -1 :],
        "verifier": _verifier(d),
        "aides": AIDES,
    }


def _silence(d: FeuilleDonnees) -> str:
    debut = f"Après le {jour(d.date_limite)}" if d.date_limite else "À la fin du délai"
    return (
        f"{debut}, votre silence compte comme un refus. La procédure s’arrête. Le créancier pourra demander à un juge "
        "de trancher. Vous pourrez alors vous défendre."
    )


def _sans_internet(d: FeuilleDonnees) -> tuple[str, ...]:
    return (
        "Pour chercher un accord\u00a0: signez le formulaire d’acceptation joint à la lettre et postez-le, ou venez "
        "signer à l’étude (vous, ou une personne que vous avez mandatée).",
        "Pour refuser\u00a0: renvoyez le formulaire de refus, ou dites-le comme vous voulez, par téléphone, courriel "
        "ou courrier. Vous n’avez pas besoin de donner une raison.",
        f"Pour parler à quelqu’un\u00a0: {d.etude.telephone or d.etude.courriel}. "
        f"Adresse\u00a0: {abreger(d.etude.adresse.en_ligne, 2 * _NOM_LONG)}.",
    )


def _verifier(d: FeuilleDonnees) -> tuple[str, ...]:
    commissaire = abreger(d.etude.commissaire, _NOM_LONG)
    return (
        f"Cherchez {commissaire} dans l’annuaire de la Chambre nationale des commissaires de justice. Appelez le "
        "numéro que vous y trouvez, pas seulement celui de cette feuille.",
        f"Cette étude ne demande aucun paiement pendant la procédure, ni par téléphone, ni par SMS, ni par lien. Si "
        f"quelqu’un vous demande de payer tout de suite{INSECABLE}: ne payez pas, appelez l’étude.",
    )
