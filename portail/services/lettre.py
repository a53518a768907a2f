"""The invitation on paper: what it says, then its two files. Printing needs no database, so that nothing is locked."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pikepdf

from portail.domaine.delais import jour_a_paris
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.services import edition, references
from portail.services.codes import Acces, hacher
from portail.services.documents.donnees import FeuilleDonnees, LettreDonnees, TexteLegal
from portail.services.documents.feuille import imprimer_feuille
from portail.services.documents.lettre import imprimer_lettre
from portail.services.identifiants import Identifiants
from portail.services.moyens import Moyens


@dataclass(frozen=True)
class LettreAImprimer:
    """The values of one invitation. `secrets`: the credentials of this portal, None for the Chamber's platform."""

    lettre: LettreDonnees
    feuille: FeuilleDonnees
    reference: str
    secrets: Identifiants | None


@dataclass(frozen=True)
class LettreImprimee:
    """The file to print, encrypted, and the archived copy that never held the code."""

    chiffre: bytes
    copie: bytes
    reference: str
    imprimee_le: datetime
    acces: Acces | None


def relever(
    dossier: Dossier,
    moyens: Moyens,
    imprimee_le: datetime,
    commissaire: Compte | None,
    articles: tuple[TexteLegal, ...],
    mots: tuple[str, ...],
    *,
    secrets: Identifiants | None,
) -> LettreAImprimer:
    """What the letter and its sheet say of the dossier at `imprimee_le`, under a new reference."""
    if dossier.mandat_le is None:
        raise ValueError("an invitation needs a mandate")
    tirage = edition.tirage(dossier, moyens, imprimee_le)
    etude, creance = edition.etude_imprimee(dossier, commissaire), edition.creance(dossier)
    connexion = edition.connexion(moyens, *mots)
    creancier, debiteur = edition.partie(dossier.creancier), edition.partie(dossier.debiteur)
    lettre = LettreDonnees(
        tirage=tirage,
        etude=etude,
        creancier=creancier,
        debiteur=debiteur,
        creance=creance,
        mandat_le=dossier.mandat_le,
        lettre_le=jour_a_paris(imprimee_le),
        connexion=connexion,
        textes=articles,
        code_retour=dossier.reference,
    )
    # The day of posting is not known yet: the sheet promises no date, the portal shows it.
    feuille = FeuilleDonnees(tirage, etude, creancier, debiteur, creance.total_centimes, connexion)
    reference = references.neuve(moyens.preuve)
    return LettreAImprimer(
        edition.numeroter(lettre, reference, moyens), edition.numeroter(feuille, reference, moyens), reference, secrets
    )


def imprimer(a: LettreAImprimer, moyens: Moyens) -> LettreImprimee:
    """Both files, and the slow hashes of the credentials."""
    clair = assembler(imprimer_lettre(a.lettre), imprimer_feuille(a.feuille))
    return LettreImprimee(
        chiffre=moyens.chiffrer(clair),
        copie=imprimer_lettre(a.lettre, masquer_code=True),
        reference=a.reference,
        imprimee_le=a.lettre.tirage.imprime_le,
        acces=hacher(a.secrets, moyens) if a.secrets else None,
    )


def assembler(*documents: bytes) -> bytes:
    """One file for one envelope."""
    sortie = BytesIO()
    with pikepdf.new() as tout:
        for document in documents:
            with pikepdf.open(BytesIO(document)) as partie:
                tout.pages.extend(partie.pages)
        tout.save(sortie)
    return sortie.getvalue()
