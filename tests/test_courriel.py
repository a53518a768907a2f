"""The SMTP server of the tests, met by the standard library's client."""

import smtplib
from email.message import EmailMessage

import pytest

from tests.courriel import HOTE, serveur_smtp


@pytest.fixture
def message():
    message = EmailMessage()
    message["From"], message["To"] = "etude@etude.example", "lea@courriel.example"
    message["Subject"] = "Une réponse est arrivée"
    message.set_content("Ligne accentuée : créance.\n")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="échéancier.pdf")
    return message


def test_a_message_arrives_whole(message):
    with serveur_smtp() as boite, smtplib.SMTP(HOTE, boite.port, timeout=10) as client:
        client.send_message(message)
    (recu,) = boite.messages
    assert recu["Subject"] == "Une réponse est arrivée"
    assert recu.get_body().get_content().strip() == "Ligne accentuée : créance."
    assert [piece.get_filename() for piece in recu.iter_attachments()] == ["échéancier.pdf"]
    assert boite.enveloppes[0].rcpt_tos == ["lea@courriel.example"]


def test_the_server_can_refuse(message):
    with serveur_smtp() as boite, smtplib.SMTP(HOTE, boite.port, timeout=10) as client:
        boite.refuser = "452 boite pleine"
        with pytest.raises(smtplib.SMTPDataError):
            client.send_message(message)
    assert boite.messages == []
