"""Signed addresses of files: one person, one file, five minutes; and the right is asked again."""

import random
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from werkzeug.exceptions import HTTPException

from portail.domaine.procedure import Etat, Role
from portail.persistance.actes import GenreDocument
from portail.persistance.dossiers import Piece
from portail.services.jetons import Jetons
from portail.web.telechargements import DUREE_S, USAGE
from tests.services.gestes import photo as etat_de_la_base
from tests.services.gestes import relu
from tests.services.test_jetons import _muter as muter

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)

ZIP = b"PK\x03\x04\x14"
IMAGE = b"\xff\xd8\xff une image"


@pytest.fixture
def dossier(maison, session):
    """A dossier with everything that can be handed out, a photo among its pieces."""
    dossier = maison.dossier(Etat.FIN_ACCORD, jours=10)
    photo = Piece(
        dossier=dossier, nom="photo.jpg", type_mime="image/jpeg", taille=len(IMAGE), deposee_le=maison.horloge(),
        empreinte=maison.moyens.entrepot.ecrire(IMAGE),
    )  # fmt: skip
    session.add(photo)
    session.commit()
    return dossier


@pytest.fixture
def gens(maison, dossier):
    return {
        Role.DEBITEUR: maison.debiteur(dossier),
        Role.CREANCIER: maison.creancier(),
        Role.COMMISSAIRE: maison.commissaire(),
    }


@pytest.fixture
def liens(dossier, autre_session):
    """Every stable address of the dossier, by role."""
    with autre_session() as lecture:
        lu = relu(lecture, dossier)
        pieces = [f"/pieces/{p.id}" for p in lu.pieces]
        documents = [f"/documents/{d.id}" for d in lu.documents if d.genre is not GenreDocument.PROJET_CONSTAT]
        actes = [f"/actes/{e.numero}/recepisse.pdf" for e in lu.evenements if e.role is Role.DEBITEUR]
    suites = {
        Role.DEBITEUR: pieces + documents + actes[-1:],
        Role.CREANCIER: pieces + documents,
        Role.COMMISSAIRE: [*pieces, *documents, "/titre/projet.pdf", "/preuves.zip"],
    }
    return [(role, f"/{role}/dossiers/{dossier.reference}{suite}") for role in Role for suite in suites[role]]


def signee(navigateur, lien: str) -> str:
    reponse = navigateur.client.get(lien)
    assert (reponse.status_code, reponse.headers["Cache-Control"]) == (303, "no-store"), lien
    assert "/telechargements/" in reponse.location
    return reponse.location


def test_each_link_leads_to_the_file_as_often_as_one_likes(gens, liens, autre_session):
    adresses = [signee(gens[role], lien) for role, lien in liens]  # a receipt may be issued now, if it never was
    avant = etat_de_la_base(autre_session)
    assert len(liens) >= 12
    for (role, lien), adresse in zip(liens, adresses, strict=True):
        client = gens[role].client
        tete = client.head(adresse)
        assert (tete.status_code, tete.get_data()) == (200, b""), lien
        for _ in range(2):
            reponse = client.get(adresse)
            assert reponse.status_code == 200 and reponse.get_data()[:5] in (b"%PDF-", IMAGE[:5], ZIP[:5]), lien
        assert reponse.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert reponse.headers["X-Content-Type-Options"] == "nosniff"
        assert reponse.headers["Cache-Control"] == "no-store"
        montre = role is Role.COMMISSAIRE and reponse.mimetype == "image/jpeg"
        assert reponse.headers["Content-Disposition"].startswith("inline" if montre else "attachment"), lien
    apres = etat_de_la_base(autre_session)
    assert {t for t in avant if avant[t] != apres[t]} <= {"session_ouverte"}, "nothing is consumed"


def test_a_leaked_address_opens_to_nobody_else(gens, liens, maison, dossier):
    autre = maison.dossier(Etat.FIN_ACCORD, jours=10)
    intrus = {
        Role.DEBITEUR: maison.debiteur(autre),
        Role.CREANCIER: maison.creancier(autre=True),
        Role.COMMISSAIRE: maison.anonyme(),
    }
    for role, lien in liens:
        adresse = signee(gens[role], lien)
        jeton = adresse.rpartition("/")[2]
        chez_soi = f"/{role}/dossiers/{autre.reference}/telechargements/{jeton}"
        essais = [(qui, adresse) for qui in intrus.values()] + [(gens[r], adresse) for r in Role if r is not role]
        essais += [
            (intrus[Role.DEBITEUR], chez_soi),
            (gens[Role.CREANCIER], chez_soi),
            (gens[Role.COMMISSAIRE], chez_soi),
        ]
        for r in set(Role) - {role}:  # the same token in the space of another party of the same dossier
            essais.append((gens[r], adresse.replace(f"/{role}/", f"/{r}/")))
        for qui, url in essais:
            reponse = qui.client.get(url)
            attendu = (303, 404) if qui is intrus[Role.COMMISSAIRE] else (404,)
            assert reponse.status_code in attendu and b"%PDF-" not in reponse.get_data(), (role, url)


def test_another_account_of_the_same_creditor_needs_its_own_address(gens, liens, maison, app, session):
    compte = maison.troupe.compte_menuiserie
    jumeau = type(compte)(
        role=Role.CREANCIER, etude=compte.etude, creancier=compte.creancier, courriel="b@menuiserie-costa.example",
        nom="Atelier", cree_le=compte.cree_le, empreinte_mot_de_passe="x", poivre=1,
    )  # fmt: skip
    session.add(jumeau)
    session.commit()
    qui = maison._entrer(Role.CREANCIER, compte=jumeau)
    lien = next(lien for role, lien in liens if role is Role.CREANCIER)
    assert qui.client.get(signee(gens[Role.CREANCIER], lien)).status_code == 404
    assert qui.client.get(signee(qui, lien)).status_code == 200


def test_an_address_ends_after_five_minutes_and_its_page_leads_back(gens, liens, horloge):
    depart = horloge.instant
    for role, lien in liens:
        horloge.instant = depart
        adresse = signee(gens[role], lien)
        for secondes, statut in ((DUREE_S - 1, 200), (DUREE_S, 200), (DUREE_S + 1, 410)):
            horloge.instant = depart + timedelta(seconds=secondes)
            assert gens[role].client.get(adresse).status_code == statut, (lien, secondes)
        page = gens[role].get(adresse)
        assert page["h1"].text == "Ce lien a expiré" and "que 5 minutes" in page.lu
        assert page[".liens a"]["href"] == lien
        assert gens[role].client.get(lien, follow_redirects=True).status_code == 200, "a stale page does not break"


def test_an_expired_address_tells_a_stranger_nothing(gens, liens, maison, horloge):
    role, lien = liens[0]
    adresse = signee(gens[role], lien)
    horloge.avancer(minutes=6)
    autre = maison.debiteur(maison.dossier(Etat.FIN_ACCORD, jours=10))
    for qui in (autre, gens[Role.CREANCIER], gens[Role.COMMISSAIRE]):
        assert qui.client.get(adresse).status_code == 404


def test_no_altered_token_is_served(gens, liens, app, monkeypatch):
    # the page of a refusal is drawn for nobody here: it was most of the time of this test
    monkeypatch.setitem(app.error_handler_spec[None][None], HTTPException, lambda refus: ("", refus.code))
    hasard, servis, tentes = random.Random(20261122), [], 0  # noqa: S311
    adresses = [(gens[role], signee(gens[role], lien)) for role, lien in liens]
    while tentes < 2_000:
        qui, adresse = hasard.choice(adresses)
        base, _, jeton = adresse.rpartition("/")
        mutant = muter(jeton, hasard)
        if mutant.lstrip("/") == jeton:  # one slash too many is sent back to the address as it was made
            continue
        tentes += 1
        reponse = qui.client.get(f"{base}/{quote(mutant, safe='')}")  # a client drops the tabs of an address
        if reponse.status_code != 404 and not (reponse.status_code == 308 and "/" in mutant):
            servis.append((mutant, reponse.status_code))
    assert not servis, servis[:5]


def test_a_token_signed_here_for_something_else_opens_nothing(gens, liens, dossier, moyens, horloge, reglages):
    role, lien = liens[0]
    adresse = signee(gens[role], lien)
    base, _, jeton = adresse.rpartition("/")
    contenu = moyens.jetons.lire(USAGE, jeton, duree_s=DUREE_S, le=horloge())
    assert set(contenu) == {"n", "i", "l"} and str(dossier.id) not in contenu["l"].split("|")
    autres = [moyens.jetons.signer(usage, contenu, le=horloge()) for usage in ("appareil", "invitation", "")]
    autres.append(Jetons(_autres_cles(reglages)).signer(USAGE, contenu, le=horloge()))
    numero = contenu["i"]
    for change in (
        {"n": "document"}, {"n": "telechargement"}, {"n": "_piece"}, {"n": None}, {"i": numero + 1}, {"i": str(numero)},
        {"i": None}, {"i": [1]}, {"l": ""}, {"l": None}, {"l": contenu["l"][:-1]}, {"l": "é"},
    ):  # fmt: skip
        autres.append(moyens.jetons.signer(USAGE, {**contenu, **change}, le=horloge()))
    autres += [moyens.jetons.signer(USAGE, {}, le=horloge())]
    for autre in autres:
        assert gens[role].client.get(f"{base}/{autre}").status_code == 404, autre
    refait = moyens.jetons.signer(USAGE, contenu, le=horloge())
    assert gens[role].client.get(f"{base}/{refait}").status_code == 200


def _autres_cles(reglages):
    return replace(reglages, cles=("une-autre-cle-" + "z" * 40,))


def test_the_right_is_checked_when_the_file_is_handed_out(gens, liens, dossier, session, maison):
    """Between the link and the file: the piece changed, the letter was purged, the titre was issued, one went out."""
    par_fin = {(role, lien.rpartition("/")[2]): signee(gens[role], lien) for role, lien in liens}
    piece = relu(session, dossier).pieces[0]
    adresse = next(signee(gens[r], lien) for r, lien in liens if r is Role.DEBITEUR and f"/pieces/{piece.id}" in lien)
    piece.empreinte = maison.moyens.entrepot.ecrire(b"%PDF- autre")
    session.commit()
    assert gens[Role.DEBITEUR].client.get(adresse).status_code == 404, "made for the old content"
    projet = par_fin[Role.COMMISSAIRE, "projet.pdf"]
    relu(session, dossier).precisions = "change"
    session.commit()
    assert gens[Role.COMMISSAIRE].client.get(projet).status_code == 404, "the draft of another version"
    document = next(signee(gens[r], lien) for r, lien in liens if r is Role.DEBITEUR and "/documents/" in lien)
    gens[Role.DEBITEUR].soumettre("/aide", "form[action='/quitter']")
    parti = gens[Role.DEBITEUR].client.get(document)
    assert (parti.status_code, parti.location) == (303, "/ouvrir")


def test_the_letter_to_print_is_handed_out_until_it_is_purged(maison, session):
    dossier = maison.dossier(Etat.MANDAT)
    qui, base = maison.commissaire(), f"/commissaire/dossiers/{dossier.reference}"
    adresse = signee(qui, f"{base}/invitation/lettre.pdf")
    assert qui.client.get(adresse).get_data()[:5] == b"%PDF-"
    qui.soumettre(f"{base}/invitation/annuler", lu="y")
    for url in (adresse, f"{base}/invitation/lettre.pdf"):
        page = qui.get(url)
        assert (page.statut, page["h1"].text) == (410, "La lettre à imprimer n’existe plus")
