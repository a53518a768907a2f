"""After a failed end: the follow-up; and giving a claim up."""

import pytest

from portail.domaine.procedure import Etat
from tests.pages import lisse
from tests.services.gestes import sqlite_seul


@pytest.mark.parametrize(
    ("page", "etat", "mot"),
    [
        ("injonction", Etat.INJONCTION, "750-1"),
        ("autre-voie", Etat.AUTRE_VOIE, "conciliateur de justice"),
        ("clore", Etat.CLOS, "La somme n’est pas effacée"),
    ],
)
def test_a_follow_up_is_explained_confirmed_and_final(hugo, maison, session, page, etat, mot):
    dossier = maison.dossier(Etat.FIN_EXPIRATION, jours=45)
    url = f"/creancier/dossiers/{dossier.reference}"
    assert hugo.get(f"{url}/suite")[f"a[href$='/suite/{page}']"] is not None
    confirmation = hugo.get(f"{url}/suite/{page}")
    assert mot in confirmation.lu
    assert "définitif" in confirmation.lu
    assert "Votre choix est enregistré" in hugo.soumettre(confirmation).lu
    session.expire_all()
    assert dossier.etat is etat
    assert hugo.get(f"{url}/suite").statut == 409


def test_no_follow_up_while_the_procedure_runs(hugo, maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    assert hugo.get(f"/creancier/dossiers/{dossier.reference}/suite/clore").statut == 409


@pytest.mark.parametrize(
    ("depart", "mot"),
    [
        (Etat.BROUILLON, "Rien n’a été envoyé."),
        (Etat.RECEVABLE, "la personne ne saura rien"),
        (Etat.PROPOSITION_DEBITEUR, "Les frais de dossier restent dus"),
    ],
)
def test_giving_up_says_what_it_means_where_the_claim_stands(hugo, maison, session, depart, mot):
    dossier = maison.dossier(depart)
    page = hugo.get(f"/creancier/dossiers/{dossier.reference}/abandon")
    assert mot in page.lu
    assert "C’est définitif : vous ne pourrez pas revenir en arrière." in lisse(page.lu)
    partie = depart is Etat.PROPOSITION_DEBITEUR
    assert ("preuve d’une tentative amiable" in page.lu and "art. 750-1" in page.lu) is partie
    assert "La demande est abandonnée" in hugo.soumettre(page).lu
    session.expire_all()
    assert dossier.etat is Etat.ABANDONNEE


@sqlite_seul
def test_the_person_reads_what_a_withdrawal_means(hugo, maison):
    """Decision 0040: nobody has judged the sum, no constat is due, nothing waits."""
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    hugo.soumettre(f"/creancier/dossiers/{dossier.reference}/abandon")
    page = maison.debiteur(dossier).get(f"/debiteur/dossiers/{dossier.reference}")
    for phrase in (
        "a retiré sa demande", "Les offres faites ici ne valent plus rien.", "Personne ne peut faire une saisie",
        "Aucun juge n’a regardé la somme.",
    ):  # fmt: skip
        assert phrase in page.lu
    etude = maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}")
    assert "Constater" not in etude["#t-suite"].find_parent("section").text


def test_an_agreement_is_not_given_up(hugo, maison):
    dossier = maison.dossier(Etat.ACCORD_CONCLU)
    url = f"/creancier/dossiers/{dossier.reference}"
    assert hugo.get(url)["a[href$='/abandon']"] is None
    assert hugo.get(f"{url}/abandon").statut == 409
