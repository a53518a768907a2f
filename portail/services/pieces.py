"""Documents handed in: recognised by their content, cleaned, re-encoded, never kept as they came (securite.md, M15)."""

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps

TAILLE_MAX = 5_000_000
POINTS_MAX = 40_000_000
NOM_MAX = 120
COTE_MAX = 3000  # pixels: enough to read a document, light enough for a phone
_ACTIFS = ("/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles", "/AcroForm", "/Names")


class PieceRefusee(Exception):
    """`motif`: key of web.messages.PIECE."""

    def __init__(self, motif: str) -> None:
        super().__init__(motif)
        self.motif = motif


@dataclass(frozen=True)
class PieceNettoyee:
    contenu: bytes
    type_mime: str
    extension: str


def nettoyer(contenu: bytes) -> PieceNettoyee:
    """The same document without what could act or tell (scripts, attachments, location of a photo).

    Raises PieceRefusee.
    """
    if not contenu:
        raise PieceRefusee("vide")
    if len(contenu) > TAILLE_MAX:
        raise PieceRefusee("trop_lourd")
    if contenu[:1024].lstrip().startswith(b"%PDF-"):
        return PieceNettoyee(_nettoyer_pdf(contenu), "application/pdf", "pdf")
    if contenu.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return PieceNettoyee(_reencoder(contenu), "image/jpeg", "jpg")
    raise PieceRefusee("type")


def nom_garde(nom: str | None, piece: PieceNettoyee) -> str:
    """The file's own name, harmless, with the extension of what it really is.

    >>> nom_garde("C:\\\\photos\\\\devis\\x00 n° 3.PNG", PieceNettoyee(b"", "image/jpeg", "jpg"))
    'devis n° 3.jpg'
    """
    base = re.split(r"[\\/]", nom or "")[-1].rpartition(".")[0] or "document"
    visible = "".join(c for c in base if c.isprintable() and c not in '"<>:|?*')
    return f"{visible.strip('. ')[:NOM_MAX] or 'document'}.{piece.extension}"


def _nettoyer_pdf(contenu: bytes) -> bytes:
    sortie = BytesIO()
    try:
        with pikepdf.open(BytesIO(contenu)) as pdf:
            if pdf.is_encrypted:
                raise PieceRefusee("protege")
            if not len(pdf.pages):
                raise PieceRefusee("illisible")
            _desarmer(pdf)
            pdf.save(sortie)
    except pikepdf.PasswordError:
        raise PieceRefusee("protege") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise PieceRefusee("illisible") from None
    return sortie.getvalue()


def _desarmer(pdf: pikepdf.Pdf) -> None:
    """Take out what a reader could run or open."""
    for cle in _ACTIFS:
        if cle in pdf.Root:
            del pdf.Root[cle]
    for page in pdf.pages:
        for cle in ("/AA", "/Annots"):
            if cle in page:
                del page[cle]


def _reencoder(contenu: bytes) -> bytes:
    sortie = BytesIO()
    try:
        with Image.open(BytesIO(contenu), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > POINTS_MAX:
                raise PieceRefusee("trop_grand")
            droite = ImageOps.exif_transpose(image)
            droite.thumbnail((COTE_MAX, COTE_MAX))
            nue = droite.convert("RGB")
            nue.info.clear()  # Pillow would carry a JPEG comment over
            nue.save(sortie, "JPEG", quality=85)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise PieceRefusee("illisible") from None
    return sortie.getvalue()
