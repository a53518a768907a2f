"""The titre exécutoire (L125-1 al. 3, R125-6): checked against its mandatory mentions, issued, copied to the debtor."""

import hashlib
import json
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action
from portail.persistance.actes import DocumentEmis, GenreDocument
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.persistance.signatures import ActeSigne, SignatureAttendue
from portail.services import actes, avis, signatures, textes
from portail.services.acteur import Acteur
from portail.services.constats import Suspendu
from portail.services.documents.controle_titre import controler_par_partie
from portail.services.documents.donnees_actes import CopieImprimee, TitreDonnees
from portail.services.documents.titre import controler_titre, imprimer_titre
from portail.services.journal import franchir, verifier_actuel
from portail.services.moyens import Moyens
from portail.services.termes import TermesChanges

TITRE = "Titre exécutoire"


class MentionsManquantes(signatures.NonSignable):
    """The titre lacks what the law asks of it; `manques` are French sentences."""

    def __init__(self, manques: tuple[str, ...]) -> None:
        super().__init__("; ".join(manques))
        self.manques = manques


def preparer(
    session: Session, dossier: Dossier, moyens: Moyens, commissaire: Compte, maintenant: datetime, *, projet: bool
) -> TitreDonnees:
    """The titre as it would be issued at `maintenant`. Raises ActeImpossible without an agreement."""
    return TitreDonnees(
        parties=actes.parties(dossier, moyens, maintenant, commissaire),
        pieces=tuple(p.nom for p in dossier.pieces),
        diligences=actes.diligences(dossier),
        accord=actes.accord(dossier),
        copie=CopieImprimee(jour_a_paris(maintenant), "par voie électronique, dans son espace, et par courrier"),
        formule=None if projet else textes.formule_executoire(session, dossier.etude_id),
        fait_le=jour_a_paris(maintenant),
        lieu=dossier.etude.commune,
        projet=projet,
    )


def manques(
    session: Session, dossier: Dossier, moyens: Moyens, commissaire: Compte, maintenant: datetime
) -> tuple[str, ...]:
    """What stands in the way of issuing: French sentences, none when the titre is complete."""
    return controler_titre(preparer(session, dossier, moyens, commissaire, maintenant, projet=False))


def controle(
    session: Session, dossier: Dossier, moyens: Moyens, commissaire: Compte, maintenant: datetime
) -> dict[str, tuple[str, ...]]:
    """The checklist of the page: for each part of the act, what is missing in it."""
    return controler_par_partie(preparer(session, dossier, moyens, commissaire, maintenant, projet=False))


def projet(session: Session, dossier: Dossier, moyens: Moyens, commissaire: Compte, maintenant: datetime) -> bytes:
    """The draft PDF: watermarked, without the formula."""
    return imprimer_titre(preparer(session, dossier, moyens, commissaire, maintenant, projet=True))


def empreinte(dossier: Dossier) -> str:
    """What the commissaire was shown and binds himself to: agreed terms, diligences, checklist of the claim."""
    conclu = actes.accord(dossier)
    vu = {
        "termes": conclu.empreinte,
        "diligences": [[d.nature.value, _ecrire(d.le), d.detail] for d in actes.diligences(dossier)],
        "version": dossier.version,
    }
    return hashlib.sha256(json.dumps(vu, sort_keys=True).encode()).hexdigest()


def _ecrire(le: date) -> str:
    """A day, or an instant in one zone only, whether it was just set or read from the database."""
    return le.astimezone(UTC).isoformat() if isinstance(le, datetime) else le.isoformat()


def acte(
    session: Session, dossier: Dossier, moyens: Moyens, *, vu: str, commissaire: Compte
) -> signatures.Acte[TitreDonnees]:
    """The titre to sign, as the commissaire was shown it (`vu`)."""

    def rediger(instant: datetime) -> TitreDonnees:
        if dossier.suspendu:
            raise Suspendu
        if vu != empreinte(dossier):
            raise TermesChanges
        donnees = preparer(session, dossier, moyens, commissaire, instant, projet=False)
        absents = controler_titre(donnees)
        if absents:
            raise MentionsManquantes(absents)
        return donnees

    return signatures.Acte(ActeSigne.TITRE, Action.DELIVRER_TITRE, TITRE, vu, rediger, imprimer_titre)


def remettre_a_signer(
    session: Session, dossier: Dossier, moyens: Moyens, *, vu: str, commissaire: Compte, acteur: Acteur
) -> SignatureAttendue:
    """Hand out the titre, to be signed elsewhere and brought back to `delivrer`. Commits. Raises as `delivrer` does."""
    a_signer = acte(session, dossier, moyens, vu=vu, commissaire=commissaire)
    return signatures.preparer(session, dossier, moyens, a_signer, commissaire=commissaire, acteur=acteur)


def delivrer(
    session: Session,
    dossier: Dossier,
    moyens: Moyens,
    *,
    vu: str,
    commissaire: Compte,
    acteur: Acteur,
    retour: bytes | None = None,
) -> DocumentEmis:
    """Issue the titre exécutoire (R125-6), signed; `retour` is the file signed elsewhere. Commits.

    Raises Suspendu, MentionsManquantes, TermesChanges, SignatureManquante, SignatureRefusee, DocumentPerime,
    ActionInterdite, DossierChange, DejaFait.
    """
    document = etablir(session, dossier, moyens, vu=vu, commissaire=commissaire, acteur=acteur, retour=retour)
    session.commit()
    return document


def etablir(
    session: Session,
    dossier: Dossier,
    moyens: Moyens,
    *,
    vu: str,
    commissaire: Compte,
    acteur: Acteur,
    retour: bytes | None = None,
) -> DocumentEmis:
    """As `delivrer`; the caller, whose transaction was given up meanwhile, commits."""
    verifier_actuel(session, dossier, acteur)
    a_signer = acte(session, dossier, moyens, vu=vu, commissaire=commissaire)
    signe = signatures.signer(session, dossier, moyens, a_signer, commissaire=commissaire, acteur=acteur, retour=retour)
    dossier.titre_delivre_le = acteur.recu_le
    evenement = franchir(
        session, dossier, Action.DELIVRER_TITRE, acteur, empreinte=vu, document=signe.verification.empreinte
    )
    document = signatures.conserver(
        session,
        dossier,
        moyens,
        signe,
        genre=GenreDocument.TITRE,
        titre=TITRE,
        nom="titre-executoire",
        emis_le=acteur.recu_le,
        evenement_id=evenement.id,
    )
    avis.simple(session, dossier, "Le titre exécutoire est délivré.", acteur.recu_le)
    return document


def remettre_copie(session: Session, dossier: Dossier, mode: str, acteur: Acteur) -> None:
    """Record how the debtor got his free copy (R125-6, D23). Commits."""
    franchir(session, dossier, Action.REMETTRE_COPIE, acteur, mode=mode)
    dossier.copie_remise_le = acteur.recu_le
    avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()
