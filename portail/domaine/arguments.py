"""The arguments of a calculation as a script gives them: texts, numbers and yes or no, each refusal in French."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from portail.domaine.refus import Refus
from portail.domaine.saisie import SaisieInvalide, lire_date, lire_entier, lire_montant, lire_taux

T = TypeVar("T")


class ArgumentInvalide(Refus, ValueError):
    """An argument is missing, unknown, or cannot be read."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        super().__init__(phrase)


class Arguments:
    """Named texts, read on demand. A null is an absence."""

    def __init__(self, brut: Any, attendus: Collection[str]) -> None:
        if not isinstance(brut, Mapping):
            raise ArgumentInvalide(f"Indiquez les arguments sous forme d’objet : {', '.join(attendus)}.")
        if not brut.keys() <= set(attendus):
            raise ArgumentInvalide(f"Les arguments possibles sont : {', '.join(attendus)}.")
        self._brut = brut

    def contient(self, nom: str) -> bool:
        return self._brut.get(nom) is not None

    def montant(self, nom: str) -> int:
        return self._lire(nom, lire_montant)

    def montant_positif(self, nom: str) -> int:
        """Above zero."""
        if (centimes := self.montant(nom)) == 0:
            raise ArgumentInvalide(f"« {nom} » : indiquez un montant supérieur à zéro.")
        return centimes

    def montant_ou(self, nom: str, defaut: T) -> int | T:
        return self.montant(nom) if self.contient(nom) else defaut

    def jour(self, nom: str) -> date:
        return self._lire(nom, lire_date)

    def jour_ou(self, nom: str, defaut: T) -> date | T:
        return self.jour(nom) if self.contient(nom) else defaut

    def entier(self, nom: str) -> int:
        return self._lire(nom, lire_entier)

    def taux_ou(self, nom: str, defaut: T) -> Decimal | T:
        return self._lire(nom, lire_taux) if self.contient(nom) else defaut

    def texte(self, nom: str) -> str:
        return self._lire(nom, str)

    def choix(self, nom: str, possibles: Collection[str], defaut: str | None = None) -> str:
        """One of a closed list; case, accents left out and dashes for underscores are forgiven."""
        if defaut is not None and not self.contient(nom):
            return defaut
        choisi = self.texte(nom).strip().lower().replace("-", "_")
        if choisi not in possibles:
            raise ArgumentInvalide(f"« {nom} » : choisissez parmi {', '.join(possibles)}.")
        return choisi

    def liste(self, nom: str) -> list[Any]:
        valeur = self._brut.get(nom)
        if not isinstance(valeur, list) or not valeur:
            raise ArgumentInvalide(f"Indiquez au moins un élément dans « {nom} ».")
        return valeur

    def drapeau(self, nom: str) -> bool:
        valeur = self._brut.get(nom)
        if valeur is None or isinstance(valeur, bool):
            return bool(valeur)
        raise ArgumentInvalide(f"« {nom} » : indiquez true ou false.")

    def reponse(self, nom: str) -> bool | None:
        """Yes, no, or not known."""
        return self.drapeau(nom) if self.contient(nom) else None

    def _lire(self, nom: str, lecteur: Callable[[str], T]) -> T:
        valeur = self._brut.get(nom)
        if valeur is None:
            raise ArgumentInvalide(f"Indiquez l’argument « {nom} ».")
        if not isinstance(valeur, str):
            raise ArgumentInvalide(f"« {nom} » : indiquez une valeur simple, entre guillemets.")
        try:
            return lecteur(valeur)
        except SaisieInvalide as refus:
            phrase = refus.phrase
            raise ArgumentInvalide(f"« {nom} » : {phrase[0].lower()}{phrase[1:]}") from None
