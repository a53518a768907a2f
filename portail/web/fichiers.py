"""Handing out a stored file: as a download, in a sandbox, never guessed by the browser (securite.md, M15)."""

from io import BytesIO

from flask import Response, send_file

PDF = "application/pdf"
_BAC_A_SABLE = "sandbox; default-src 'none'"


def servir(contenu: bytes, nom: str, type_mime: str, *, telechargement: bool = True) -> Response:
    """The bytes under the name `nom`; shown in the browser when `telechargement` is False."""
    reponse = send_file(BytesIO(contenu), mimetype=type_mime, as_attachment=telechargement, download_name=nom)
    reponse.headers["Content-Security-Policy"] = _BAC_A_SABLE
    return reponse
