"""The letters to post as one file for the printer, made when asked for and kept nowhere.

Each letter stays encrypted in its own row until its deposit is recorded: the file for the printer can only hold those
still there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import pikepdf
from sqlalchemy.orm import Session

from portail.persistance.dossiers import Dossier
from portail.services import edition
from portail.services.documents.bordereau import BordereauDonnees, LettreDuBordereau, imprimer_bordereau
from portail.services.documents.donnees import Tirage
from portail.services.invitation import ImpressionPurgee, a_imprimer
from portail.services.moyens import Illisible, Moyens

_A4 = (595.276, 841.89)  # points


@dataclass
class _Liasse:
    """The letters gathered so far, in one PDF, and what the list says of them."""

    pdf: pikepdf.Pdf
    lettres: list[LettreDuBordereau] = field(default_factory=list)
    absentes: list[tuple[str, str]] = field(default_factory=list)


def reunir(
    session: Session,
    dossiers: Sequence[Dossier],
    moyens: Moyens,
    maintenant: datetime,
    dire: Callable[[Exception], str],
) -> bytes:
    """The list, then the letters in the order of `dossiers`, each on a new sheet even when both sides are printed.

    A letter that is gone or unreadable is left out, and the list says so with the sentence given by `dire`.
    Raises ImpressionPurgee when there is none.
    """
    sortie = BytesIO()
    with pikepdf.new() as pdf:
        liasse = _Liasse(pdf)
        for dossier in dossiers:
            _joindre(session, dossier, moyens, liasse, dire)
        if not liasse.lettres:
            raise ImpressionPurgee
        _en_tete(liasse, dossiers[0], moyens, maintenant)
        pdf.Root.Lang = pikepdf.String("fr-FR")
        pdf.docinfo["/Title"] = "Lettres à imprimer"
        pdf.save(sortie, min_version="1.7")
    return sortie.getvalue()


def _joindre(
    session: Session, dossier: Dossier, moyens: Moyens, liasse: _Liasse, dire: Callable[[Exception], str]
) -> None:
    try:
        clair = a_imprimer(session, dossier, moyens)
    except (ImpressionPurgee, Illisible) as refus:
        liasse.absentes.append((dossier.reference, dire(refus)))
        return
    pages = _ajouter(liasse.pdf, clair)
    liasse.lettres.append(LettreDuBordereau(dossier.reference, edition.partie(dossier.debiteur), pages))


def _ajouter(pdf: pikepdf.Pdf, contenu: bytes) -> int:
    """Append the document, padded to whole sheets: nobody's letter begins on the back of another's."""
    with pikepdf.open(BytesIO(contenu)) as partie:
        pages = len(partie.pages)
        pdf.pages.extend(partie.pages)
    if pages % 2:
        pdf.add_blank_page(page_size=_A4)
    return pages


def _en_tete(liasse: _Liasse, dossier: Dossier, moyens: Moyens, maintenant: datetime) -> None:
    bordereau = BordereauDonnees(
        tirage=Tirage(maintenant, "", moyens.reglages.specimen),
        etude=edition.etude_imprimee(dossier),
        lettres=tuple(liasse.lettres),
        absentes=tuple(liasse.absentes),
    )
    avant = len(liasse.pdf.pages)
    _ajouter(liasse.pdf, imprimer_bordereau(bordereau))
    tete = [liasse.pdf.pages[rang] for rang in range(avant, len(liasse.pdf.pages))]
    del liasse.pdf.pages[avant:]
    liasse.pdf.pages[0:0] = tete
