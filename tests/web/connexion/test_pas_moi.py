"""« Cette lettre n'est pas pour moi »: one answer for all, a typo told as a typo, and a task for the étude."""

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Etat
from portail.domaine.signalements import Destinataire
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import Signalement
from portail.services import essais

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def dire(maison, identifiant, raison="parti", **reste):
    return maison.anonyme().soumettre("/ouvrir/pas-moi", identifiant=identifiant, raison=raison, **reste)


def test_the_answer_is_the_same_whether_the_letter_exists_or_not(maison, autre_session):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    vraie, fausse = dire(maison, mots.identifiant_imprime), dire(maison, "0000-0000")
    assert vraie["h1"].text == fausse["h1"].text == "Merci. L’étude va regarder."
    assert vraie["main"].text == fausse["main"].text
    assert vraie.statut == fausse.statut == 200
    for secret in (dossier.reference, "Nadia", "Ferrand", "Menuiserie", "1 220"):
        assert secret not in vraie.lu
    with autre_session() as lecture:
        assert [s.dossier_id for s in lecture.scalars(select(Signalement))] == [dossier.id]
        assert lecture.get_one(Dossier, dossier.id).suspendu


@SQLITE
def test_nothing_is_chosen_and_a_typo_costs_nothing(maison, autre_session):
    page = maison.anonyme().get("/ouvrir/pas-moi")
    assert [i["value"] for i in page.tous("input[type=radio]")] == [d.value for d in Destinataire]
    assert not page.tous("input[checked]") and not page.tous("[name=code]"), "the code is never asked for"
    vide = dire(maison, "", raison="")
    assert vide.statut == 422 and len(vide.tous("[role=alert] li")) == 2
    _, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    for _ in range(essais.LETTRE.nombre * 2):
        faux = dire(maison, mots.identifiant[:-1] + ("0" if mots.identifiant[-1] != "0" else "1"))
        assert faux.statut == 422 and "Un caractère n’est pas le bon" in faux.lu
    assert "Il manque un caractère" in dire(maison, mots.identifiant[:-1]).lu
    assert dire(maison, mots.identifiant).statut == 200


@SQLITE
def test_too_many_are_stopped_with_the_hour(maison):
    for _ in range(essais.LETTRE.nombre):
        assert dire(maison, "0000-0000").statut == 200
    ferme = dire(maison, "0000-0000")
    assert ferme.statut == 429 and int(ferme.entetes["Retry-After"]) > 0
    assert "L’accès est fermé quelques minutes" in ferme.lu


@SQLITE
def test_who_takes_care_of_the_person_is_told_to_call(maison):
    _, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    page = dire(maison, mots.identifiant, raison="mandataire")
    assert "appelez aussi l’étude" in page.lu and "Rendez la lettre au facteur" not in page.lu
    assert "Vous n’avez rien d’autre à faire" not in page.lu, "there is a call to make"
    assert "Vous n’avez rien d’autre à faire" in dire(maison, mots.identifiant, raison="decede").lu


@SQLITE
def test_the_etude_has_the_task_first_and_lifts_the_suspension(maison, autre_session):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE, jours=45)
    dire(maison, mots.identifiant, raison="decede")
    claire = maison.commissaire()
    file = claire.get("/commissaire/")
    assert "Lire le signalement" in file.lu and "Suspendu" in file.lu
    base = f"/commissaire/dossiers/{dossier.reference}"
    assert "Suspendu pour l’étude" in claire.get(base).lu
    assert "Lisez d’abord ce signalement, puis classez-le." in claire.get(f"{base}/constats/expiration").lu
    fil = claire.get(f"{base}/messages")
    assert "Cette personne est décédée" in fil.lu and "une personne décédée" in fil.lu
    vide = claire.soumettre(fil)
    assert vide.statut == 422 and "cette note reste à l’étude" in vide.lu
    claire.soumettre(fil, texte="Acte de décès demandé.")
    assert "Constater la fin du délai" in claire.get("/commissaire/").lu
    for personne, adresse in ((maison.creancier(), "creancier"), (maison.debiteur(dossier), "debiteur")):
        page = personne.get(f"/{adresse}/dossiers/{dossier.reference}")
        assert "décédée" not in page.lu and "Acte de décès" not in page.lu
        assert personne.get(f"/{adresse}/dossiers/{dossier.reference}/messages/1").statut == 404


@pytest.fixture
def a_la_porte(maison):
    """Both codes were given; the privacy gate asks who is there: dossier, browser, the page behind « Non »."""
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    visiteur = maison.anonyme()
    porte = visiteur.soumettre("/ouvrir", identifiant=mots.identifiant, code=mots.code)
    non = next(a for a in porte.tous("main a") if a.text == "Non, ce n’est pas moi")
    return dossier, visiteur, visiteur.get(non["href"])


@SQLITE
def test_nothing_is_typed_again_after_the_privacy_gate(a_la_porte, autre_session):
    """WCAG 3.3.7: the codes were given one page before, or read from the QR."""
    dossier, visiteur, page = a_la_porte
    assert not page.tous("[name=identifiant]") and "la lettre que vous venez d’ouvrir ici" in page.lu
    for secret in (dossier.reference, "Nadia", "Ferrand", "Menuiserie", "1 220"):
        assert secret not in page.lu
    assert page["main p a[href='/ouvrir/confirmer']"] is not None, "back to the gate"
    vide = visiteur.soumettre(page, raison="")
    assert vide.statut == 422 and len(vide.tous("[role=alert] li")) == 1 and not vide.tous("[name=identifiant]")
    assert visiteur.soumettre(vide, raison="parti")["h1"].text == "Merci. L’étude va regarder."
    with autre_session() as lecture:
        assert [(s.dossier_id, s.motif) for s in lecture.scalars(select(Signalement))] == [(dossier.id, "parti")]


@SQLITE
def test_another_letter_than_the_one_open_here_is_named_by_its_identifier(maison, a_la_porte, autre_session):
    """On a shared device, a report never falls on the dossier that happens to be open."""
    dossier, visiteur, page = a_la_porte
    autre, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    ailleurs = visiteur.get(page["main form a"]["href"])
    vide = visiteur.soumettre(ailleurs, raison="parti", identifiant="")
    assert vide.statut == 422 and vide["[name=identifiant]"] is not None
    visiteur.soumettre(vide, raison="parti", identifiant=mots.identifiant)
    with autre_session() as lecture:
        assert [s.dossier_id for s in lecture.scalars(select(Signalement))] == [autre.id]


@SQLITE
def test_once_the_session_is_over_the_identifier_is_asked_for(a_la_porte, horloge, autre_session):
    _, visiteur, page = a_la_porte
    horloge.avancer(minutes=31)
    tard = visiteur.soumettre(page, raison="parti")
    assert tard.statut == 422 and tard["[name=raison][checked]"]["value"] == "parti"
    assert "Tapez l’identifiant de la feuille." in tard.lu
    forge = visiteur.soumettre(tard, raison="parti", ouverte="y", identifiant="")
    assert forge.statut == 422, "a field says nothing of whose letter it is"
    with autre_session() as lecture:
        assert not lecture.scalars(select(Signalement)).all()


@SQLITE
def test_without_codes_the_identifier_is_asked_for_whatever_the_form_says(maison, autre_session):
    assert maison.anonyme().get("/ouvrir/pas-moi")["[name=identifiant]"] is not None
    assert dire(maison, "", ouverte="y").statut == 422
    assert maison.creancier().soumettre("/ouvrir/pas-moi", raison="parti", ouverte="y").statut == 422
    with autre_session() as lecture:
        assert not lecture.scalars(select(Signalement)).all()


@SQLITE
def test_too_many_of_the_open_letter_are_stopped_too(a_la_porte):
    _, visiteur, page = a_la_porte
    for _ in range(essais.LETTRE.nombre):
        assert visiteur.soumettre(page, raison="parti").statut == 200
    assert visiteur.soumettre(page, raison="parti").statut == 429
