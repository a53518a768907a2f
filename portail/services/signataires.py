"""Who signs the acts of each commissaire, as the settings say; and whose word is taken when a signature is read again.

Nothing slow is loaded here: pyHanko comes with the first signature.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from portail.config import ModeSignature, Reglages, ReglagesSignature
from portail.domaine.phrases import Phrase
from portail.persistance.etudes import Compte
from portail.services.signature.certificats import Identite, identite
from portail.services.signature.modele import Confiance, Niveau, Signataire
from portail.services.signature.motifs import Motif, SignatureRefusee
from portail.services.signature.phrases import phrase
from portail.services.signature.signataires import CertificatEtude, SignatureExterne
from portail.services.signature.specimen import certificat_specimen, racines_des_specimens

_SPECIMENS = "signature"  # folder, under the data


class SignatureManquante(Exception):
    """Production issues no act without a signature, and the settings name no way to make one."""


class Signataires:
    """The signatories of one portal."""

    def __init__(self, reglages: Reglages) -> None:
        self._reglages = reglages
        self._choix = reglages.signature
        self._etude: tuple[object, CertificatEtude] | None = None
        self._specimens: dict[str, CertificatEtude] = {}

    @property
    def a_distance(self) -> bool:
        """The commissaire signs elsewhere and brings the file back."""
        return self._choix.mode is ModeSignature.EXTERNE

    @property
    def manquante(self) -> bool:
        return self._choix.mode is ModeSignature.AUCUNE and not self._reglages.specimen

    @property
    def niveau(self) -> Niveau:
        """The level made here, or asked of a signature made elsewhere."""
        if self._choix.mode is ModeSignature.EXTERNE:
            return Niveau(self._choix.niveau)
        horodate = self._choix.mode is ModeSignature.CERTIFICAT and self._reglages.horodatage
        return Niveau.B_T if horodate else Niveau.B_B

    def de(self, commissaire: Compte, maintenant: datetime) -> Signataire:
        """Raises SignatureManquante; SignatureRefusee when what the settings name cannot be read."""
        if self.manquante:
            raise SignatureManquante
        if self.a_distance:
            return SignatureExterne(self.confiance(), self.niveau)
        if self._choix.mode is ModeSignature.CERTIFICAT:
            return self._certificat()
        return self._specimen(commissaire.nom_de_signature, maintenant)

    def confiance(self) -> Confiance:
        """The authorities named by the settings, read again each time: lists of revocations come every day."""
        if self._choix.racines is None:
            raise SignatureRefusee(Motif.RACINES_ILLISIBLES, chemin=Phrase("aucun réglage"))
        return Confiance.lire(self._choix.racines, self._choix.racines_horodatage, self._choix.revocations)

    def confiance_d_archive(self) -> Confiance:
        """The same for a document already issued; outside production, the demonstration's own certificates too."""
        specimens = racines_des_specimens(self._dossier) if self._reglages.specimen else ()
        if not specimens:
            return self.confiance()
        if self._choix.racines is None:
            return Confiance(specimens, specimen_admis=True)
        reelle = self.confiance()
        return replace(
            reelle,
            racines=reelle.racines + specimens,
            horodatage=reelle.horodatage or reelle.racines,
            specimen_admis=True,
        )

    def certificat(self) -> Identite | None:
        """What the étude's certificate says, None when the settings name none. Raises SignatureRefusee."""
        if self._choix.mode is not ModeSignature.CERTIFICAT:
            return None
        return identite(self._certificat().coffre.certificat)

    def controler(self) -> list[str]:
        """What in the settings cannot work: French sentences for the operator, none when all can be read."""
        if self._choix.mode is ModeSignature.AUCUNE:
            return []
        manques = []
        for essai in (self.confiance, self.certificat):
            try:
                essai()
            except SignatureRefusee as refus:
                manques.append(phrase(refus))
        return list(dict.fromkeys(manques))

    def en_specimen(self) -> "Signataires":
        """Those of the demonstration's own story, whatever the settings say."""
        return Signataires(replace(self._reglages, signature=ReglagesSignature()))

    @property
    def _dossier(self) -> Path:
        return self._reglages.donnees / _SPECIMENS

    def _certificat(self) -> CertificatEtude:
        """The same object until the file or the authorities change: its key is slow to check."""
        fichier = self._choix.certificat
        if fichier is None:
            raise SignatureRefusee(Motif.CERTIFICAT_INTROUVABLE, chemin=Phrase("aucun réglage"))
        confiance = self.confiance()
        marque = (confiance, _date(fichier))
        if self._etude is None or self._etude[0] != marque:
            horodatage = self._reglages.horodatage or None
            self._etude = (marque, CertificatEtude(fichier, self._choix.mot_de_passe, confiance, horodatage))
        return self._etude[1]

    def _specimen(self, nom: str, maintenant: datetime) -> CertificatEtude:
        if nom not in self._specimens:
            self._specimens[nom] = certificat_specimen(self._dossier, nom, maintenant).signataire()
        return self._specimens[nom]


def _date(fichier: Path) -> int | None:
    try:
        return fichier.stat().st_mtime_ns
    except OSError:
        return None
