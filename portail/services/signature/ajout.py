"""What a signing tool added to the document it was given: one invisible signature, and nothing else.

pyHanko compares what follows a signature with what it covers; nobody compares what it covers with what was handed
out. A page rewritten in the very update that carries the signature would be signed and valid: it is refused here.
Imported by the first use only, with pyHanko.
"""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.reader import PdfFileReader

from portail.services.signature.controle import lire
from portail.services.signature.motifs import Motif, SignatureRefusee

# What a signature may add to the catalogue of the document, and to the form that holds its field.
_CATALOGUE = frozenset({"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Metadata", "/Version"})
_FORMULAIRE = frozenset({"/Fields", "/SigFlags", "/DR", "/DA", "/Q", "/NeedAppearances"})
_CHAMP = frozenset(
    {"/Type", "/Subtype", "/FT", "/T", "/TU", "/TM", "/V", "/F", "/Ff", "/Rect", "/P", "/Parent", "/Kids", "/AP"}
    | {"/MK", "/Lock", "/SV", "/DA", "/DR", "/Q", "/Border", "/BS", "/M", "/NM"}
)  # no /A nor /AA: a signature starts no action
_ANNOTATIONS = frozenset({"/Annots"})
_RIEN: frozenset[str] = frozenset()


def controler_ajout(origine: bytes, signe: bytes) -> None:
    """`signe` is `origine`, byte for byte, then an update that adds a signature only; raises SignatureRefusee."""
    if not signe.startswith(origine):
        raise SignatureRefusee(Motif.AUTRE_DOCUMENT)
    try:
        _controler(lire(origine), lire(signe))
    except SignatureRefusee:
        raise
    except Exception as erreur:  # same reason as in controle.py
        raise SignatureRefusee(Motif.ILLISIBLE) from erreur


def _controler(avant: PdfFileReader, apres: PdfFileReader) -> None:
    _exiger(avant.root_ref == apres.root_ref)
    _exiger(_sans(avant.root, _CATALOGUE) == _sans(apres.root, _CATALOGUE))
    _exiger("/AcroForm" not in avant.root)  # the portal hands out no form
    champ = _champ(apres)
    _controler_permissions(apres, champ)
    places = _places(apres, champ)
    for place in places:
        _controler_champ(_lire(apres, place))
    libres = {avant.root_ref, *_indirect(avant.trailer, "/Info"), *_indirect(avant.root, "/Metadata")}
    for reference in _deplaces(avant, apres) - libres:
        ancien, nouveau = _lire(avant, reference), _lire(apres, reference)
        if isinstance(ancien, ArrayObject) and reference in _listes(avant):
            _controler_annotations(_elements(ancien), _elements(nouveau), places)
        else:
            _controler_objet(ancien, nouveau, places)


def _champ(apres: PdfFileReader) -> Reference:
    """The signature's field, alone in its form."""
    formulaire = apres.root["/AcroForm"]
    _exiger(set(formulaire) <= _FORMULAIRE and len(formulaire["/Fields"]) == 1)
    champ: Reference = formulaire["/Fields"].raw_get(0).reference
    return champ


def _places(apres: PdfFileReader, champ: Reference) -> set[Reference]:
    """The field, and the places on pages that it owns when they are not itself."""
    enfants: list[Any] = _elements(_lire(apres, champ).get("/Kids", ArrayObject()))
    return {champ, *(enfant.reference for enfant in enfants)}


def _controler_permissions(apres: PdfFileReader, champ: Reference) -> None:
    if "/Perms" in apres.root:
        permissions = apres.root["/Perms"]
        _exiger(set(permissions) == {"/DocMDP"})
        _exiger(permissions.raw_get("/DocMDP") == _lire(apres, champ).raw_get("/V"))


def _controler_champ(champ: PdfObject) -> None:
    if not isinstance(champ, DictionaryObject) or not set(champ) <= _CHAMP:
        raise SignatureRefusee(Motif.DOCUMENT_MODIFIE)
    x1, y1, x2, y2 = (float(cote) for cote in champ.get("/Rect", (0, 0, 0, 0)))
    if x1 != x2 and y1 != y2:
        raise SignatureRefusee(Motif.SIGNATURE_VISIBLE)


def _deplaces(avant: PdfFileReader, apres: PdfFileReader) -> set[Reference]:
    """The objects that are no longer read where they were; the others are made of the same bytes."""
    return {reference for reference in _references(avant) if avant.xrefs[reference] != apres.xrefs[reference]}


def _listes(avant: PdfFileReader) -> set[Reference]:
    """The lists of annotations that are objects of their own."""
    objets = [_lire(avant, reference) for reference in _references(avant)]
    return {liste for objet in objets if _est_page(objet) for liste in _indirect(objet, "/Annots")}


def _controler_objet(ancien: PdfObject, nouveau: PdfObject, places: set[Reference]) -> None:
    """It reads the same in both files; a page may have received the field."""
    if _est_page(ancien):
        _exiger(_sans(ancien, _ANNOTATIONS) == _sans(nouveau, _ANNOTATIONS))
        _controler_annotations(_annotations(ancien), _annotations(nouveau), places)
    else:
        _exiger(_figer(ancien) == _figer(nouveau))


def _controler_annotations(avant: list[PdfObject], apres: list[PdfObject], places: set[Reference]) -> None:
    _exiger(apres[: len(avant)] == avant)
    _exiger(all(isinstance(a, IndirectObject) and a.reference in places for a in apres[len(avant) :]))


def _lire(lecteur: PdfFileReader, reference: Reference) -> Any:
    return lecteur.get_object(reference)  # type: ignore[no-untyped-call]


def _references(lecteur: PdfFileReader) -> set[Reference]:
    revisions = range(lecteur.xrefs.total_revisions)
    return {reference for revision in revisions for reference in lecteur.xrefs.explicit_refs_in_revision(revision)}


def _est_page(objet: PdfObject) -> bool:
    return isinstance(objet, DictionaryObject) and objet.get("/Type") == "/Page"


def _annotations(page: Any) -> list[PdfObject]:
    return _elements(page.get("/Annots", ArrayObject()))


def _elements(liste: Any) -> list[PdfObject]:
    return [liste.raw_get(rang) for rang in range(len(liste))]


def _indirect(dictionnaire: Any, cle: str) -> set[Reference]:
    valeur = dictionnaire.raw_get(cle) if cle in dictionnaire else None
    return {valeur.reference} if isinstance(valeur, IndirectObject) else set()


def _sans(objet: PdfObject, cles: frozenset[str]) -> object:
    """What `objet`, a dictionary, holds under other keys."""
    if not isinstance(objet, DictionaryObject):
        raise SignatureRefusee(Motif.DOCUMENT_MODIFIE)
    return frozenset((cle, _figer(objet.raw_get(cle))) for cle in objet if cle not in cles)


def _figer(objet: PdfObject) -> object:
    """A comparable value, equal when two objects would be written alike, the order of keys apart."""
    if isinstance(objet, IndirectObject):
        return ("R", objet.idnum, objet.generation)
    if isinstance(objet, ArrayObject):
        return tuple(map(_figer, _elements(objet)))
    if isinstance(objet, StreamObject):
        return (_sans(objet, _RIEN), objet.encoded_data)
    if isinstance(objet, DictionaryObject):
        return _sans(objet, _RIEN)
    ecrit = BytesIO()
    objet.write_to_stream(ecrit)
    return ecrit.getvalue()


def _exiger(condition: bool) -> None:
    if not condition:
        raise SignatureRefusee(Motif.DOCUMENT_MODIFIE)
