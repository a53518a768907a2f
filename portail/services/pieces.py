"""Documents handed in: recognised by their content, cleaned, re-encoded, never kept as they came (securite.md, M15)."""

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps

TAILLE_MAX = 10_000_000  # what a phone's camera makes at most, but for rare ones
POINTS_MAX = 40_000_000
NOM_MAX = 120
COTE_MAX = 3000  # pixels: enough to read a document, light enough for a phone
# What a PDF keeps, all the rest goes: what acts (actions, scripts, forms, outlines that run something), what hides
# another file (attachments, portfolios, signatures' permissions) and what tells (author, history, XMP).
_CATALOGUE = ("/Type", "/Pages", "/Version", "/Lang", "/OCProperties", "/OutputIntents", "/PageLabels")
_PAGE = (
    *("/Type", "/Parent", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit"),
    *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"),
)
_BRANCHE = ("/Type", "/Parent", "/Kids", "/Count", "/Resources", "/MediaBox", "/CropBox", "/Rotate")
_QUEUE = ("/Root", "/Size", "/ID")
_INDISCRETS = ("/Metadata", "/PieceInfo", "/AF", "/AA", "/OPI", "/LastModified")


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
            pdf.save(sortie, deterministic_id=True)  # the same document twice is one file
    except pikepdf.PasswordError:
        raise PieceRefusee("protege") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise PieceRefusee("illisible") from None
    return sortie.getvalue()


def _desarmer(pdf: pikepdf.Pdf) -> None:
    """Take out what a reader could run, open or learn: only what draws the pages stays."""
    _ne_garder(pdf.trailer, _QUEUE)
    _ne_garder(pdf.Root, _CATALOGUE)
    for page in pdf.pages:
        _ne_garder(page.obj, _PAGE)
    for objet in pdf.objects:
        if isinstance(objet, pikepdf.Stream):  # a picture, a form: each may carry its own history
            _retirer(objet, _INDISCRETS)
        elif isinstance(objet, pikepdf.Dictionary) and objet.get("/Type") == "/Pages":
            _ne_garder(objet, _BRANCHE)


def _ne_garder(objet: pikepdf.Object, cles: tuple[str, ...]) -> None:
    _retirer(objet, tuple(set(objet.keys()) - set(cles)))


def _retirer(objet: pikepdf.Object, cles: tuple[str, ...]) -> None:
    for cle in cles:
        if cle in objet:
            del objet[cle]


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
