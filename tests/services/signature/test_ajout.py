"""What else a signing tool did to the document, in the very update that carries a valid signature of the whole file."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from portail.services.signature.ajout import controler_ajout
from portail.services.signature.motifs import Motif
from portail.services.signature.verification import verifier
from tests.services.signature.autorites import MAINTENANT
from tests.services.signature.outils import COMMISSAIRE, demande, refus, signature, signer_ailleurs, titre


def refuser(externe, motif, retour):
    with refus(motif):
        externe.achever(demande(), MAINTENANT, retour)


def page_reecrite(e: IncrementalPdfFileWriter):
    page = e.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = e.add_object(generic.StreamObject(stream_data=b"BT /F0 12 Tf (90 000 EUR) Tj ET"))
    e.mark_update(e.root["/Pages"]["/Kids"].raw_get(0))


def contenu_reecrit(e):
    flux = e.root["/Pages"]["/Kids"][0]["/Contents"]
    flux._data = b"q Q"
    flux._encoded_data = None
    e.update_container(flux)


def note_ajoutee(e):
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 300, 300))),
            pdf_name("/Contents"): pdf_string("90 000 EUR"),
        }
    )
    page = e.root["/Pages"]["/Kids"][0].get_object()
    page["/Annots"] = generic.ArrayObject([e.add_object(note)])
    e.mark_update(e.root["/Pages"]["/Kids"].raw_get(0))


def script_au_catalogue(e):
    e.root["/OpenAction"] = generic.DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript")})
    e.update_root()


def page_retiree(e):
    pages = e.root["/Pages"].get_object()
    pages["/Kids"] = generic.ArrayObject([pages["/Kids"].raw_get(0)])
    pages["/Count"] = generic.NumberObject(1)
    e.mark_update(e.root.raw_get("/Pages"))


def langue_changee(e):
    e.root["/Lang"] = pdf_string("en")
    e.update_root()


def formulaire_xfa(e):
    e.root["/AcroForm"] = e.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Fields"): generic.ArrayObject(),
                pdf_name("/XFA"): pdf_string("<xdp/>"),
            }
        )
    )
    e.update_root()


def autre_champ(e):
    champ = {"/FT": pdf_name("/Tx"), "/T": pdf_string("montant")}
    champ = generic.DictionaryObject({pdf_name(c): v for c, v in champ.items()})
    formulaire = {pdf_name("/Fields"): generic.ArrayObject([e.add_object(champ)])}
    e.root["/AcroForm"] = e.add_object(generic.DictionaryObject(formulaire))
    e.update_root()


def police_changee(e):
    polices = e.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]
    nom = next(iter(polices))
    police = polices.raw_get(nom)
    police.get_object()["/BaseFont"] = pdf_name("/Autre")
    e.mark_update(police)


@pytest.mark.parametrize(
    "retouche",
    [
        page_reecrite,
        contenu_reecrit,
        note_ajoutee,
        script_au_catalogue,
        page_retiree,
        langue_changee,
        formulaire_xfa,
        autre_champ,
        police_changee,
    ],
)
def test_a_document_changed_by_the_update_that_signs_it(retouche, externe, confiance, commissaire):
    revenu = signer_ailleurs(titre(), commissaire, retouche=retouche)
    assert revenu.startswith(titre()) and revenu != titre()
    assert verifier(revenu, confiance, au=MAINTENANT, commissaire=COMMISSAIRE)  # valid, whole, and yet not the act
    refuser(externe, Motif.DOCUMENT_MODIFIE, revenu)


def test_a_change_made_before_signing_in_an_update_of_its_own(externe, commissaire):
    avant = IncrementalPdfFileWriter(BytesIO(titre()))
    page_reecrite(avant)
    change = BytesIO()
    avant.write(change)
    refuser(externe, Motif.DOCUMENT_MODIFIE, signer_ailleurs(change.getvalue(), commissaire))


def test_a_visible_signature(externe, commissaire):
    refuser(externe, Motif.SIGNATURE_VISIBLE, signer_ailleurs(titre(), commissaire, cadre=(100, 100, 400, 200)))


def champ_actif(e):
    """The signature's own field starts a script when the page opens."""
    champ = e.root["/AcroForm"]["/Fields"][0].get_object()
    champ["/AA"] = generic.DictionaryObject({pdf_name("/PO"): generic.DictionaryObject()})


def test_a_field_that_acts(externe, commissaire):
    class Ecrivain(IncrementalPdfFileWriter):
        def write(self, flux):
            champ_actif(self)
            super().write(flux)

    revenu = signer_ailleurs(titre(), commissaire, ecrivain=Ecrivain(BytesIO(titre())))
    assert "/AA" in signature(revenu).sig_field
    refuser(externe, Motif.DOCUMENT_MODIFIE, revenu)


def autre_document(meme_racine: bool) -> bytes:
    """The document handed out, then another one, complete, whose table of objects forgets the first."""
    lecteur = PdfFileReader(BytesIO(titre()))
    ecrivain = copy_into_new_writer(lecteur)
    page = ecrivain.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = ecrivain.add_object(generic.StreamObject(stream_data=b"BT /F0 12 Tf (90 000 EUR) Tj ET"))
    if meme_racine:
        numero = lecteur.root_ref.idnum
        ecrivain.objects[(0, numero)] = ecrivain.root
        ecrivain._root = generic.IndirectObject(numero, 0, ecrivain)
    sortie = BytesIO()
    sortie.write(titre())
    ecrivain.write(sortie)
    return sortie.getvalue()


@pytest.mark.parametrize("meme_racine", [False, True])
def test_another_document_after_the_one_handed_out(meme_racine, externe, confiance, commissaire):
    revenu = signer_ailleurs(autre_document(meme_racine), commissaire)
    assert revenu.startswith(titre()) and verifier(revenu, confiance, au=MAINTENANT)
    refuser(externe, Motif.DOCUMENT_MODIFIE, revenu)


def lien(mots: str) -> generic.DictionaryObject:
    cadre = generic.ArrayObject(map(generic.NumberObject, (50, 50, 300, 300)))
    return generic.DictionaryObject(
        {pdf_name("/Subtype"): pdf_name("/Link"), pdf_name("/Rect"): cadre, pdf_name("/Contents"): pdf_string(mots)}
    )


def avec_lien() -> bytes:
    """A document whose first page keeps its list of annotations in an object apart."""
    ecrivain = IncrementalPdfFileWriter(BytesIO(titre()))
    page = ecrivain.root["/Pages"]["/Kids"][0].get_object()
    page["/Annots"] = ecrivain.add_object(generic.ArrayObject([ecrivain.add_object(lien("Légifrance"))]))
    ecrivain.mark_update(ecrivain.root["/Pages"]["/Kids"].raw_get(0))
    sortie = BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


def lien_en_plus(e):
    liste = e.root["/Pages"]["/Kids"][0]["/Annots"]
    liste.append(e.add_object(lien("Payer ici")))
    e.update_container(liste)


def lien_retire(e):
    liste = e.root["/Pages"]["/Kids"][0]["/Annots"]
    del liste[0]
    e.update_container(liste)


def test_a_document_with_links_gains_the_field_and_keeps_them(externe, commissaire, etude):
    origine = avec_lien()
    externe.achever(demande(origine), MAINTENANT, signer_ailleurs(origine, commissaire))
    etude.achever(demande(origine), MAINTENANT)


@pytest.mark.parametrize("retouche", [lien_en_plus, lien_retire])
def test_its_links_are_neither_more_nor_fewer(retouche, externe, commissaire):
    origine = avec_lien()
    with refus(Motif.DOCUMENT_MODIFIE):
        externe.achever(demande(origine), MAINTENANT, signer_ailleurs(origine, commissaire, retouche=retouche))


def test_a_file_that_does_not_start_with_the_document(revenu):
    with refus(Motif.AUTRE_DOCUMENT):
        controler_ajout(titre() + b" ", revenu)


def test_metadata_may_be_dated_again(externe, commissaire):
    """Every ordinary tool does it; pyHanko's own writer did, in the other tests of this file."""
    revenu = signer_ailleurs(titre(), commissaire)
    assert revenu[len(titre()) :].count(b"xmpmeta") or b"/ModDate" in revenu[len(titre()) :]
    externe.achever(demande(), MAINTENANT, revenu)


def test_an_update_added_after_the_signature(externe, revenu):
    apres = IncrementalPdfFileWriter(BytesIO(revenu))
    langue_changee(apres)
    sortie = BytesIO()
    apres.write(sortie)
    refuser(externe, Motif.HORS_SIGNATURE, sortie.getvalue())
