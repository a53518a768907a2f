"""Time stamps over HTTP (RFC 3161), one request for each signature. Imported by the first use only, with pyHanko."""

import base64
import http.client
from urllib.parse import unquote, urlsplit

from asn1crypto import cms, core, tsp  # type: ignore[import-untyped]
from pyhanko.sign.timestamps import TimeStamper

from portail.services.signature.motifs import Motif, SignatureRefusee

_PATIENCE = 10  # seconds
_TAILLE_MAXIMALE = 64 * 1024
_PLACE = 16 * 1024  # kept in the signature for the token; those of the profession take 4 to 8 KiB
_REPONSE = "application/timestamp-reply"


class Horodateur(TimeStamper):
    """Asks the authority at `adresse`, where user:password@ stands for its account. No redirection is followed."""

    def __init__(self, adresse: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = urlsplit(adresse)

    async def async_dummy_response(self, md_algorithm: str) -> cms.ContentInfo:
        """Room for a token: pyHanko would spend a real one to measure it."""
        return cms.ContentInfo({"content_type": "data", "content": core.OctetString(bytes(_PLACE))})

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except SignatureRefusee:
            raise
        except Exception as erreur:  # a refusal, another nonce, or an answer that is no time stamp at all
            raise SignatureRefusee(Motif.HORODATAGE_REFUSE, autorite=str(self._url.hostname)) from erreur

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Blocking on purpose: nothing else runs in the loop of a signature."""
        try:
            return tsp.TimeStampResp.load(self._envoyer(req.dump()), strict=True)
        except (OSError, http.client.HTTPException) as erreur:
            raise SignatureRefusee(Motif.HORODATAGE_INJOIGNABLE, autorite=str(self._url.hostname)) from erreur

    def _envoyer(self, demande: bytes) -> bytes:
        url = self._url
        genre = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connexion = genre(url.hostname or "", url.port, timeout=_PATIENCE)
        try:
            chemin = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
            connexion.request("POST", chemin, demande, self._entetes())
            with connexion.getresponse() as reponse:  # one not read to its end keeps the socket
                contenu = reponse.read(_TAILLE_MAXIMALE)
                if reponse.status != http.client.OK or reponse.headers.get_content_type() != _REPONSE:
                    raise http.client.HTTPException(f"{reponse.status} {reponse.headers.get_content_type()}")
                return contenu
        finally:
            connexion.close()

    def _entetes(self) -> dict[str, str]:
        entetes = {"Content-Type": "application/timestamp-query", "Accept": _REPONSE}
        if self._url.username:
            compte = f"{unquote(self._url.username)}:{unquote(self._url.password or '')}"
            entetes["Authorization"] = f"Basic {base64.b64encode(compte.encode()).decode()}"
        return entetes
