"""The values on which eligibility is judged."""

from portail.domaine.demande import Cause, Demande, ElementDemande, Nature


def test_every_element_counts_in_the_total():
    elements = tuple(ElementDemande(nature, 100 + rang) for rang, nature in enumerate(Nature))
    assert Demande(Cause.CONTRACTUELLE, elements, debiteur_professionnel=False).total_centimes == 510


def test_questions_left_open_are_not_answered_no():
    demande = Demande(Cause.STATUTAIRE, (), debiteur_professionnel=True)
    for question in ("facturee", "surendettement", "deces", "solde_total_du_contrat", "debiteur_commercant"):
        assert getattr(demande, question) is None
