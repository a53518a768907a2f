"""The domain's verdict, without reproaching a draft with what is still to come."""

from datetime import date

from portail.domaine.creance import Cause, Demande, ElementDemande, Issue, Nature
from portail.web.creancier.verdicts import etudier, pas_encore

AU = date(2026, 11, 22)
VIERGE = Demande(cause=Cause.CONTRACTUELLE, elements=(), debiteur_professionnel=False)


def test_an_empty_draft_is_reproached_with_nothing():
    avis = etudier(VIERGE, AU, taire=pas_encore(VIERGE, {}))
    assert (avis.issue, avis.codes) == (Issue.ACCEPTEE, frozenset())


def test_an_answer_that_is_not_known_is_told_once_it_was_given():
    reponses = {"solde_total_du_contrat": None}
    assert "SOLDE_INCONNU" not in pas_encore(VIERGE, reponses)
    assert "SOLDE_INCONNU" in etudier(VIERGE, AU, taire=pas_encore(VIERGE, reponses)).codes


def test_interest_without_a_principal_is_told():
    demande = Demande(
        cause=Cause.CONTRACTUELLE,
        elements=(ElementDemande(Nature.INTERETS, 1_000),),
        debiteur_professionnel=False,
    )
    avis = etudier(demande, AU, taire=pas_encore(demande, {}))
    assert avis.bloque
    assert [m.code for m in avis.bloquants] == ["PRINCIPAL"]
    assert avis.total_centimes == 1_000
