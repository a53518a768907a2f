"""Proving again who one is before an act that binds: nothing when fresh, the letter's code or the password when old."""

import pytest
from flask import jsonify
from sqlalchemy import select

from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.acces import Essai, SessionOuverte
from portail.services.demonstration import MOT_DE_PASSE
from portail.services.identifiants import tirer
from portail.web import preuve
from portail.web.acces import autorise
from portail.web.forms import PreuveForm
from tests.pages import lisse
from tests.web.monde import jeton


@pytest.fixture
def app(fabrique_app):
    """Two binding acts that say whether the proof was had."""
    app = fabrique_app()

    def lier(dossier):
        form = PreuveForm(dossier)
        acquise = form.validate_on_submit() and preuve.acquise(form)
        return jsonify(acquise=bool(acquise), erreurs=form.preuve.errors, exigee=preuve.exigee())

    for role in (Role.DEBITEUR, Role.CREANCIER):
        vue = autorise(role, Action.CONSULTER, prouve=True)(lier)
        app.add_url_rule(f"/{role}/dossiers/<reference>/lier", f"{role}_lier", vue, methods=["GET", "POST"])
    return app


def lieur(navigateur, role, reference):
    csrf = jeton(navigateur)

    def lier(**champs):
        reponse = navigateur.client.post(f"/{role}/dossiers/{reference}/lier", data={"csrf_token": csrf, **champs})
        return reponse.get_json()

    return lier


def test_a_debtor_proves_with_the_code_of_the_letter(maison, horloge, autre_session):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    reference = dossier.reference
    qui = maison.debiteur(dossier)
    lier = lieur(qui, "debiteur", reference)
    oui = {"acquise": True, "erreurs": [], "exigee": False}
    assert lier() == oui, "just signed in"
    horloge.avancer(minutes=4, seconds=59)
    assert lier() == oui
    horloge.avancer(seconds=1)
    for secret, phrase in (("", preuve.ABSENTE), (tirer().code, preuve.FAUSSE), (MOT_DE_PASSE, preuve.FAUSSE)):
        assert lier(preuve=secret) == {"acquise": False, "erreurs": [phrase], "exigee": True}
    assert qui.client.get(f"/debiteur/dossiers/{reference}/lier").status_code == 200, "reading asks for nothing"
    tape = mots.code_imprime.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert lier(preuve=tape) == oui, "typed as people do"
    with autre_session() as lecture:
        assert lecture.scalars(select(SessionOuverte.prouvee_le)).one() == horloge()
    horloge.avancer(minutes=3)
    assert lier() == oui, "fresh again"
    horloge.avancer(minutes=3)
    assert not lier(preuve=mots.code + "x" * 200)["acquise"]
    assert not lier(preuve=mots.identifiant)["acquise"]


def test_wrong_proofs_are_counted_and_end_in_a_pause(maison, horloge, autre_session):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    qui = maison.debiteur(dossier)
    lier = lieur(qui, "debiteur", dossier.reference)
    horloge.avancer(minutes=6)
    for _ in range(5):
        assert lier(preuve=tirer().code)["erreurs"] == [preuve.FAUSSE]
    (phrase,) = lier(preuve=mots.code)["erreurs"]
    assert "L’accès est fermé quelques minutes" in phrase
    assert "Il rouvre à 11 h 03" in lisse(phrase)
    autre = lieur(maison.debiteur(dossier), "debiteur", dossier.reference)
    assert autre()["acquise"], "another browser of the same person is not shut out"
    horloge.avancer(minutes=15)
    assert lier(preuve=mots.code)["acquise"]
    with autre_session() as lecture:
        assert not lecture.scalars(select(Essai)).all(), "a success gives the attempts back"


def test_a_professional_proves_with_the_password(maison, horloge):
    reference = maison.dossier(Etat.PROPOSITION_DEBITEUR).reference
    lier = lieur(maison.creancier(), "creancier", reference)
    horloge.avancer(minutes=6)
    assert lier(preuve="non")["erreurs"] == [preuve.FAUSSE]
    assert lier(preuve=MOT_DE_PASSE)["acquise"]


def test_the_proof_does_not_stand_in_for_the_right_or_the_token(maison, horloge, autre_session):
    """Another's dossier is not found, a form without its token is not read: the secret is not even looked at."""
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    autre = maison.dossier(Etat.ENVOYEE)
    qui = maison.debiteur(autre)
    csrf = jeton(qui)
    horloge.avancer(minutes=6)
    url = f"/debiteur/dossiers/{dossier.reference}/lier"
    assert qui.client.post(url, data={"csrf_token": csrf, "preuve": mots.code}).status_code == 404
    assert qui.client.post(url, data={"preuve": mots.code}).status_code == 400
    assert maison.anonyme().client.get(url).status_code == 303
    with autre_session() as lecture:
        assert horloge() not in lecture.scalars(select(SessionOuverte.prouvee_le)).all()
