"""Signing by hand: what to do, the paper, and the étude that records it."""

from io import BytesIO

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Etat, Role
from portail.persistance.negociation import ProjetPapier
from portail.services import negociation
from portail.services.scenario import FACTURE
from tests.services.documents.lecture import texte
from tests.services.gestes import acteur

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
RECU = {"recue_le": "22/11/2026", "compare": "y"}


def preparer(visiteur, adresse, dossier):
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), mode="6", jour="5")
    lien = next(a["href"] for a in page.tous("#preuve a"))
    return visiteur.get(lien)


def rapporter(commissaire, page, **champs):
    scan = (BytesIO(FACTURE), "papier.pdf")
    return commissaire.soumettre(page, **{**RECU, "scan": scan, **champs})


@SQLITE
def test_the_paper_is_explained_then_printed_and_nothing_is_recorded(maison, adresse, journal, etat_de):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    for phrase in (
        "6 paiements de 203,33 €",
        "Tant que l’étude n’a pas votre papier, rien n’est enregistré.",
        "L’étude doit l’avoir au plus tard le samedi 12 décembre 2026.",
        "3 place du Fil-d’Ariane",
        "35000 Rennes",
    ):
        assert phrase in page.lu, phrase
    pdf = visiteur.soumettre(page)
    lu = texte(pdf.octets)
    assert pdf.entetes["Content-Disposition"].startswith("attachment; filename=a-signer-")
    assert f"{dossier.reference}/P1" in lu and "mille deux cent vingt euros" in lu
    assert visiteur.soumettre(page).octets == pdf.octets, "the same terms, the same paper"
    assert etat_de(dossier) is Etat.ENVOYEE and journal(dossier) == []


def test_the_etude_records_the_signed_paper_with_its_scan(maison, adresse, etat_de, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur, commissaire = maison.debiteur(dossier), maison.commissaire()
    visiteur.soumettre(preparer(visiteur, adresse, dossier))
    page = commissaire.soumettre("/commissaire/retours", code=f"{dossier.reference}/P1")
    assert "Le papier vaut aussi accord pour participer" in page.lu and "203,33 €" in page.lu
    oubli = commissaire.soumettre(page, **RECU)
    assert oubli.statut == 422 and "Joignez le papier signé" in oubli.lu
    assert rapporter(commissaire, page, compare="").statut == 422
    assert rapporter(commissaire, page, recue_le="31/12/2026").statut == 422, "not received yet"
    assert etat_de(dossier) is Etat.ENVOYEE
    fait = rapporter(commissaire, page)
    assert fait.statut == 200 and etat_de(dossier) is Etat.ACCORD_CONCLU
    assert "Signé avec une signature à la main, sur papier." in fait.lu
    relu = commissaire.get(page.chemin)
    assert "Ce papier est enregistré" in relu.lu and not relu.tous("main form[method=post]")
    scan = commissaire.get(relu["main .note a"]["href"])
    assert scan.octets.startswith(b"%PDF-")
    accueil = visiteur.get(adresse(dossier))
    assert "L’accord est conclu" in accueil.lu
    assert rapporter(commissaire, page).statut in (200, 303), "sent twice, it is one act"


@SQLITE
def test_an_offer_accepted_on_paper_and_one_that_changed_meanwhile(maison, adresse, etat_de, session, horloge):
    dossier, autre = maison.dossier(Etat.PROPOSITION_CREANCIER), maison.dossier(Etat.PROPOSITION_CREANCIER)
    commissaire = maison.commissaire()
    for d in (dossier, autre):
        visiteur = maison.debiteur(d)
        visiteur.soumettre(adresse(d, "/proposition/accepter/papier"))
    page = commissaire.get(f"/commissaire/dossiers/{autre.reference}/papiers/1")
    negociation.retirer(session, autre, acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie))
    assert rapporter(commissaire, page).statut == 409
    assert etat_de(autre) is Etat.ACCEPTEE
    page = commissaire.get(f"/commissaire/dossiers/{dossier.reference}/papiers/1")
    assert "accord pour participer (art." not in page.lu
    assert rapporter(commissaire, page).statut == 200 and etat_de(dossier) is Etat.ACCORD_CONCLU


@SQLITE
def test_a_proposal_on_paper_is_the_debtor_s_and_goes_to_the_creditor(maison, adresse, etat_de):
    dossier = maison.dossier(Etat.ENVOYEE, plans=())
    visiteur = maison.debiteur(dossier)
    visiteur.soumettre(preparer(visiteur, adresse, dossier))
    commissaire = maison.commissaire()
    rapporter(commissaire, commissaire.get(f"/commissaire/dossiers/{dossier.reference}/papiers/1"))
    assert etat_de(dossier) is Etat.PROPOSITION_DEBITEUR
    assert "Vous faites une proposition, sur papier." in visiteur.get(adresse(dossier)).lu
    lu = maison.creancier().get(f"/creancier/dossiers/{dossier.reference}").lu
    assert "L’étude a reçu une proposition de la personne, signée sur papier" in lu


@SQLITE
def test_the_paper_of_somebody_else_does_not_exist(maison, adresse, autre_session):
    dossier, autre = maison.dossier(Etat.ENVOYEE), maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    visiteur.soumettre(preparer(visiteur, adresse, dossier))
    with autre_session() as lecture:
        assert lecture.scalars(select(ProjetPapier.dossier_id)).one() == dossier.id
    assert maison.debiteur(autre).get(adresse(autre, "/papiers/1.pdf")).statut == 404
    assert maison.debiteur(autre).get(adresse(dossier, "/papiers/1.pdf")).statut == 404
    commissaire = maison.commissaire()
    assert commissaire.get(f"/commissaire/dossiers/{autre.reference}/papiers/1").statut == 404
    assert commissaire.soumettre("/commissaire/retours", code=f"{dossier.reference}/P2").statut == 422


@SQLITE
def test_a_paper_half_recorded_says_so_and_is_recorded_again(maison, adresse, etat_de, monkeypatch):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur, commissaire = maison.debiteur(dossier), maison.commissaire()
    visiteur.soumettre(preparer(visiteur, adresse, dossier))
    page = commissaire.get(f"/commissaire/dossiers/{dossier.reference}/papiers/1")

    def arreter(*_args, **_options):
        raise negociation.PlanIndisponible

    with monkeypatch.context() as m:
        m.setattr(negociation, "choisir_plan", arreter)
        moitie = rapporter(commissaire, page)
    assert moitie.statut == 409 and "L’accord pour participer est enregistré." in moitie.lu
    assert "Rien n’a été enregistré" not in moitie.lu
    assert moitie["[name=recue_le]"]["value"] == RECU["recue_le"], "nothing typed is lost"
    assert etat_de(dossier) is Etat.ACCEPTEE
    assert rapporter(commissaire, moitie).statut == 200 and etat_de(dossier) is Etat.ACCORD_CONCLU


@SQLITE
def test_a_paper_older_than_its_printing_is_refused_with_a_sentence(maison, adresse, etat_de, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur, commissaire = maison.debiteur(dossier), maison.commissaire()
    visiteur.soumettre(preparer(visiteur, adresse, dossier))
    page = commissaire.get(f"/commissaire/dossiers/{dossier.reference}/papiers/1")
    refus = rapporter(commissaire, page, postee_le="21/11/2026")
    assert refus.statut == 422
    assert "Ce papier ne peut pas être posté ni reçu avant le jour où il a été préparé." in refus.lu
    assert etat_de(dossier) is Etat.ENVOYEE


@SQLITE
def test_a_paper_that_somebody_else_may_have_prepared_is_closed_with_the_old_codes(maison, adresse, etat_de):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur, commissaire = maison.debiteur(dossier), maison.commissaire()
    visiteur.soumettre(preparer(visiteur, adresse, dossier))
    base = f"/commissaire/dossiers/{dossier.reference}"
    page = commissaire.get(f"{base}/papiers/1")
    fait = commissaire.soumettre(f"{base}/codes", demande="telephone", identite="rappel", tiers="y")
    assert "Feuille prête" in fait.lu
    assert "brouillons effacés, papiers à signer fermés" in commissaire.get(base).lu
    tard = rapporter(commissaire, page)
    assert tard.statut in (409, 422) and etat_de(dossier) is Etat.ENVOYEE
    ferme = commissaire.get(f"{base}/papiers/1")
    assert "Ce papier ne vaut plus" in ferme.lu and not ferme.tous("main form[method=post]")


@SQLITE
@pytest.mark.parametrize(
    ("jours", "plus_tard", "attendu"),
    [
        (10, 0, "L’étude peut être fermée ce jour-là. Apportez-le plutôt au plus tard le vendredi 11 décembre 2026."),
        (11, 0, None),  # the last day is Friday 11 December
        (9, 20, "L’étude peut être fermée ce jour-là. Appelez-la avant d’y aller."),  # Saturday, for the Sunday
        (31, 0, None),  # today: the page already says to call before coming
    ],
)
def test_a_last_day_on_which_the_etude_may_be_closed_names_the_working_day_before(
    maison, adresse, horloge, jours, plus_tard, attendu
):  # fmt: skip
    dossier = maison.dossier(Etat.ENVOYEE, jours=jours, plans=(6,))
    horloge.avancer(days=plus_tard)
    page = preparer(maison.debiteur(dossier), adresse, dossier)
    if attendu:
        assert attendu in page.lu
    else:
        assert "peut être fermée ce jour-là" not in page.lu
