"""The names of the documents that a debtor or the public may see, in the reader's language; they are French."""

import re

from portail.domaine.phrases import Phrase
from portail.persistance.actes import DocumentEmis
from portail.web.traduction import gettext

# As they are written on the documents, word for word.
TITRES = (
    Phrase("Lettre d’invitation"),
    Phrase("Constat de l’accord pour participer"),
    Phrase("Constat du refus de participer"),
    Phrase("Constat de l’expiration du délai"),
    Phrase("Constat du refus du montant ou des modalités"),
    Phrase("Constat de l’accord"),
    Phrase("Accord sur le montant et les modalités"),
    Phrase("Titre exécutoire"),
    Phrase("Quittance"),
)
_RECEPISSE = re.compile(r"Récépissé (\S+)")


def titre(document: DocumentEmis) -> str:
    recepisse = _RECEPISSE.fullmatch(document.titre)
    if recepisse:
        return gettext("Récépissé %(reference)s", reference=recepisse[1])
    return gettext(document.titre)
