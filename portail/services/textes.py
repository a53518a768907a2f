"""The texts and tariffs on which the étude works: those it entered itself, else the last known ones.

Production refuses what is not known to be in force (decisions D19, D25); the demonstration shows it as a specimen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.config import Mode, Reglages
from portail.persistance.reglages import TarifSaisi, TexteSaisi
from portail.services.acteur import Acteur
from portail.services.documents.donnees import FormuleExecutoire, TexteLegal
from portail.services.documents.textes import FORMULE_CONNUE, TEXTES_CONNUS

FORMULE = "formule"


class TextesAVerifier(Exception):
    """Nothing leaves in production before these texts are entered with their source; `codes` names them."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = tuple(codes)


class SaisieIncomplete(Exception):
    """A text or table is worth nothing without its source and its date."""


def textes_de_la_lettre(session: Session, etude_id: int, reglages: Reglages) -> tuple[TexteLegal, ...]:
    """The four articles to reproduce (R125-2 II), as the étude entered them or as last known.

    Raises TextesAVerifier in production when one of them is not known to be in force.
    """
    saisis = _derniers(session, etude_id)
    textes = tuple(_remplacer(texte, saisis.get(texte.code)) for texte in TEXTES_CONNUS)
    douteux = [t.code for t in textes if not t.verifie]
    if douteux and reglages.mode is Mode.PRODUCTION:
        raise TextesAVerifier(douteux)
    return textes


def formule_executoire(session: Session, etude_id: int) -> FormuleExecutoire:
    """The dated formula that closes the titre (decision D16): the étude's own entry, else the decree's wording."""
    saisi = _derniers(session, etude_id).get(FORMULE)
    if saisi is None:
        return FORMULE_CONNUE
    return replace(
        FORMULE_CONNUE,
        alineas=_alineas(saisi.texte),
        en_vigueur_au=saisi.en_vigueur_du,
        source=saisi.source,
        verifie=True,
    )


def etat_des_textes(session: Session, etude_id: int) -> list[tuple[TexteLegal, bool]]:
    """Every text of the letter, and whether the étude entered it itself."""
    saisis = _derniers(session, etude_id)
    return [(_remplacer(t, saisis.get(t.code)), t.code in saisis) for t in TEXTES_CONNUS]


def saisir_texte(
    session: Session, etude_id: int, *, code: str, texte: str, du: date, source: str, verifie_le: date, acteur: Acteur
) -> None:
    """The étude enters the wording in force, with its source and date. Commits. Raises SaisieIncomplete."""
    if not texte.strip() or not source.strip() or acteur.compte_id is None:
        raise SaisieIncomplete
    session.add(
        TexteSaisi(
            etude_id=etude_id,
            code=code,
            texte=texte.strip(),
            en_vigueur_du=du,
            source=source.strip(),
            verifie_le=verifie_le,
            saisi_le=acteur.recu_le,
            compte_id=acteur.compte_id,
        )
    )
    session.commit()


def saisir_tarif(
    session: Session,
    etude_id: int,
    *,
    du: date,
    au: date | None,
    valeurs: Mapping[str, Any],
    source: str,
    verifie_le: date,
    exemple: bool,
    acteur: Acteur,
) -> None:
    """The étude enters a dated tariff table, already checked by domaine.frais. Commits. Raises SaisieIncomplete."""
    if not source.strip() or acteur.compte_id is None:
        raise SaisieIncomplete
    session.add(
        TarifSaisi(
            etude_id=etude_id,
            du=du,
            au=au,
            valeurs=dict(valeurs),
            source=source.strip(),
            verifie_le=verifie_le,
            exemple=exemple,
            saisi_le=acteur.recu_le,
            compte_id=acteur.compte_id,
        )
    )
    session.commit()


def tarifs_de(session: Session, etude_id: int) -> list[TarifSaisi]:
    """The étude's own tables, the newest entry first."""
    requete = select(TarifSaisi).where(TarifSaisi.etude_id == etude_id).order_by(TarifSaisi.id.desc())
    return list(session.scalars(requete))


def _derniers(session: Session, etude_id: int) -> dict[str, TexteSaisi]:
    requete = select(TexteSaisi).where(TexteSaisi.etude_id == etude_id).order_by(TexteSaisi.id)
    return {saisi.code: saisi for saisi in session.scalars(requete)}


def _remplacer(texte: TexteLegal, saisi: TexteSaisi | None) -> TexteLegal:
    if saisi is None:
        return texte
    return replace(
        texte, alineas=_alineas(saisi.texte), en_vigueur_au=saisi.en_vigueur_du, source=saisi.source, verifie=True
    )


def _alineas(texte: str) -> tuple[str, ...]:
    return tuple(ligne.strip() for ligne in texte.splitlines() if ligne.strip())
