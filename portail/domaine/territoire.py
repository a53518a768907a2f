"""Which cour d'appel, holidays and tariff territory a place belongs to (R125-1; COJ D311-1, annexe, tableau IV)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from typing import NamedTuple

from portail.domaine.feries import Zone
from portail.domaine.fichiers import lire_csv
from portail.domaine.phrases import Phrase
from portail.domaine.saisie import MotifSaisie, SaisieInvalide

_ATTENDU = Phrase("Indiquez un code de département ou de commune de l’INSEE, par exemple 75, 2A, 974 ou 33063.")
_CORSE = Phrase("Indiquez 2A pour la Corse-du-Sud ou 2B pour la Haute-Corse.")
_EMPRISE = Phrase("Emprise : %(emprise)s.")
_EXCEPTION = Phrase("emprise de l’%(emprise)s : cour d’appel de %(cour)s")
_EXCEPTIONS = Phrase("Exception : %(exceptions)s.")
_ET = Phrase("%(debut)s ; %(suite)s")
# INSEE codes that are not « département + commune »: former codes of the northern islands, and the two parts of 69.
_EQUIVALENTS = {"97123": "97701", "97127": "97801", "69D": "69", "69M": "69"}


@dataclass(frozen=True)
class Ressort:
    """`cour_appel` is the court's town, the tribunal supérieur d'appel of Saint-Pierre-et-Miquelon, or None."""

    cour_appel: str | None
    zone: Zone
    territoire: str
    hors_procedure: bool
    note: str | None
    departement: str = ""
    nom: str = ""

    @property
    def juridiction(self) -> str | None:
        """The court as it reads in a sentence.

        >>> ressort("69123").juridiction, ressort("47").juridiction
        ('cour d’appel de Lyon', 'cour d’appel d’Agen')
        """
        if self.cour_appel is None:
            return None
        if self.cour_appel.startswith("Tribunal"):
            return self.cour_appel[0].lower() + self.cour_appel[1:]
        voyelle = self.cour_appel[0] in "AEIOUÉ"
        return f"cour d’appel {'d’' if voyelle else 'de '}{self.cour_appel}"


class Enclave(NamedTuple):
    """Grounds of an aerodrome that follow another court than their département."""

    departement: str
    emprise: str
    communes: frozenset[str]
    cour_appel: str


@cache
def _ressorts() -> dict[str, Ressort]:
    return {
        ligne["code"]: Ressort(
            cour_appel=ligne["cour_appel"] or None,
            zone=Zone(ligne["zone"]),
            territoire=ligne["territoire"],
            hors_procedure=ligne["hors_procedure"] == "oui",
            note=_note(ligne["note"]),
            departement=ligne["code"],
            nom=ligne["nom"],
        )
        for ligne in lire_csv("territoires.csv")
    }


def _note(texte: str) -> Phrase | None:
    gabarit = texte.replace("%", "%%")
    return Phrase(gabarit) if texte else None


@cache
def enclaves() -> tuple[Enclave, ...]:
    return tuple(
        Enclave(ligne["code_departement"], ligne["emprise"], frozenset(ligne["communes"].split()), ligne["cour_appel"])
        for ligne in lire_csv("enclaves.csv")
    )


def code_departement(code: str) -> str:
    """The département or collectivité of an INSEE code; raises SaisieInvalide.

    >>> code_departement("2A004"), code_departement("97411"), code_departement("75")
    ('2A', '974', '75')
    """
    propre = code.strip().upper()
    propre = _EQUIVALENTS.get(propre, propre)
    if re.fullmatch(r"20(?:[0-9]{3})?", propre):
        raise SaisieInvalide(MotifSaisie.AMBIGU, _CORSE)
    if not re.fullmatch(r"[0-9][0-9AB](?:[0-9]{3}|[0-9])?", propre):
        raise SaisieInvalide(MotifSaisie.ILLISIBLE, _ATTENDU)
    departement = propre[:3] if propre.startswith(("97", "98")) else propre[:2]
    if departement not in _ressorts() or (len(propre) == 3 and departement != propre):
        raise SaisieInvalide(MotifSaisie.INEXISTANT, _ATTENDU)
    return departement


@lru_cache(maxsize=4096)
def ressort(code_insee_ou_departement: str, *, emprise_aerodrome: bool = False) -> Ressort:
    """The court and territory of a place; `emprise_aerodrome`: the debtor lives on the aerodrome's grounds.

    >>> ressort("95527").cour_appel, ressort("95527", emprise_aerodrome=True).cour_appel
    ('Versailles', 'Paris')
    >>> ressort("57463").zone, ressort("988").hors_procedure
    (<Zone.ALSACE_MOSELLE_VENDREDI_SAINT: 'alsace_moselle_vendredi_saint'>, True)
    """
    code = code_insee_ou_departement.strip().upper()
    departement = code_departement(code)
    trouve = _ressorts()[departement]
    voisines = [
        e
        for e in enclaves()
        if e.departement == departement and (code == departement or not e.communes or code in e.communes)
    ]
    if emprise_aerodrome:
        if not voisines:
            raise SaisieInvalide(
                MotifSaisie.INEXISTANT, Phrase("Aucune emprise d’aérodrome n’est connue pour ce code.")
            )
        return _avec(trouve, cour_appel=voisines[0].cour_appel, note=_EMPRISE.avec(emprise=voisines[0].emprise))
    if voisines:
        dites = [_EXCEPTION.avec(emprise=e.emprise, cour=e.cour_appel) for e in voisines]
        exceptions = reduce(lambda debut, suite: _ET.avec(debut=debut, suite=suite), dites)
        return _avec(trouve, cour_appel=trouve.cour_appel, note=_EXCEPTIONS.avec(exceptions=exceptions))
    return trouve


def _avec(base: Ressort, *, cour_appel: str | None, note: str) -> Ressort:
    return Ressort(cour_appel, base.zone, base.territoire, base.hors_procedure, note, base.departement, base.nom)


def cours_appel() -> tuple[str, ...]:
    """Every court of the table, for the étude's setting (R125-1 al. 1)."""
    return tuple(sorted({r.cour_appel for r in _ressorts().values() if r.cour_appel}))
