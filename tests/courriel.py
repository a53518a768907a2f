"""A real SMTP server on the loopback, for tests: keeps what it receives."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOTE = "127.0.0.1"


@dataclass
class BoiteRecue:
    """Where the messages arrive; `refuser` makes the server answer an error, as a full mailbox would."""

    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    enveloppes: list[Envelope] = field(default_factory=list)
    refuser: str | None = None

    async def handle_DATA(self, _serveur: SMTP, _session: Session, enveloppe: Envelope) -> str:
        if self.refuser:
            return self.refuser
        contenu = enveloppe.original_content or b""
        self.enveloppes.append(enveloppe)
        self.messages.append(message_from_bytes(contenu, EmailMessage, policy=policy.default))
        return "250 OK"


@contextmanager
def serveur_smtp() -> Iterator[BoiteRecue]:
    """Listens on a free port of the loopback until the end of the block."""
    boite = BoiteRecue(port_libre())
    controleur = Controller(boite, hostname=HOTE, port=boite.port, decode_data=False, enable_SMTPUTF8=True)
    controleur.start()
    try:
        yield boite
    finally:
        controleur.stop()


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind((HOTE, 0))
        return int(prise.getsockname()[1])
