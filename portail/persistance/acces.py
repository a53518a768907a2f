"""Who may come in: letter credentials (hashed), open sessions (hashed), counted attempts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portail.domaine.procedure import Role
from portail.persistance.base import Base
from portail.persistance.dossiers import Dossier


class AccesLettre(Base):
    """The credentials printed on one letter: a keyed hash of each, never the words themselves."""

    __tablename__ = "acces_lettre"
    __table_args__ = (
        Index(
            "uq_acces_lettre_vivant",
            "dossier_id",
            unique=True,
            sqlite_where=text("revoque_le IS NULL"),
            postgresql_where=text("revoque_le IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    identifiant: Mapped[str] = mapped_column(String(64), unique=True)  # HMAC-SHA-256, for the look-up
    code: Mapped[str] = mapped_column(Text)  # Argon2id of the HMAC
    signature: Mapped[str | None] = mapped_column(Text)  # the same of the code under the fold; None on older letters
    poivre: Mapped[int]
    echecs: Mapped[int] = mapped_column(default=0)  # in the letter's whole life
    emis_le: Mapped[datetime]
    revoque_le: Mapped[datetime | None]

    dossier: Mapped[Dossier] = relationship()


class Ouverture(Base):
    """Somebody came in with the codes of the letter. Kept with the dossier: who shares a letter box leaves a trace."""

    __tablename__ = "ouverture"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    le: Mapped[datetime]


class SessionOuverte(Base):
    """A signed-in person. The key is the SHA-256 of what the cookie carries, so a stolen table opens nothing."""

    __tablename__ = "session_ouverte"
    __table_args__ = (
        CheckConstraint("(role = 'debiteur') = (dossier_id IS NOT NULL)", name="debiteur_designe"),
        CheckConstraint("(role = 'debiteur') = (compte_id IS NULL)", name="compte_designe"),
    )

    empreinte: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[Role]
    compte_id: Mapped[int | None] = mapped_column(ForeignKey("compte.id"), index=True)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), index=True)
    acces_id: Mapped[int | None] = mapped_column(ForeignKey("acces_lettre.id"))
    ouverte_le: Mapped[datetime]
    vue_le: Mapped[datetime]
    expire_le: Mapped[datetime]  # absolute
    prouvee_le: Mapped[datetime | None]  # last time the secret was given again: step-up for binding acts
    confirmee_le: Mapped[datetime | None]  # debtor: « Oui, c'est moi », or « J'aide cette personne »
    aidant_nom: Mapped[str | None] = mapped_column(String(80))  # somebody helps the debtor: nothing that binds
    aidant_organisme: Mapped[str | None] = mapped_column(String(120))


class CodeCourriel(Base):
    """A one-time code sent to an address known before the letter: for one session, one dossier, one text to sign."""

    __tablename__ = "code_courriel"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    seance: Mapped[str] = mapped_column(String(64))  # key of the session that asked
    objet: Mapped[str] = mapped_column(String(64))  # SHA-256 of what was displayed (services.consentement)
    code: Mapped[str] = mapped_column(String(64))  # HMAC: six digits live ten minutes and five tries
    poivre: Mapped[int]
    envoye_le: Mapped[datetime]
    expire_le: Mapped[datetime]
    utilise_le: Mapped[datetime | None]
    utilise_par: Mapped[str | None] = mapped_column(String(64))  # the form that used it: sent twice, it is one use


class Essai(Base):
    """Attempts on one key (an HMAC: no identifier and no address in clear) within a window."""

    __tablename__ = "essai"

    cle: Mapped[str] = mapped_column(String(80), primary_key=True)
    nombre: Mapped[int]
    fin: Mapped[datetime]
