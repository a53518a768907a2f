"""« Recevoir par courrier »: asked on the proof page, done by the étude from its list, read again by the debtor."""

import pytest

from portail.domaine.procedure import Etat
from portail.services import recepisses
from tests.pages import lisse

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def reference_de_l_acte(session, dossier):
    """Of the debtor's only act: « …-A3 »."""
    assert dossier.debiteur.commune
    trouvee = next(recepisses.reference(e) for e in dossier.evenements if recepisses.a_recepisse(e))
    session.commit()  # the browsers come next
    return trouvee


@SQLITE
def test_asked_posted_and_told(maison, adresse, horloge, session):
    dossier, autre = maison.dossier(Etat.ACCEPTEE), maison.dossier(Etat.ACCEPTEE)
    acte = reference_de_l_acte(session, dossier)
    page_de_preuve = adresse(dossier, f"/actes/{acte.rpartition('-A')[2]}")
    visiteur, qui = maison.debiteur(dossier), maison.commissaire()
    assert "par courrier" not in qui.get("/commissaire/").lu
    assert "Rien à poster." in qui.get("/commissaire/preuves-a-poster").lu
    page = visiteur.get(page_de_preuve)
    assert dossier.debiteur.commune in page["#courrier"].text
    demande = visiteur.soumettre(page, "#courrier form")
    assert "Vous l’avez demandé : dimanche 22 novembre 2026" in lisse(demande["#courrier"].text)
    horloge.avancer(minutes=5)
    encore = visiteur.soumettre(page, "#courrier form")
    assert "10 h 42" in lisse(encore["#courrier"].text), "asked again, the first request stands"
    horloge.avancer(days=1)
    visiteur, qui = maison.debiteur(dossier), maison.commissaire()
    file = qui.get("/commissaire/")
    lien = next(a["href"] for a in file.tous(".note a") if "1 preuve à envoyer par courrier" in a.text)
    liste = qui.get(lien)
    assert dossier.debiteur.appellation in liste.lu and acte in liste.lu
    du_dossier = qui.get(f"/commissaire/dossiers/{dossier.reference}").lu
    assert f"{acte} À poster Demandée le dimanche 22 novembre 2026" in du_dossier
    pdf = next(a["href"] for a in liste.tous("td a, th a") if "Imprimer" in a.text)
    assert qui.get(pdf).octets.startswith(b"%PDF-")
    formulaire = liste["main form[method=post]"]
    ailleurs = formulaire["action"].replace(dossier.reference, autre.reference)
    jeton = formulaire.select_one("[name=csrf_token]")["value"]
    assert qui.client.post(ailleurs, data={"csrf_token": jeton}).status_code == 404
    assert "Rien à poster." in qui.soumettre(liste).lu
    assert qui.soumettre(liste).statut == 200, "twice is once"
    du_dossier = qui.get(f"/commissaire/dossiers/{dossier.reference}").lu
    assert f"{acte} Envoyée le 23 novembre 2026 par {maison.troupe.commissaire.nom}" in du_dossier
    lu = visiteur.get(page_de_preuve)["#courrier"]
    assert "Envoyé par courrier le lundi 23 novembre 2026." in lisse(lu.text)
    horloge.avancer(days=7)
    visiteur = maison.debiteur(dossier)
    encore = visiteur.soumettre(visiteur.get(page_de_preuve), "#courrier form")
    assert "Vous l’avez demandé : lundi 30 novembre 2026" in lisse(encore["#courrier"].text), "lost on its way"
    assert "Envoyé par courrier" not in encore["#courrier"].text
    assert acte in maison.commissaire().get("/commissaire/preuves-a-poster").lu


@SQLITE
def test_a_helper_may_ask_and_nobody_for_an_act_that_is_not_the_debtors(maison, adresse, session):
    dossier = maison.dossier(Etat.REFUS_EXPRIME)
    acte = reference_de_l_acte(session, dossier)
    page_de_preuve = adresse(dossier, f"/actes/{acte.rpartition('-A')[2]}")
    aidant = maison.debiteur(dossier, confirme=False)
    aidant.soumettre("/ouvrir/aider", nom="Léa Petit")
    page = aidant.get(page_de_preuve)
    assert "Vous l’avez demandé" in aidant.soumettre(page, "#courrier form")["#courrier"].text
    jeton = page["#courrier [name=csrf_token]"]["value"]
    ailleurs = adresse(dossier, "/actes/1/courrier")
    assert aidant.client.post(ailleurs, data={"csrf_token": jeton}).status_code == 404
