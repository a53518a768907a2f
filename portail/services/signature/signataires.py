"""The two ways to have an act signed: a certificate of the étude in a file, or a signature made elsewhere."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from portail.services.signature.coffre import Coffre, ouvrir
from portail.services.signature.modele import Confiance, Demande, DocumentSigne, Niveau
from portail.services.signature.motifs import Motif, SignatureRefusee
from portail.services.signature.verification import verifier


@dataclass(frozen=True)
class CertificatEtude:
    """Signs at once with a PKCS#12 certificate (P-256, P-384 or RSA); B-T when an authority of time stamps is given."""

    chemin: Path
    mot_de_passe: str = field(repr=False)
    confiance: Confiance
    horodatage: str | None = field(default=None, repr=False)  # may hold an account

    @property
    def a_distance(self) -> bool:
        return False

    def achever(self, demande: Demande, maintenant: datetime, retour: bytes | None = None) -> DocumentSigne:
        """Sign, then verify like any other signed file: an étude's certificate earns no indulgence."""
        from portail.services.signature import apposition, horodatage  # slow to import

        horodateur = horodatage.Horodateur(self.horodatage) if self.horodatage else None
        signe = apposition.apposer(demande, self.coffre, maintenant, horodateur)
        return recevoir(demande, signe, self.confiance, maintenant, Niveau.B_T if horodateur else Niveau.B_B)

    @cached_property
    def coffre(self) -> Coffre:
        """The key, read and checked once. Raises SignatureRefusee."""
        return ouvrir(self.chemin, self.mot_de_passe)


@dataclass(frozen=True)
class SignatureExterne:
    """The commissaire signs with his own tool the very file handed out, and brings it back."""

    confiance: Confiance
    niveau: Niveau = Niveau.B_B

    @property
    def a_distance(self) -> bool:
        return True

    def achever(self, demande: Demande, maintenant: datetime, retour: bytes | None = None) -> DocumentSigne:
        if retour is None:
            raise SignatureRefusee(Motif.RETOUR_ABSENT)
        return recevoir(demande, retour, self.confiance, maintenant, self.niveau)


def recevoir(
    demande: Demande, signe: bytes, confiance: Confiance, maintenant: datetime, niveau: Niveau = Niveau.B_B
) -> DocumentSigne:
    """The signed file answers the request: the same document, signed since, by its commissaire, and nothing else."""
    if signe == demande.pdf:
        raise SignatureRefusee(Motif.NON_SIGNE)
    if not signe.startswith(demande.pdf):
        raise SignatureRefusee(Motif.AUTRE_DOCUMENT)
    verification = verifier(
        signe, confiance, au=maintenant, depuis=demande.remise_le, commissaire=demande.commissaire, niveau=niveau
    )
    from portail.services.signature.ajout import controler_ajout

    controler_ajout(demande.pdf, signe)
    return DocumentSigne(signe, verification)
