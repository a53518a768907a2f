"""The invitation on paper: values gathered, then printed away from the database."""

import pytest

from portail.domaine.identifiants import grouper
from portail.domaine.procedure import Etat, Role
from portail.services import invitation, lettre
from portail.services.documents.textes import TEXTES_CONNUS
from portail.services.identifiants import tirer
from tests.services.documents.lecture import pages, texte
from tests.services.gestes import acteur, photo, sqlite_seul


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.RECEVABLE, jours=0)


@sqlite_seul
def test_gathering_and_printing_write_nothing(maison, dossier, session, moyens, horloge, autre_session):
    avant = photo(autre_session)
    par = acteur(Role.COMMISSAIRE, horloge(), maison.troupe.commissaire, version=dossier.version)
    a_imprimer = invitation.relever(session, dossier, moyens, par)
    assert not session.dirty and not session.new
    session.close()
    imprimee = lettre.imprimer(a_imprimer, moyens)  # no session any more
    assert photo(autre_session) == avant
    clair, code = moyens.dechiffrer(imprimee.chiffre), a_imprimer.secrets.code
    assert grouper(code) in texte(clair)
    assert grouper(code) not in texte(imprimee.copie)
    assert code.encode() not in imprimee.chiffre
    assert code not in "".join(map(str, imprimee.acces))
    assert maison.troupe.commissaire.nom in texte(imprimee.copie)


@sqlite_seul
def test_the_chamber_s_words_give_no_credentials_of_ours(maison, dossier, moyens, horloge):
    a_imprimer = lettre.relever(
        dossier, moyens, horloge(), maison.troupe.commissaire, TEXTES_CONNUS, ("ID-CHAMBRE", "MOT"), secrets=None
    )
    assert lettre.imprimer(a_imprimer, moyens).acces is None


@sqlite_seul
def test_two_letters_never_share_a_reference_nor_credentials(maison, dossier, session, moyens, horloge):
    par = acteur(Role.COMMISSAIRE, horloge(), maison.troupe.commissaire)
    deux = [invitation.relever(session, dossier, moyens, par) for _ in range(2)]
    assert len({a.reference for a in deux}) == len({a.secrets for a in deux}) == 2
    choisis = tirer()
    assert invitation.relever(session, dossier, moyens, par, identifiants=choisis).secrets == choisis


@sqlite_seul
def test_a_letter_needs_a_mandate(maison, moyens, horloge):
    brouillon = maison.dossier(Etat.BROUILLON)
    with pytest.raises(ValueError, match="mandate"):
        lettre.relever(brouillon, moyens, horloge(), None, TEXTES_CONNUS, ("a", "b"), secrets=None)


@sqlite_seul
def test_documents_follow_each_other_in_one_file(moyens, session, dossier, maison, horloge):
    par = acteur(Role.COMMISSAIRE, horloge(), maison.troupe.commissaire)
    copie = lettre.imprimer(invitation.relever(session, dossier, moyens, par), moyens).copie
    assert pages(lettre.assembler(copie, copie)) == [*pages(copie), *pages(copie)]
