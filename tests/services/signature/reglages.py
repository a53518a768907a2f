"""The settings of an étude that signs: its certificate in a file, or the commissaire's own tool."""

from pathlib import Path

from portail.config import ModeSignature, ReglagesSignature
from tests.services.signature.autorites import MOT_DE_PASSE, Autorite, Porteur

COMMISSAIRE = "Claire Delmas"  # of the invented étude


def par_certificat(autorite: Autorite, porteur: Porteur, dossier: Path, **options: object) -> ReglagesSignature:
    return ReglagesSignature(
        mode=ModeSignature.CERTIFICAT,
        certificat=porteur.ranger(dossier / "etude.p12"),
        mot_de_passe=MOT_DE_PASSE,
        racines=racines(autorite, dossier),
        **options,
    )


def par_son_outil(autorite: Autorite, dossier: Path, **options: object) -> ReglagesSignature:
    return ReglagesSignature(mode=ModeSignature.EXTERNE, racines=racines(autorite, dossier), **options)


def racines(autorite: Autorite, dossier: Path, nom: str = "racines.pem") -> Path:
    (dossier / nom).write_bytes(autorite.pem)
    return dossier / nom
