"""From the tables to the papers: what each document prints of a dossier, and how a printed one is kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.orm import Session

from portail.config import Canal as CanalRegle
from portail.domaine.identifiants import grouper
from portail.persistance.actes import DocumentEmis, GenreDocument
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import NaturePersonne, Personne
from portail.services import scelles
from portail.services.documents.donnees import (
    Adresse,
    Canal,
    ConnexionImprimee,
    CreanceImprimee,
    ElementImprime,
    EtudeImprimee,
    PartieImprimee,
    Tirage,
    VerificationImprimee,
)
from portail.services.documents.formats import jour
from portail.services.moyens import Moyens

if TYPE_CHECKING:
    from portail.persistance.etudes import Compte

D = TypeVar("D")

PLATEFORME_CHAMBRE = "www.petitescreances.fr"  # as named by the arrêté du 3 juin 2016


def tirage(dossier: Dossier, moyens: Moyens, imprime_le: datetime) -> Tirage:
    return Tirage(imprime_le, dossier.reference, moyens.reglages.specimen)


def etude_imprimee(dossier: Dossier, commissaire: "Compte | None" = None) -> EtudeImprimee:
    """The office and the commissaire in charge (R125-2 I 1°)."""
    etude, signataire = dossier.etude, commissaire or dossier.commissaire
    return EtudeImprimee(
        nom=etude.nom,
        commissaire=signataire.nom if signataire else etude.nom,
        adresse=Adresse(etude.lignes_adresse),
        telephone=etude.telephone,
        courriel=etude.courriel,
        cour_appel=etude.cour_appel,
    )


def partie(personne: Personne) -> PartieImprimee:
    """A party with the items of art. 648 CPC."""
    morale = personne.nature is NaturePersonne.MORALE
    return PartieImprimee(
        nom=personne.denomination if morale else personne.nom,
        adresse=Adresse(personne.lignes_adresse),
        prenoms="" if morale else personne.prenoms,
        civilite="" if morale else personne.civilite,
        personne_morale=morale,
        profession=personne.profession,
        nationalite=personne.nationalite,
        naissance_le=personne.ne_le,
        naissance_lieu=personne.ne_a,
        forme=personne.forme,
        immatriculation=f"SIREN {personne.siren}" if personne.siren else "",
        representant=personne.representant,
    )


def creance(dossier: Dossier) -> CreanceImprimee:
    fondement = dossier.fondement
    if dossier.fondement_le:
        fondement += f" du {jour(dossier.fondement_le)}"
    return CreanceImprimee(
        fondement=fondement,
        elements=tuple(ElementImprime(e.libelle, e.montant_centimes, e.nature.value) for e in dossier.elements),
    )


def connexion(moyens: Moyens, identifiant: str, code: str, signature: str = "") -> ConnexionImprimee:
    """Where the letter sends the debtor: this portal, or the Chamber's platform with its own words."""
    if moyens.reglages.canal is CanalRegle.CHAMBRE:
        return ConnexionImprimee(Canal.CHAMBRE, PLATEFORME_CHAMBRE, identifiant, code)
    return ConnexionImprimee(Canal.PORTAIL, f"{moyens.reglages.url_publique}/ouvrir", identifiant, code, signature)


def numeroter(donnees: D, reference: str, moyens: Moyens, *, signe: bool = False) -> D:
    """The same values, to be printed with the reference by which anybody can verify the paper.

    `signe`: the PDF is about to bear an electronic signature, and says so where a hand would sign.
    """
    adresse = f"{moyens.reglages.url_publique}/verifier/{reference}"
    numerotees: D = _avec(donnees, VerificationImprimee(grouper(reference), adresse), signe)
    return numerotees


def conserver(
    session: Session,
    dossier: Dossier,
    moyens: Moyens,
    *,
    genre: GenreDocument,
    titre: str,
    nom: str,
    contenu: bytes,
    emis_le: datetime,
    reference: str | None = None,
    evenement_id: int | None = None,
    signature: Mapping[str, object] | None = None,
) -> DocumentEmis:
    """Write the PDF in the store, then its row. The caller commits: without the commit the file is only unused.

    `signature`: what the row says of the electronic signature that the PDF bears (see services.signatures).
    """
    document = DocumentEmis(
        dossier=dossier,
        genre=genre,
        reference=reference,
        titre=titre,
        nom=f"{nom}-{dossier.reference}.pdf",
        empreinte=moyens.entrepot.ecrire(contenu),
        taille=len(contenu),
        emis_le=emis_le,
        evenement_id=evenement_id,
        **(signature or {}),
    )
    if reference is not None:
        document.sceau = scelles.sceller(document, moyens.preuve)
    session.add(document)
    session.flush()
    return document


def _avec(donnees: Any, verification: VerificationImprimee, signe: bool) -> Any:
    if hasattr(donnees, "parties"):
        return replace(donnees, parties=_avec(donnees.parties, verification, signe))
    return replace(donnees, tirage=replace(donnees.tirage, verification=verification, signe=signe))
