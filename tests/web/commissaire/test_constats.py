"""Recording: the text read in full, the box, the password; each end of the procedure; the clock."""

from datetime import date, timedelta

import pytest

from portail.domaine.delais import fin_de_journee
from portail.domaine.procedure import Etat
from portail.persistance.actes import GenreConstat, GenreDocument
from portail.services import quotidien
from tests.web.commissaire.outils import MOT_DE_PASSE, adresse, constater, relire

FINS = [
    (Etat.ACCEPTEE, 8, "acceptation", Etat.ACCEPTEE, "R. 125-3"),
    (Etat.REFUS_EXPRIME, 8, "refus-participation", Etat.FIN_REFUS_PARTICIPATION, "R. 125-5, 1°"),
    (Etat.ENVOYEE, 45, "expiration", Etat.FIN_EXPIRATION, "R. 125-5, 2°"),
    (Etat.REFUS_DES_TERMES, 10, "refus-termes", Etat.FIN_REFUS_MONTANT_OU_MODALITES, "R. 125-5, 3°"),
    (Etat.ACCORD_CONCLU, 10, "accord", Etat.FIN_ACCORD, "R. 125-5, 4°"),
]


@pytest.mark.parametrize(("depuis", "jours", "genre", "vers", "article"), FINS, ids=[f[2] for f in FINS])
def test_the_acceptance_and_each_end_are_read_then_recorded(
    maison, depuis, jours, genre, vers, article, autre_session, moyens
):
    dossier = maison.dossier(depuis, jours=jours)
    qui = maison.commissaire()
    page = qui.get(adresse(dossier, f"/constats/{genre}"))
    assert article in page["h1"].text.replace("\xa0", " ")
    affiche = [p.text for p in page.tous(".carte > *")]
    sans_lire = qui.soumettre(page)
    assert sans_lire.statut == 422
    assert "Lisez le texte entier" in sans_lire.lu
    apres = qui.soumettre(sans_lire, lu="y")
    assert apres.statut == 200
    lu = relire(autre_session, dossier)
    assert lu.etat is vers
    trace = lu.constats[-1]
    assert trace.genre == genre.replace("-", "_")
    assert [ligne for ligne in trace.texte.splitlines() if ligne] == affiche, "what is kept is what was read"
    document = next(d for d in lu.documents if d.id == trace.document_id)
    assert moyens.entrepot.lire(document.empreinte)[:5] == b"%PDF-"
    encore = qui.get(adresse(dossier, f"/constats/{genre}"))
    assert encore.statut == 409
    assert "déjà établi" in encore.lu


def test_a_silence_waits_for_the_later_end_and_needs_no_daily_command(maison, horloge, autre_session):
    """Letter of 25 November: nothing before Tuesday 29 December, Paris time, with or without the draft."""
    horloge.avancer(days=3)
    dossier = maison.dossier(Etat.ENVOYEE, jours=0)
    horloge.instant = fin_de_journee(date(2026, 12, 28)) - timedelta(seconds=1)
    qui = maison.commissaire()
    trop_tot = qui.get(adresse(dossier, "/constats/expiration"))
    assert trop_tot.statut == 409
    assert "le silence ne peut pas encore être constaté" in trop_tot.lu
    assert "jusqu’au lundi 28 décembre 2026" in trop_tot.lu
    assert "Constater la fin du délai" not in qui.get("/commissaire/").lu
    horloge.avancer(seconds=1)
    assert "Constater la fin du délai" in qui.get("/commissaire/").lu
    constater(qui, dossier, "expiration")
    assert relire(autre_session, dossier).etat is Etat.FIN_EXPIRATION


def test_a_silence_is_warned_of_while_a_letter_may_still_come(maison, horloge):
    """A warning, and his decision: the form stays (D4)."""
    horloge.avancer(days=3)
    dossier = maison.dossier(Etat.ENVOYEE, jours=0)
    horloge.avancer(days=34)
    assert "Courrier encore possible" in maison.commissaire().get("/commissaire/").lu
    page = maison.commissaire().get(adresse(dossier, "/constats/expiration"))
    assert "Une réponse postée à temps peut encore arriver" in page.lu
    assert "jusqu’au mardi 5 janvier 2027 inclus" in page.lu
    assert page["[name=lu]"]
    horloge.avancer(days=8)
    assert "encore arriver" not in maison.commissaire().get(adresse(dossier, "/constats/expiration")).lu


def test_a_participation_recorded_late_is_told_as_such(maison, session, horloge):
    """After the month, then after an agreement: no suspension is promised, no talks are said to go on."""
    qui = maison.commissaire()
    tard, scene = maison.dossier(Etat.ACCEPTEE, jours=45), maison.scene(jours=10)
    page = qui.get(adresse(tard, "/constats/acceptation"))
    assert "trop tard pour suspendre la prescription" in page.lu
    assert "pourparlers continuent" not in page.lu
    constater(qui, tard, "acceptation")
    assert "trop tard pour suspendre la prescription" in qui.get(adresse(tard)).lu
    scene.jusqu_a(Etat.ACCEPTEE)
    scene._proposer_debiteur()
    scene._accepter_creancier()
    assert "L’accord reste à constater" in qui.get(adresse(scene.dossier, "/constats/acceptation")).lu
    constater(qui, scene.dossier, "acceptation")
    assert "prescription suspendue" in qui.get(adresse(scene.dossier)).lu


def test_a_forged_early_silence_is_refused_by_the_clock(maison, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE, jours=10)
    qui = maison.commissaire()
    jeton = qui.get(adresse(dossier))["[name=csrf_token]"]["value"]
    reponse = qui.client.post(
        adresse(dossier, "/constats/expiration"), data={"csrf_token": jeton, "lu": "y", "vu": "0" * 64}
    )
    assert reponse.status_code == 409
    assert relire(autre_session, dossier).etat is Etat.ENVOYEE


def test_the_agreement_waits_for_the_constat_of_participation(maison, session, autre_session):
    scene = maison.scene(jours=10)
    scene.jusqu_a(Etat.ACCEPTEE)
    scene._proposer_debiteur()
    scene._accepter_creancier()
    dossier = scene.dossier
    qui = maison.commissaire()
    assert "Constater la participation" in qui.get(adresse(dossier)).lu
    page = qui.get(adresse(dossier, "/constats/accord"))
    assert page.statut == 409
    assert "Constatez d’abord l’accord pour participer" in page.lu
    constater(qui, dossier, "acceptation")
    apres = constater(qui, dossier, "accord")
    assert "Délivrer le titre" in apres.lu
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD


def test_after_five_minutes_the_password_is_asked_again(maison, horloge, autre_session):
    dossier = maison.dossier(Etat.REFUS_EXPRIME, jours=8)
    qui = maison.commissaire()
    fraiche = qui.get(adresse(dossier, "/constats/refus-participation"))
    assert not fraiche["[name=preuve][type=password]"]
    horloge.avancer(minutes=6)
    page = qui.get(adresse(dossier, "/constats/refus-participation"))
    assert page["[name=preuve][type=password]"]
    vide = qui.soumettre(page, lu="y")
    assert vide.statut == 422
    assert "Donnez-le de nouveau" in vide.lu
    faux = qui.soumettre(vide, preuve="pas le bon")
    assert "Ce n’est pas le bon" in faux.lu
    assert faux["[name=lu]"].has_attr("checked")
    assert relire(autre_session, dossier).etat is Etat.REFUS_EXPRIME
    qui.soumettre(faux, preuve=MOT_DE_PASSE)
    assert relire(autre_session, dossier).etat is Etat.FIN_REFUS_PARTICIPATION


def test_a_text_that_would_now_be_another_is_not_recorded(maison, session, autre_session):
    """The name of a party was corrected after the page was read."""
    dossier = maison.dossier(Etat.REFUS_EXPRIME, jours=8)
    qui = maison.commissaire()
    page = qui.get(adresse(dossier, "/constats/refus-participation"))
    dossier.debiteur.nom = "Ferrandi"
    session.commit()
    assert qui.soumettre(page, lu="y").statut == 409
    assert relire(autre_session, dossier).etat is Etat.REFUS_EXPRIME


def test_a_stale_page_gets_409_and_two_clicks_make_one_constat(maison, autre_session):
    dossier = maison.dossier(Etat.ACCEPTEE, jours=8)
    qui = maison.commissaire()
    page = qui.get(adresse(dossier, "/constats/acceptation"))
    perimee = qui.get(adresse(dossier, "/reponse"))
    qui.soumettre(page, lu="y")
    assert qui.soumettre(page, lu="y").statut == 200
    relue = qui.soumettre(perimee, mode="autre", recue_le="22/11/2026")
    assert qui.soumettre(relue).statut == 409
    lu = relire(autre_session, dossier)
    assert [c.genre for c in lu.constats] == [GenreConstat.ACCEPTATION]
    assert lu.etat is Etat.ACCEPTEE


def test_a_kind_that_does_not_exist_or_is_not_due(maison):
    dossier = maison.dossier(Etat.ENVOYEE, jours=8)
    qui = maison.commissaire()
    assert qui.get(adresse(dossier, "/constats/autre-chose")).statut == 404
    for genre in ("acceptation", "refus-participation", "refus-termes", "accord"):
        page = qui.get(adresse(dossier, f"/constats/{genre}"))
        assert page.statut == 409 or "Saisir une réponse papier" in page.lu


def test_the_draft_of_the_daily_command_is_offered_then_forgotten(maison, app, moyens, session, horloge, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE, jours=45)
    session.rollback()
    quotidien.preparer(app.extensions["ecritures"], moyens, horloge())
    qui = maison.commissaire()
    page = qui.get(adresse(dossier, "/constats/expiration"))
    lien = next(a for a in page.tous("main a") if "Projet" in a.text)
    assert qui.get(lien["href"]).octets[:5] == b"%PDF-"
    qui.soumettre(page, lu="y")
    assert GenreDocument.PROJET_CONSTAT not in {d.genre for d in relire(autre_session, dossier).documents}
