"""Side by side: my offer, theirs, or the claim."""

import pytest

from portail.domaine.procedure import Etat
from portail.services.negociation import Termes
from portail.web.creancier.comparer import cote_a_cote, face_a
from tests.pages import lisse

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def colonnes(comparaison):
    lignes = {libelle: (lisse(a), lisse(b)) for libelle, a, b in comparaison.lignes}
    return comparaison.mienne, comparaison.sienne, lignes


def test_the_first_proposal_stands_beside_the_claim(maison):
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    mienne, sienne, lignes = colonnes(cote_a_cote(dossier, dossier.proposition_en_cours))
    assert (mienne, sienne) == ("Votre demande", "Sa proposition")
    assert lignes["Total"] == ("1 220,00 €", "1 220,00 €")
    assert lignes["Par mois"][0] == "–"


def test_my_offer_stands_beside_their_last_proposal(maison):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    mienne, sienne, lignes = colonnes(cote_a_cote(dossier, dossier.proposition_en_cours))
    assert (mienne, sienne) == ("Votre offre", "Sa dernière proposition")
    assert lignes["Paiements"] == ("3", "6")


def test_what_is_composed_stands_beside_the_claim_when_nobody_proposed_yet(maison):
    dossier = maison.dossier(Etat.ACCEPTEE)
    autre = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    termes = Termes(100_000, autre.propositions[0].echeances)
    mienne, sienne, _ = colonnes(face_a(dossier, termes))
    assert (mienne, sienne) == ("Votre offre", "Votre demande")
