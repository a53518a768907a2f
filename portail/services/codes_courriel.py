"""One-time codes by mail, to sign: only at an address that was known before the letter (securite.md, M3 and M14).

A code belongs to one session, one dossier and one text read; six digits, ten minutes, five tries, used once. Tries
and sendings are also counted by dossier: neither a new code nor a new session gives more of them.
"""

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from portail.persistance.acces import CodeCourriel, SessionOuverte
from portail.persistance.dossiers import Dossier
from portail.services import essais
from portail.services.connexion import USAGE_ESSAI, Inconnu
from portail.services.courriels import deposer
from portail.services.empreintes import Empreintes
from portail.services.incidents import signaler_freinage

CHIFFRES = 6
DUREE = timedelta(minutes=10)
ENVOIS = essais.Limite(3, timedelta(minutes=15))
HEURE, JOUR = timedelta(hours=1), timedelta(days=1)
ENVOIS_LONGS = {"heure": essais.Limite(5, HEURE), "jour": essais.Limite(20, JOUR)}  # by dossier
FAUX_LONGS = {"heure": essais.Limite(20, HEURE), "jour": essais.Limite(50, JOUR)}  # by dossier, wrong tries only
GARDE = timedelta(days=1)  # of the hashes, once they are worth nothing
USAGE = "code-courriel"
_CORPS = (
    "{code}\n\nCe code sert une fois, pendant 10 minutes. Ne le donnez à personne.\n"
    "Vous n’avez rien demandé ? Ne faites rien.\n\nMessage automatique : ne répondez pas à cette adresse.\n"
)


class SansAdresse(Exception):
    """No address of this person was known before the letter."""


class TropDEnvois(Exception):
    """Too many codes were sent; `jusqu_a`: when another may be (UTC); `bref`: three in a quarter of an hour."""

    def __init__(self, jusqu_a: datetime, *, bref: bool) -> None:
        super().__init__(f"fermé jusqu’à {jusqu_a:%H:%M}")
        self.jusqu_a, self.bref = jusqu_a, bref


class TropDeFauxCodes(Exception):
    """Too many wrong codes for this dossier, whatever the codes and the sessions; `jusqu_a`: when it ends (UTC)."""

    def __init__(self, jusqu_a: datetime) -> None:
        super().__init__(f"fermé jusqu’à {jusqu_a:%H:%M}")
        self.jusqu_a = jusqu_a


class CodePerime(Exception):
    """No code waits any more: none was sent for this text, or it is too old, or it was used."""


def adresse(dossier: Dossier) -> str:
    """Where a code may be sent; "" if nowhere."""
    return dossier.debiteur.courriel if dossier.debiteur.courriel_connu_avant else ""


def masquer(adresse: str) -> str:
    """Enough for its owner to recognise it.

    >>> masquer("nadia.ferrand@courrier.example")
    'na…@…example'
    """
    boite, _, domaine = adresse.rpartition("@")
    return f"{boite[:2]}…@…{domaine.rpartition('.')[2]}"


def envoyer(
    session: Session,
    empreintes: Empreintes,
    dossier: Dossier,
    ouverte: SessionOuverte,
    objet: str,
    maintenant: datetime,
) -> None:
    """Put a new code in the outbox; the one before is worth nothing any more. Commits.

    `objet`: see consentement.Lu. Raises SansAdresse, TropDEnvois.
    """
    if not adresse(dossier):
        raise SansAdresse
    longues = _cles_longues(empreintes, "envois", dossier.id)
    bref = not _fermees(session, longues, ENVOIS_LONGS, maintenant)
    try:
        if bref:
            essais.reserver(session, empreintes.cle(USAGE_ESSAI, f"envois:{dossier.id}"), ENVOIS, maintenant)
        bref = False
        _reserver_longs(session, longues, ENVOIS_LONGS, maintenant)
    except essais.TropDEssais as trop:
        signaler_freinage(session, dossier.id, maintenant)
        raise TropDEnvois(trop.jusqu_a, bref=bref) from None
    _deposer(session, empreintes, dossier, ouverte, objet, maintenant)
    session.commit()


def _deposer(
    session: Session,
    empreintes: Empreintes,
    dossier: Dossier,
    ouverte: SessionOuverte,
    objet: str,
    maintenant: datetime,
) -> None:
    """Draw the digits: their hash here, themselves in the outbox and nowhere else."""
    code = f"{secrets.randbelow(10**CHIFFRES):0{CHIFFRES}}"
    session.execute(delete(CodeCourriel).where(CodeCourriel.expire_le < maintenant - GARDE))
    ligne = CodeCourriel(
        dossier_id=dossier.id,
        seance=ouverte.empreinte,
        objet=objet,
        code=_cle(empreintes, ouverte.empreinte, objet, code),
        poivre=empreintes.poivre,
        envoye_le=maintenant,
        expire_le=maintenant + DUREE,
    )
    session.add(ligne)
    deposer(
        session,
        dossier,
        fait=f"code.{secrets.token_hex(8)}",
        destinataire=adresse(dossier),
        sujet="Votre code",
        corps=_CORPS.format(code=code),
        maintenant=maintenant,
        perime_le=ligne.expire_le,
    )


def dernier(session: Session, ouverte: SessionOuverte, objet: str, maintenant: datetime) -> CodeCourriel | None:
    """The code that this session waits for, to sign this text; None if there is none, or if it is too old."""
    ligne = session.scalar(
        select(CodeCourriel).where(CodeCourriel.seance == ouverte.empreinte).order_by(CodeCourriel.id.desc()).limit(1)
    )
    valable = ligne is not None and ligne.objet == objet and maintenant < ligne.expire_le
    return ligne if valable else None


def verifier(
    session: Session,
    empreintes: Empreintes,
    ouverte: SessionOuverte,
    objet: str,
    code: str,
    idem: str,
    maintenant: datetime,
) -> int:
    """Check the digits that were typed; gives the number to hand to `consommer`. Commits.

    Raises Inconnu, TropDEssais (this code), TropDeFauxCodes (this dossier), CodePerime.
    """
    ligne = dernier(session, ouverte, objet, maintenant)
    if ligne is None or (ligne.utilise_le is not None and ligne.utilise_par != idem):
        session.rollback()
        raise CodePerime
    cle = empreintes.cle(USAGE_ESSAI, f"courriel:{ligne.id}")
    longues = _cles_longues(empreintes, "faux-codes", ligne.dossier_id)
    restants = _reserver_un_essai(session, ligne.dossier_id, cle, longues, maintenant)
    attendu = _cle(empreintes, ouverte.empreinte, objet, code, ligne.poivre)
    if not hmac.compare_digest(attendu, ligne.code):
        raise Inconnu(restants)
    essais.oublier(session, cle)
    essais.rendre(session, *longues.values())
    session.commit()
    return ligne.id


def consommer(session: Session, numero: int, idem: str, maintenant: datetime) -> bool:
    """Use the code, in the transaction of the act: True for one form only, however many come at once."""
    libre = CodeCourriel.utilise_le.is_(None)
    pris = session.execute(
        update(CodeCourriel)
        .where(
            CodeCourriel.id == numero,
            CodeCourriel.expire_le > maintenant,
            or_(libre, CodeCourriel.utilise_par == idem) if idem else libre,
        )
        .values(utilise_le=maintenant, utilise_par=idem or None)
        .returning(CodeCourriel.id),
        execution_options={"synchronize_session": False},
    )
    return pris.scalar() is not None


def _reserver_un_essai(
    session: Session, dossier_id: int, cle: str, longues: Mapping[str, str], maintenant: datetime
) -> int:
    """Count one try on the code and on its dossier; gives how many are left. A closed way is flagged. Commits."""
    try:
        restants = essais.PREUVE.nombre
        if not _fermees(session, longues, FAUX_LONGS, maintenant):
            restants = essais.reserver(session, cle, essais.PREUVE, maintenant)
    except essais.TropDEssais:
        signaler_freinage(session, dossier_id, maintenant)
        raise
    try:
        return min(restants, _reserver_longs(session, longues, FAUX_LONGS, maintenant))
    except essais.TropDEssais as trop:
        signaler_freinage(session, dossier_id, maintenant)
        raise TropDeFauxCodes(trop.jusqu_a) from None


def _reserver_longs(
    session: Session, cles: Mapping[str, str], limites: Mapping[str, essais.Limite], maintenant: datetime
) -> int:
    """The longest window that is full answers first, and says when it ends; a refusal uses up no other window."""
    noms = _fermees(session, cles, limites, maintenant)[-1:] or list(limites)
    return min(essais.reserver(session, cles[nom], limites[nom], maintenant) for nom in noms)


def _fermees(
    session: Session, cles: Mapping[str, str], limites: Mapping[str, essais.Limite], maintenant: datetime
) -> list[str]:
    """The windows that are full, the shortest first."""
    return [nom for nom in limites if essais.est_ferme(session, cles[nom], limites[nom], maintenant)]


def _cles_longues(empreintes: Empreintes, quoi: str, dossier_id: int) -> dict[str, str]:
    return {nom: empreintes.cle(USAGE_ESSAI, f"{quoi}-{nom}:{dossier_id}") for nom in ("heure", "jour")}


def _cle(empreintes: Empreintes, seance: str, objet: str, code: str, poivre: int | None = None) -> str:
    return empreintes.cle(USAGE, f"{seance}.{objet}.{code}", poivre)
