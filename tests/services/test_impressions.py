"""One file for the printer: the list, then each letter on its own sheets; nothing of it is kept."""

import io

import pikepdf
import pytest
from sqlalchemy import delete

from portail.domaine.procedure import Etat
from portail.persistance.actes import Impression
from portail.services import impressions, invitation
from portail.services.lettre import assembler
from portail.web.messages import expliquer
from tests.services.documents.lecture import pages
from tests.services.gestes import photo, sqlite_seul


@pytest.fixture
def reunir(session, moyens, horloge):
    def faire(*dossiers):
        return impressions.reunir(session, dossiers, moyens, horloge(), expliquer)

    return faire


@pytest.fixture
def prets(maison):
    return [maison.dossier(Etat.MANDAT, jours=0) for _ in range(3)]


def test_the_letters_follow_the_list_in_the_order_asked_for(prets, reunir, moyens, session, autre_session):
    avant = photo(autre_session)
    ordre = [prets[2], prets[0], prets[1]]
    lues = pages(reunir(*ordre))
    assert "Bordereau des lettres à poster" in lues[0] and lues[1] == ""
    rangs = [lues[0].index(d.reference) for d in ordre]
    assert rangs == sorted(rangs)
    attendues = [p for d in ordre for p in pages(invitation.a_imprimer(session, d, moyens))]
    assert lues[2:] == attendues
    assert photo(autre_session) == avant, "nothing is kept of the file"


@sqlite_seul
def test_nobody_s_letter_begins_on_the_back_of_another_s(prets, reunir, session, moyens):
    impression = session.get_one(Impression, prets[0].id)
    with pikepdf.open(io.BytesIO(moyens.dechiffrer(impression.chiffre))) as pdf:
        del pdf.pages[-1]
        sortie = io.BytesIO()
        pdf.save(sortie)
    impression.chiffre = moyens.chiffrer(assembler(sortie.getvalue()))
    session.commit()
    lues = pages(reunir(*prets))
    assert lues[2 + 5] == "", "five pages, then a blank one"
    debuts = [lues.index(pages(invitation.a_imprimer(session, d, moyens))[0]) for d in prets]
    assert debuts == [2, 8, 14], "each on the front of a sheet"
    assert " 5 3 " in lues[0], "five pages on three sheets"


@sqlite_seul
def test_a_letter_that_is_gone_or_unreadable_is_named_not_hidden(prets, reunir, session):
    session.execute(delete(Impression).where(Impression.dossier_id == prets[0].id))
    session.get_one(Impression, prets[1].id).chiffre = b"not of these keys"
    session.commit()
    tete = pages(reunir(*prets))[0]
    assert "1 lettre, " in tete and "Lettres qui ne sont pas dans ce fichier" in tete
    for absente in prets[:2]:
        assert absente.reference in tete.split("ne sont pas dans ce fichier")[1]
    session.execute(delete(Impression).where(Impression.dossier_id == prets[2].id))
    session.commit()
    with pytest.raises(invitation.ImpressionPurgee):
        reunir(*prets)
