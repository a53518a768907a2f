"""Documents handed in: known by their content, kept without what acts or tells."""

import io
import random
import zlib
from contextlib import suppress
from functools import partial

import pikepdf
import pytest
from PIL import Image

from portail.services import pieces
from portail.services.pieces import PieceRefusee, nettoyer


def pdf(faire=lambda d: None, **options) -> bytes:
    sortie = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        faire(document)
        document.save(sortie, **options)
    return sortie.getvalue()


def image(forme="JPEG", taille=(60, 40), **options) -> bytes:
    sortie = io.BytesIO()
    Image.new("RGB", taille, (120, 60, 10)).save(sortie, forme, **options)
    return sortie.getvalue()


def motif(contenu: bytes) -> str:
    with pytest.raises(PieceRefusee) as refus:
        nettoyer(contenu)
    return refus.value.motif


def test_a_pdf_loses_what_acts():
    def armer(document):
        js = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('CANARI')")
        document.Root.OpenAction = js
        document.Root.AA = pikepdf.Dictionary(WC=js)
        document.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("x"), document.make_indirect(js)])
        )
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.String("CANARI"))
        page = document.pages[0].obj
        page.AA = pikepdf.Dictionary(O=js)
        page.Annots = [document.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=js))]
        document.attachments["virus.exe"] = b"CANARI"

    armee = pdf(armer, compress_streams=False)
    assert b"CANARI" in armee
    propre = nettoyer(armee)
    assert (propre.type_mime, propre.extension) == ("application/pdf", "pdf")
    with pikepdf.open(io.BytesIO(propre.contenu)) as relu:
        assert len(relu.pages) == 1
        assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(relu.Root.keys())
        assert not {"/AA", "/Annots"} & set(relu.pages[0].keys())
        assert not list(relu.attachments)
        assert b"CANARI" not in b"".join(o.unparse(resolved=True) for o in relu.objects)


def test_a_pdf_loses_what_tells_and_what_hides_another_file():
    """A hostile document: author, XMP, history, outlines that run a script, files hidden at every level."""

    def mettre(d):
        nom, dico, texte = pikepdf.Name, pikepdf.Dictionary, pikepdf.String
        flux = partial(d.make_stream, b"CANARI", Type=nom.Metadata, Subtype=nom.XML)
        js = d.make_indirect(dico(S=nom.JavaScript, JS=texte("CANARI")))
        fichier = d.make_indirect(dico(Type=nom.Filespec, F=texte("CANARI.exe"), EF=dico(F=d.make_stream(b"CANARI"))))
        d.docinfo["/Author"] = "CANARI"
        d.trailer["/Canari"] = texte("CANARI")
        racine, page = d.Root, d.pages[0].obj
        racine.Outlines = d.make_indirect(dico(Type=nom.Outlines, Count=1))
        racine.Outlines.First = racine.Outlines.Last = d.make_indirect(
            dico(Title=texte("CANARI"), Parent=racine.Outlines, A=js)
        )
        racine.Collection = dico(Type=nom.Collection, D=texte("CANARI"))
        racine.Perms = dico(DocMDP=d.make_indirect(dico(Type=nom.Sig, Reason=texte("CANARI"))))
        racine.StructTreeRoot = d.make_indirect(dico(Type=nom.StructTreeRoot, AF=[fichier]))
        racine.URI, racine.Canari = dico(Base=texte("CANARI")), texte("CANARI")
        image = d.make_stream(b"\x00", Type=nom.XObject, Subtype=nom.Image, Width=1, Height=1, BitsPerComponent=8)
        image.ColorSpace = nom.DeviceGray
        page.Resources = dico(XObject=dico(I=image))
        page.Contents = d.make_stream(b"q 9 0 0 9 0 0 cm /I Do Q")
        for objet in (racine, racine.Pages, page, image):
            objet.AF, objet.Metadata, objet.AA = [fichier], flux(), dico(O=js)
            objet.PieceInfo = dico(Canari=dico(Private=texte("CANARI")))
        page.Thumb = flux()

    hostile = pdf(mettre, compress_streams=False)
    assert nettoyer(hostile) == nettoyer(hostile), "the same document twice is one file"
    assert hostile.count(b"CANARI") > 10
    with pikepdf.open(io.BytesIO(nettoyer(hostile).contenu)) as relu:
        assert set(relu.Root.keys()) <= {"/Type", "/Pages", "/Version", "/Lang"}
        assert set(relu.trailer.keys()) <= {"/Root", "/Size", "/ID"}
        page = relu.pages[0]
        assert set(page.keys()) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        assert b"/I Do" in page.Contents.read_bytes(), "what draws the page stays"
        assert page.Resources.XObject.I.read_bytes() == b"\x00"
        contenus = [o.read_raw_bytes() for o in relu.objects if isinstance(o, pikepdf.Stream)]
        assert b"CANARI" not in b"".join([*contenus, *(o.unparse(resolved=True) for o in relu.objects)])


def test_a_photo_loses_what_it_tells_and_is_made_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated
    exif[0x010F] = "CANARI"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    photo = image(exif=exif.tobytes(), comment=b"CANARI")
    assert b"CANARI" in photo
    propre = nettoyer(photo + b"<script>CANARI</script>")
    assert (propre.type_mime, propre.extension) == ("image/jpeg", "jpg")
    assert b"CANARI" not in propre.contenu
    with Image.open(io.BytesIO(propre.contenu)) as relue:
        assert relue.size == (40, 60) and not relue.getexif()
    with Image.open(io.BytesIO(nettoyer(image("PNG", (5000, 1000))).contenu)) as reduite:
        assert (reduite.format, max(reduite.size)) == ("JPEG", pieces.COTE_MAX)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1", "I;16"])
def test_every_kind_of_png_is_kept(mode):
    sortie = io.BytesIO()
    Image.new(mode, (10, 10)).save(sortie, "PNG")
    assert nettoyer(sortie.getvalue()).type_mime == "image/jpeg"


def test_what_is_refused_says_why(monkeypatch):
    assert motif(b"") == "vide"
    assert motif(b"x" * (pieces.TAILLE_MAX + 1)) == "trop_lourd"
    for autre in (b"MZ\x90\x00", b"<html><script>alert(1)</script>", b"GIF89a" + b"\0" * 50, b"PK\x03\x04", b"<svg/>",
                  b"\x00" * 40, "%PDF-".encode("utf-16")):  # fmt: skip
        assert motif(autre) == "type", autre[:8]
    cle = pikepdf.Encryption(owner="o", user="u")
    assert motif(pdf(encryption=cle)) == "protege"
    assert motif(pdf(encryption=pikepdf.Encryption(owner="o", user=""))) == "protege"
    sans_page = io.BytesIO()
    with pikepdf.new() as document:
        document.save(sans_page)
    for brise in (b"%PDF-1.7\n", pdf()[:80], b"%PDF-1.4\n" + b"\xff" * 500, sans_page.getvalue()):
        assert motif(brise) == "illisible", brise[:20]
    for brisee in (image()[:60], b"\xff\xd8\xff\xe0", image("PNG")[:40], b"\x89PNG\r\n\x1a\n" + b"x" * 100):
        assert motif(brisee) == "illisible", brisee[:10]
    monkeypatch.setattr(pieces, "POINTS_MAX", 100)
    assert motif(image()) == "trop_grand"


def test_a_bomb_of_pixels_is_not_unfolded():
    """A few bytes that announce 60 000 by 60 000 points."""
    entete = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR" + (60_000).to_bytes(4, "big") * 2
    contenu = entete + b"\x08\x02\x00\x00\x00"
    contenu += zlib.crc32(contenu[12:29]).to_bytes(4, "big") + b"\0" * 30
    assert motif(contenu) in ("trop_grand", "illisible")


def test_junk_never_fails_otherwise_than_by_a_refusal():
    hasard = random.Random(7)  # noqa: S311
    bons = (pdf(), image(), image("PNG"))
    for tour in range(600):
        octets = bytearray(bons[tour % 3])
        for _ in range(hasard.randint(1, 12)):
            octets[hasard.randrange(len(octets))] = hasard.randrange(256)
        with suppress(PieceRefusee):
            nettoyer(bytes(octets[: hasard.randint(8, len(octets))]))


def test_the_photo_of_a_recent_phone_is_kept():
    sortie = io.BytesIO()
    Image.effect_noise((2600, 2600), 200).convert("RGB").save(sortie, "JPEG", quality=98)
    assert 6_000_000 < len(sortie.getvalue()) < pieces.TAILLE_MAX
    assert nettoyer(sortie.getvalue()).extension == "jpg"
