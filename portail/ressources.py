"""Where the files beside the code are: in a checkout at the top level, in a wheel inside the package."""

from pathlib import Path

_PAQUET = Path(__file__).parent


def chemin(nom: str) -> Path:
    """The folder `nom` ("templates", "static", "translations"); raises FileNotFoundError if the build lost it."""
    for racine in (_PAQUET / "_ressources", _PAQUET.parent):
        if (racine / nom).is_dir():
            return racine / nom
    raise FileNotFoundError(f"le dossier « {nom} » manque à l’installation de Portail")
