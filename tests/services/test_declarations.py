"""The words of the debtor on his dossier, and the hash that binds his act to them."""

import hashlib

import pytest

from portail.domaine.procedure import Etat, Role
from portail.services import declarations, negociation, participation
from portail.services.acteur import Acteur
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.termes import TermesChanges
from tests.services.gestes import refus, relu


def qui(horloge):
    return Acteur(Role.DEBITEUR, horloge())


def test_the_same_dossier_always_gives_the_same_words(maison, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE)
    lue = declarations.lire(dossier, NatureRecepisse.REFUS)
    assert hashlib.sha256(lue.texte.encode()).hexdigest() == lue.empreinte
    with autre_session() as lecture:
        assert declarations.lire(relu(lecture, dossier), NatureRecepisse.REFUS) == lue


@pytest.mark.parametrize("acte", [participation.accepter, participation.refuser])
def test_an_answer_on_other_words_is_not_recorded(maison, session, horloge, autre_session, acte):
    dossier = maison.dossier(Etat.ENVOYEE)
    with refus(session, TermesChanges):
        acte(session, dossier, qui(horloge), vu="0" * 64)
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.ENVOYEE


def test_an_offer_is_set_aside_refused_or_taken_back_on_the_words_that_were_shown(maison, session, horloge):
    for etat, acte, nature in (
        (Etat.PROPOSITION_CREANCIER, negociation.decliner, NatureRecepisse.ECART),
        (Etat.PROPOSITION_CREANCIER, negociation.refuser_termes, NatureRecepisse.REFUS_DES_TERMES),
        (Etat.PROPOSITION_DEBITEUR, negociation.retirer, NatureRecepisse.RETRAIT),
    ):
        dossier = maison.dossier(etat)
        offre = declarations.offre_de(dossier.proposition_en_cours)
        with refus(session, TermesChanges):
            acte(session, dossier, qui(horloge), vu="")
        session.refresh(dossier)
        evenement = acte(session, dossier, qui(horloge), vu=declarations.lire(dossier, nature, offre).empreinte)
        assert evenement.details["declaration"] == declarations.lire(dossier, nature, offre).empreinte


def test_only_the_creditor_s_offer_can_be_refused(maison):
    assert declarations.offre_recue(maison.dossier(Etat.PROPOSITION_CREANCIER)) is not None
    assert declarations.offre_recue(maison.dossier(Etat.PROPOSITION_DEBITEUR)) is None
    assert declarations.offre_recue(maison.dossier(Etat.ACCEPTEE)) is None
