"""The invitation: statutory model letter, acceptance and refusal forms filled in, full text of the four articles."""

from typing import Any

from portail.domaine.creance import Nature
from portail.domaine.retours import SensRetour, marquer
from portail.services.documents.codes import image_qr_publique, mots
from portail.services.documents.donnees import (
    CreanceImprimee,
    ElementImprime,
    EtudeImprimee,
    LettreDonnees,
    TexteLegal,
)
from portail.services.documents.formats import INSECABLE, euros, jour
from portail.services.documents.moteur import composer
from portail.services.documents.pages import cadre
from portail.services.documents.texte import assainir
from portail.services.documents.textes import ARTICLES_A_REPRODUIRE


class ArticleManquant(ValueError):
    """The letter must reproduce four articles (R. 125-2, II); `codes` are those not given."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(f"articles non fournis{INSECABLE}: {', '.join(codes)}")
        self.codes = codes


def imprimer_lettre(donnees: LettreDonnees, *, masquer_code: bool = False) -> bytes:
    """The letter to post; with `masquer_code`, the copy to keep, which never held the code."""
    manquants = tuple(code for code in ARTICLES_A_REPRODUIRE if code not in {t.code for t in donnees.textes})
    if manquants:
        raise ArticleManquant(manquants)
    return composer("lettre", _contenu(assainir(donnees), masquer_code), imprime_le=donnees.tirage.imprime_le)


def _contenu(d: LettreDonnees, masquer_code: bool) -> dict[str, Any]:
    ordre = {code: rang for rang, code in enumerate(ARTICLES_A_REPRODUIRE)}
    identifiant, code = mots(d.connexion, masquer_code)
    textes = sorted(d.textes, key=lambda t: ordre.get(t.code, len(ordre)))
    return cadre(d.tirage, d.etude, titre="Invitation à participer à une procédure simplifiée de recouvrement") | {
        "commissaire": d.etude.commissaire,
        "etude": d.etude.nom if d.etude.nom != d.etude.commissaire else "",
        "etude_adresse": d.etude.adresse.lignes,
        "etude_contact": _contact(d.etude),
        "attention": _attention(d.etude),
        "destinataire": d.debiteur.designation,
        "destinataire_adresse": d.debiteur.adresse.lignes,
        "civilite": d.debiteur.civilite or "Madame, Monsieur",
        "date": f"Le {jour(d.lettre_le)}",
        "mandat_le": jour(d.mandat_le),
        "creancier": d.creancier.designation,
        "creancier_adresse": d.creancier.adresse.en_ligne,
        "total": euros(d.creance.total_centimes),
        "fondement": d.creance.fondement,
        "composition": composition(d.creance),
        "adresse": d.connexion.adresse,
        "identifiant": identifiant,
        "code": code,
        "marques": _marques(d.code_retour),
        "textes": [_texte(t) for t in textes],
    }


_FORMULAIRES = (SensRetour.ACCEPTATION, SensRetour.REFUS)


def _marques(reference: str) -> dict[str, dict[str, str]]:
    """For each form, what the étude scans when it comes back, and types when the square is torn."""
    if not reference:
        return {sens.name.lower(): {"texte": "", "qr": ""} for sens in _FORMULAIRES}
    marques = {sens.name.lower(): marquer(reference, sens) for sens in _FORMULAIRES}
    return {nom: {"texte": marque, "qr": image_qr_publique(marque)} for nom, marque in marques.items()}


def composition(creance: CreanceImprimee) -> list[dict[str, Any]]:
    """Total in principal and total in interest (the model), the other heads apart, each with its lines."""
    autres = tuple(e for e in creance.elements if e.nature not in (Nature.PRINCIPAL, Nature.INTERETS))
    blocs = [
        _bloc("montant total en principal", tuple(e for e in creance.elements if e.nature == Nature.PRINCIPAL)),
        _bloc("montant total des intérêts", tuple(e for e in creance.elements if e.nature == Nature.INTERETS)),
    ]
    return blocs + ([_bloc("indemnités et pénalités", autres)] if autres else [])


def _bloc(libelle: str, elements: tuple[ElementImprime, ...]) -> dict[str, Any]:
    return {
        "libelle": libelle,
        "montant": euros(sum(e.montant_centimes for e in elements)),
        "lignes": [(e.libelle, euros(e.montant_centimes)) for e in elements],
    }


def _contact(etude: EtudeImprimee) -> str:
    telecopie = f"Télécopie{INSECABLE}: {etude.telecopie}" if etude.telecopie else ""
    telephone = f"Tél.{INSECABLE}: {etude.telephone}" if etude.telephone else ""
    return " – ".join(mot for mot in (telephone, telecopie, etude.courriel) if mot)


def _attention(etude: EtudeImprimee) -> str:
    identite = f"{etude.commissaire}, commissaire de justice"
    telecopie = f"télécopie {etude.telecopie}" if etude.telecopie else ""
    return ", ".join(mot for mot in (identite, etude.nom, etude.adresse.en_ligne, telecopie, etude.courriel) if mot)


def _texte(texte: TexteLegal) -> dict[str, Any]:
    return {
        "intitule": texte.intitule,
        "alineas": texte.alineas,
        "le": jour(texte.en_vigueur_au),
        "source": texte.source,
        "verifie": texte.verifie,
    }
