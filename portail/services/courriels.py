"""Mails: written with the act that causes them, sent later, at least once, never lost (securite.md, M14)."""

import hashlib
import hmac
import logging
import smtplib
import ssl
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from email_validator import validate_email
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from portail.config import Reglages
from portail.persistance.courriels import Courriel, EtatCourriel
from portail.persistance.dossiers import Dossier

ESSAIS_MAX = 60  # with the growing pauses below: about three days
PAUSE_MAX = timedelta(minutes=90)
BAIL = timedelta(minutes=5)  # a sender that died gives its mail back after that

ADRESSE_INVALIDE = "adresse invalide"
TROP_TARD = "périmé avant l’envoi"

journal = logging.getLogger(__name__)


def deposer(
    session: Session,
    dossier: Dossier,
    *,
    fait: str,
    destinataire: str,
    sujet: str,
    corps: str,
    maintenant: datetime,
    perime_le: datetime | None = None,
) -> None:
    """Put a mail in the outbox, in the transaction of the act. No address: nothing is sent. The caller commits.

    `fait` names the fact within the dossier, so that the same fact is never told twice. `perime_le`: the mail, a
    code or a reminder, is worth nothing after that; its text is erased as soon as it is sent, or too old.
    """
    if not destinataire:
        return
    session.add(
        Courriel(
            cle=f"{dossier.reference}.{fait}",
            dossier_id=dossier.id,
            etude_id=dossier.etude_id,
            destinataire=destinataire,
            sujet=sujet,
            corps=corps,
            depose_le=maintenant,
            prochain_essai_le=maintenant,
            perime_le=perime_le,
        )
    )


def expedier(fabrique: sessionmaker[Session], reglages: Reglages, maintenant: datetime, limite: int = 500) -> int:
    """Send what is waiting; gives the number sent. A refused mail waits longer each time, then is to be examined."""
    envoyer = _spool(reglages.donnees / "courriels") if reglages.courriels == "spool" else _smtp(reglages.courriels)
    envoyes, depart = 0, time.monotonic()
    for _ in range(limite):
        # a run may last: a lease counts from the mail's own start, or a second sender would take it meanwhile
        instant = maintenant + timedelta(seconds=time.monotonic() - depart)
        courriel_id = _prendre(fabrique, maintenant, instant + BAIL)
        if courriel_id is None:
            break
        envoyes += _envoyer_un(fabrique, courriel_id, envoyer, reglages, instant)
    return envoyes


def _prendre(fabrique: sessionmaker[Session], maintenant: datetime, bail: datetime) -> int | None:
    """Lease the next mail until `bail`: another sender will not see it before."""
    with fabrique() as session:
        courriel = session.scalar(
            select(Courriel)
            .where(Courriel.etat == EtatCourriel.A_ENVOYER, Courriel.prochain_essai_le <= maintenant)
            .order_by(Courriel.prochain_essai_le, Courriel.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if courriel is None:
            return None
        courriel.essais += 1
        courriel.prochain_essai_le = bail
        session.commit()
        return courriel.id


def _envoyer_un(
    fabrique: sessionmaker[Session],
    courriel_id: int,
    envoyer: Callable[[EmailMessage], None],
    reglages: Reglages,
    maintenant: datetime,
) -> int:
    with fabrique() as session:
        courriel = session.get_one(Courriel, courriel_id)
        panne = _tenter(session, courriel, envoyer, reglages, maintenant)
        courriel = session.get_one(Courriel, courriel_id)
        courriel.derniere_panne = panne
        if not panne:
            courriel.etat, courriel.envoye_le = EtatCourriel.ENVOYE, maintenant
        elif courriel.essais >= ESSAIS_MAX or panne in (ADRESSE_INVALIDE, TROP_TARD):
            courriel.etat = EtatCourriel.A_EXAMINER
        else:
            courriel.prochain_essai_le = maintenant + min(PAUSE_MAX, timedelta(seconds=2 ** min(courriel.essais, 14)))
        if courriel.perime_le is not None and courriel.etat is not EtatCourriel.A_ENVOYER:
            courriel.corps = ""  # whatever became of it: it will not be sent again
        session.commit()
        return 0 if panne else 1


def _tenter(
    session: Session,
    courriel: Courriel,
    envoyer: Callable[[EmailMessage], None],
    reglages: Reglages,
    maintenant: datetime,
) -> str:
    """Send it, with no lock held while the network is slow; gives what went wrong, or nothing."""
    if courriel.perime_le is not None and courriel.perime_le <= maintenant:
        return TROP_TARD
    try:
        message = _message(courriel, reglages)
    except ValueError:  # one bad address must not stop the others
        journal.warning("courriel %s : adresse invalide", courriel.id)
        return ADRESSE_INVALIDE
    numero = courriel.id
    session.rollback()
    try:
        envoyer(message)
    except (OSError, smtplib.SMTPException) as erreur:
        panne = f"{type(erreur).__name__} {getattr(erreur, 'smtp_code', '')}".strip()
        journal.warning("courriel %s non envoyé : %s", numero, panne)
        return panne
    return ""


def _message(courriel: Courriel, reglages: Reglages) -> EmailMessage:
    """Raises ValueError unless the recipient is one plain address, without another header behind it."""
    validate_email(courriel.destinataire, check_deliverability=False, test_environment=True)
    message = EmailMessage()
    message["From"] = reglages.expediteur or "portail@etude.example"
    message["To"] = courriel.destinataire
    message["Subject"] = courriel.sujet
    message["Date"] = format_datetime(courriel.depose_le)
    # Deterministic: if it goes out twice after a crash, the reader's mail software shows it once.
    message["Message-ID"] = f"<{_numero(courriel, reglages)}@{urlsplit(reglages.url_publique).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(courriel.corps)
    return message


def _numero(courriel: Courriel, reglages: Reglages) -> str:
    """32 hexadecimal digits, always the same for one mail: the key itself would say the dossier, the fact, the day.

    Keyed, since what is left to guess of a reference is short enough to be tried.
    """
    texte = f"portail.courriel.v1\0{courriel.cle}"
    return hmac.new(reglages.cles[-1].encode(), texte.encode(), hashlib.sha256).hexdigest()[:32]


def _smtp(adresse: str) -> Callable[[EmailMessage], None]:
    morceaux = urlsplit(adresse)

    def envoyer(message: EmailMessage) -> None:
        hote, port = morceaux.hostname or "localhost", morceaux.port or 25
        if morceaux.scheme == "smtps":
            client: smtplib.SMTP = smtplib.SMTP_SSL(hote, port, timeout=20, context=ssl.create_default_context())
        else:
            client = smtplib.SMTP(hote, port, timeout=20)
        with client:
            if morceaux.username:
                client.login(unquote(morceaux.username), unquote(morceaux.password or ""))
            client.send_message(message)

    return envoyer


def _spool(dossier: Path) -> Callable[[EmailMessage], None]:
    def envoyer(message: EmailMessage) -> None:
        dossier.mkdir(parents=True, exist_ok=True, mode=0o700)
        nom = message["Message-ID"].strip("<>") + ".eml"
        (dossier / nom).write_bytes(message.as_bytes())

    return envoyer
