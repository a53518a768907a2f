"""When the database is busy or the store does not answer: 503, a delay to come back after, nothing recorded."""

from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest
from sqlalchemy import func, select

from portail.domaine.procedure import Etat
from portail.persistance import moteur as bd
from portail.persistance.dossiers import Dossier
from portail.persistance.entrepot import EntrepotLocal, ouvrir
from portail.persistance.journal import Evenement
from tests.courriel import port_libre
from tests.pages import Maison
from tests.s3 import HOTE
from tests.services.gestes import photo as etat_de_la_base
from tests.services.gestes import relu
from tests.web.creancier.depot import pdf


@pytest.fixture
def app(fabrique_app, monkeypatch):
    monkeypatch.setattr(bd, "ouvrir", partial(bd.ouvrir, attente_verrou_s=0.3))
    return fabrique_app()


def test_a_busy_database_says_so_and_records_nothing(app, maison, autre_session):
    dossier = maison.dossier(Etat.BROUILLON)
    creancier = maison.creancier()
    jeton = creancier.get("/aide")["form[action='/quitter'] [name=csrf_token]"]["value"]
    with app.extensions["ecritures"]() as occupe:
        occupe.get_one(Dossier, dossier.id, with_for_update=True)
        reponse = creancier.client.post(f"/creancier/dossiers/{dossier.reference}/abandon", data={"csrf_token": jeton})
        occupe.rollback()
    assert reponse.status_code == 503
    assert reponse.headers["Retry-After"] == "5"
    assert "Rien n’a été enregistré" in reponse.get_data(as_text=True)
    with autre_session() as lecture:
        assert lecture.get_one(Dossier, dossier.id).etat is Etat.BROUILLON
        actes = select(func.count()).where(Evenement.dossier_id == dossier.id, Evenement.action == "abandonner")
        assert lecture.scalar(actes) == 0


def brancher_entrepot(app, entrepot):
    app.extensions["moyens"] = replace(app.extensions["moyens"], entrepot=entrepot)


@pytest.fixture(params=["disque", "s3"])
def perdu(request, tmp_path):
    """A store that was there and is no longer: a folder that became a file, a server that went away."""
    if request.param == "disque":
        (tmp_path / "debranche").write_text("")
        return EntrepotLocal(tmp_path / "debranche")
    seau = request.getfixturevalue("seau")
    request.getfixturevalue("monkeypatch").setenv("AWS_ENDPOINT_URL", f"http://{HOTE}:{port_libre()}")
    return ouvrir(f"s3://{seau}/portail")


def test_a_store_that_does_not_answer_records_nothing(app, maison, autre_session, perdu):
    """A piece handed in, an act that issues a document, a file asked for: the same page, and the base untouched."""
    brouillon, accord = maison.dossier(Etat.BROUILLON), maison.dossier(Etat.FIN_ACCORD, jours=10)
    with autre_session() as lecture:
        document = relu(lecture, accord).documents[0].id
    maison.session.rollback()
    creancier, commissaire = maison.creancier(), maison.commissaire()
    preuves = f"/creancier/dossiers/{brouillon.reference}/depot/preuves"
    titre = f"/commissaire/dossiers/{accord.reference}/titre"
    formulaires = creancier.get(preuves), commissaire.get(titre)
    brancher_entrepot(app, perdu)
    avant = etat_de_la_base(autre_session)
    reponses = [
        creancier.soumettre(formulaires[0], "form[enctype]", piece=(BytesIO(pdf()), "facture.pdf")),
        commissaire.soumettre(formulaires[1], lu="y"),
        commissaire.get(f"/commissaire/dossiers/{accord.reference}/documents/{document}"),
    ]
    for page in reponses:
        assert (page.statut, page.entetes["Retry-After"]) == (503, "5"), page.lu
        assert "Rien n’a été enregistré" in page.lu and "01 99 00 12 34" in page.lu
    apres = etat_de_la_base(autre_session)
    assert {**apres, "essai": avant["essai"]} == avant, "an upload is counted, nothing else is written"


@pytest.mark.parametrize("url_base", ["sqlite", "postgresql"], indirect=True)
def test_two_applications_share_the_files_of_one_store(fabrique_app, seau, s3, session, troupe, horloge, autre_session):
    """Two machines: what one keeps, the other hands out."""
    une, autre = (fabrique_app(entrepot=f"s3://{seau}/portail") for _ in range(2))
    ici = Maison(une, session, une.extensions["moyens"], troupe, horloge)
    la_bas = Maison(autre, session, autre.extensions["moyens"], troupe, horloge)
    dossier = ici.dossier(Etat.FIN_ACCORD, jours=10)
    with autre_session() as lecture:
        lu = relu(lecture, dossier)
        piece, document = lu.pieces[0], lu.documents[0]
        assert set(s3.cles(seau)) >= {f"portail/{d.empreinte[:2]}/{d.empreinte}" for d in (*lu.documents, piece)}
    session.rollback()
    for maison, qui in ((la_bas, la_bas.debiteur(dossier)), (ici, ici.debiteur(dossier))):
        base = f"/debiteur/dossiers/{dossier.reference}"
        rendue = qui.get(f"{base}/pieces/{piece.id}")
        assert rendue.statut == 200 and rendue.octets == maison.moyens.entrepot.lire(piece.empreinte)
        assert qui.get(f"{base}/documents/{document.id}").octets[:5] == b"%PDF-"
    neuf = la_bas.dossier(Etat.BROUILLON)
    with autre_session() as lecture:
        facture = relu(lecture, neuf).pieces[0]
    session.rollback()
    assert ici.creancier().get(f"/creancier/dossiers/{neuf.reference}/pieces/{facture.id}").statut == 200
    lien = f"/debiteur/dossiers/{dossier.reference}/pieces/{piece.id}"
    adresse = ici.debiteur(dossier).client.get(lien).location
    assert la_bas.debiteur(dossier).client.get(adresse).status_code == 200, "signed by one, served by the other"
