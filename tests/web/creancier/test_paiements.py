"""After the titre: payments to the last cent, a delay that becomes a default."""

from datetime import timedelta

import pytest

from portail.domaine.procedure import Action, Etat, Role
from portail.services import signalements
from tests.pages import lisse
from tests.services.gestes import a_paris, acteur, sqlite_seul


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.COPIE_REMISE, jours=26)


@pytest.fixture
def url(dossier):
    return f"/creancier/dossiers/{dossier.reference}"


def noter(hugo, url, **champs):
    return hugo.soumettre(f"{url}/paiements", **{"definitif": "y", **champs})


def test_payments_are_noted_up_to_the_last_cent(hugo, url, dossier, session):
    page = noter(hugo, url, montant="203,33")
    assert "1 paiement fait sur" in page.lu
    assert "203,33 € reçus sur 1 220,00 €" in page.lu
    page = noter(hugo, url, montant="1 016,67")
    assert "Tout est payé." in page.lu
    session.expire_all()
    assert dossier.etat is Etat.SOLDE
    assert hugo.get(f"{url}/paiements")["form[action$='/paiements']"] is None


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"montant": "1 220,01"}, "Indiquez un montant entre 0,01 € et 1 220,00 €."),
        ({"montant": "0"}, "Indiquez un montant entre 0,01 € et 1 220,00 €."),
        ({"montant": "deux cents"}, "Indiquez un montant en euros"),
        ({"recu_le": "23/11/2026"}, "La date du paiement ne peut pas être après le 22 novembre 2026."),
        ({"recu_le": "26/10/2026"}, "Un paiement d’avant l’envoi de la lettre, le"),
        ({"definitif": ""}, "Cochez : la personne voit ce que vous notez."),
    ],
)
def test_a_refused_payment_says_what_is_expected(hugo, url, champs, attendu):
    page = noter(hugo, url, **{"montant": "100", **champs})
    assert page.statut == 422
    assert attendu in page.lu


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_payment_made_too_early_is_noted_at_its_true_day_and_stays_visible_to_the_etude(
    hugo, url, dossier, maison, session
):
    """R125-7, decision D9."""
    trop_tot = "La personne a dit avoir payé le"
    qui = acteur(Role.DEBITEUR, maison.horloge())
    faits = {"le": dossier.envoye_le, "paye_centimes": 20_333}
    signalements.signaler_paiement(session, dossier, faits, "", qui)
    page = hugo.get(f"{url}/paiements")
    assert trop_tot in lisse(page["#t-noter"].parent.text)
    page = noter(hugo, url, montant="203,33", recu_le=dossier.envoye_le.strftime("%d/%m/%Y"))
    assert "1 paiement fait sur" in page.lu and trop_tot not in lisse(page.lu)
    etude = maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}")
    assert "Dont reçu avant l’issue (art. R. 125-7)" in etude.lu
    assert "203,33 €. Reçu le" in lisse(etude.lu), "and in its journal"


def test_the_same_payment_sent_twice_is_one(hugo, url, dossier, session):
    formulaire = hugo.get(f"{url}/paiements")
    for _ in range(2):
        assert hugo.soumettre(formulaire, montant="100", definitif="y").statut == 200
    session.expire_all()
    assert len(dossier.paiements) == 1


def test_no_payment_is_shown_before_the_outcome_is_recorded(hugo, maison):
    dossier = maison.dossier(Etat.ACCORD_CONCLU)
    reponse = hugo.get(f"/creancier/dossiers/{dossier.reference}/paiements", suivre=False)
    assert reponse.statut == 303
    assert "Noter un paiement" not in hugo.get(f"/creancier/dossiers/{dossier.reference}").lu


def test_a_default_is_declared_only_when_something_is_late(maison, url, dossier, session):
    hugo = maison.creancier()
    assert hugo.get(f"{url}/paiements")["a[href$='/defaut']"] is None
    page = hugo.soumettre(f"{url}/defaut")
    assert page.statut == 422
    assert "Aucune échéance n’est en retard." in page.lu
    maison.horloge.avancer(days=60)
    hugo = maison.creancier()
    page = hugo.get(f"{url}/defaut")
    assert "En retard aujourd’hui" in page.lu
    assert "art. R. 125-8" in page.lu
    page = hugo.soumettre(page)
    assert "Le retard est signalé à l’étude" in page.lu
    session.expire_all()
    assert (dossier.etat, dossier.evenements[-1].action) == (Etat.DEFAUT, Action.DECLARER_DEFAUT)


def test_after_a_default_payments_can_still_come_in(maison, url, dossier, session):
    maison.horloge.avancer(days=60)
    hugo = maison.creancier()
    hugo.soumettre(f"{url}/defaut")
    noter(hugo, url, montant="100")
    session.expire_all()
    assert dossier.etat is Etat.PAIEMENTS


def test_the_titre_comes_back_as_a_download(hugo, url):
    page = hugo.get(url)
    titre = next(a for a in page.tous("a[href*='/documents/']") if a.text == "Titre exécutoire")
    pdf = hugo.get(titre["href"])
    assert pdf.octets.startswith(b"%PDF")
    assert pdf.entetes["Content-Disposition"].startswith("attachment")


def test_a_payment_noted_by_mistake_is_cancelled_with_a_reason_that_both_see(hugo, url, dossier, maison, session):
    noter(hugo, url, montant="300")
    page = noter(hugo, url, montant="100")
    assert "400,00 € reçus" in page.lu
    lien = next(a["href"] for a in page.tous("main a") if "le paiement de 300,00" in a.text)
    confirmer = hugo.get(lien)
    assert "300,00 €, reçu le 22 novembre 2026." in confirmer.lu
    sans = hugo.soumettre(confirmer)
    assert sans.statut == 422 and "Choisissez une raison." in sans.lu
    fait = hugo.soumettre(confirmer, motif="montant")
    assert "Le paiement est annulé." in fait.lu and "100,00 € reçus sur 1 220,00 €" in fait.lu
    assert "Annulé le 22 novembre 2026. Le montant noté était faux." in fait.lu
    assert "Attendu : 103,33 €" in fait.lu
    assert "Ce paiement est déjà annulé" in hugo.soumettre(lien, motif="montant").lu
    vue = maison.debiteur(dossier).get(f"/debiteur/dossiers/{dossier.reference}")
    assert "Annulé par le créancier le 22 novembre 2026. Le montant noté était faux." in vue.lu
    assert "Le créancier annule un paiement noté par erreur." in vue.lu
    session.expire_all()
    assert [p.montant_centimes for p in dossier.paiements] == [10_000]


def test_once_all_is_paid_nothing_is_cancelled(hugo, url, dossier):
    page = noter(hugo, url, montant="1 220")
    assert not [a for a in page.tous("main a") if "le paiement de" in a.text]
    assert hugo.get(f"{url}/paiements/1/annuler").statut == 409
    assert hugo.get(f"{url}/paiements/999/annuler").statut in (404, 409)


@sqlite_seul
def test_a_delay_that_waits_is_answered_before_a_default(maison, horloge):
    """The page of the default gives way to the request, which is answered yes or no."""
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    base = f"/creancier/dossiers/{dossier.reference}"
    personne = maison.debiteur(dossier)
    le = dossier.proposition_acceptee.echeances_dues[1].le
    personne.soumettre(personne.get(f"/debiteur/dossiers/{dossier.reference}/mois-difficile"), aide="decaler")
    avant = maison.creancier().get(f"{base}/messages")
    horloge.instant = a_paris(le + timedelta(days=1))
    hugo = maison.creancier()
    assert "Répondez-lui d’abord" in hugo.get(f"{base}/paiements").lu
    page = hugo.get(f"{base}/defaut")
    assert page["h1"].text == "Répondez d’abord à la personne" and not page.tous("main form")
    assert hugo.get(page["main .actions a"]["href"])["h1"].text == hugo.get(avant.chemin)["h1"].text
