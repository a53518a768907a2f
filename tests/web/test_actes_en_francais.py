"""Whatever language a page is read in, what is stored, hashed, journaled, mailed and printed is the same French.

The same acts are done twice, in two houses that draw the same random numbers: once in French, once in English. Every
row of the database and every PDF must be equal.
"""

import random
import secrets
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from portail.domaine.procedure import Etat
from tests.ecrans import maison_a_part
from tests.services.documents.lecture import texte
from tests.services.gestes import photo as lignes
from tests.web.test_tout_est_traduit import MaisonTraduite

# Slow hashes and encrypted words are salted by the system, whatever the language.
SALES = {"acces_lettre", "compte", "impression", "code_courriel"}


def _tirages(mp):
    """The same random numbers in each house."""
    hasard = random.Random(11)  # noqa: S311
    mp.setattr(secrets, "choice", hasard.choice)
    mp.setattr(secrets, "randbelow", hasard.randrange)
    mp.setattr(secrets, "token_hex", lambda n=32: hasard.randbytes(n).hex())
    mp.setattr(secrets, "token_urlsafe", lambda n=32: hasard.randbytes(n).hex())


def _photo():
    sortie = BytesIO()
    Image.new("RGB", (60, 40), "white").save(sortie, "JPEG")
    return BytesIO(sortie.getvalue()), "volet.jpg"


def _ok(page):
    assert page.statut == 200 and not page.tous("[role=alert]"), page.lu[:600]
    return page


def _contester(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    qui, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    page = qui.soumettre(f"{base}/contester", motif="deja_paye")
    page = qui.soumettre(page, suite="joindre", fichiers=_photo(), le="3/10/2026", moyen="virement", paye="1 220")
    yield qui, _ok(qui.soumettre(qui.soumettre(page)))
    hugo = maison.creancier()
    fil = hugo.get(f"/creancier/dossiers/{dossier.reference}/messages/1")
    _ok(hugo.soumettre(fil, texte="Rien reçu."))


def _proposer(maison):
    dossier = maison.dossier(Etat.ENVOYEE, plans=())
    qui, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    page = qui.soumettre(f"{base}/echeancier", mode="6", jour="5")
    papier = qui.get(next(a["href"] for a in page.tous("#preuve a")))
    yield qui, qui.soumettre(papier)
    yield qui, _ok(qui.signer(page, participe="y", engagement="y"))
    hugo, url = maison.creancier(), f"/creancier/dossiers/{dossier.reference}"
    page = hugo.soumettre(f"{url}/contre-proposition", fois="3", premiere="05/01/2027", message="Trois mois.")
    _ok(hugo.soumettre(page, ferme="y"))
    yield qui, _ok(qui.signer(f"{base}/proposition/accepter", engagement="y"))


def _refuser(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    qui = maison.debiteur(dossier)
    yield qui, _ok(qui.soumettre(f"/debiteur/dossiers/{dossier.reference}/refuser", motif="Pas finie.", refuse="y"))


def _signaler(maison):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    qui, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    yield qui, _ok(qui.soumettre(f"{base}/paiement-fait", le="20/11/2026", paye="203,33", moyen="virement"))
    maison.horloge.avancer(minutes=1)
    yield qui, _ok(qui.soumettre(f"{base}/mois-difficile", aide="decaler", texte="Arrêt maladie."))


def _deposer(maison):
    dossier, hugo = maison.dossier(Etat.BROUILLON), maison.creancier()
    url = f"/creancier/dossiers/{dossier.reference}/depot"
    _ok(hugo.soumettre(f"{url}/combien", "form[action$=combien]", **{"lignes-0-montant": "2 000"}))
    page = hugo.get(f"{url}/plan?nombre=6&jours=1&jours=10&autres=")
    yield hugo, _ok(hugo.soumettre(page, accord="y"))


def _jouer(maison):
    """What was printed, act after act; all that is kept is then read in the database."""
    imprimes = []
    for scene in (_contester, _proposer, _refuser, _signaler, _deposer):
        for qui, page in scene(maison):
            lien = None if page.octets.startswith(b"%PDF") else page[".recu a.bouton"]
            if lien is not None:
                page = qui.get(lien["href"])
            if page.octets.startswith(b"%PDF"):
                imprimes.append(texte(page.octets))
            maison.horloge.instant += timedelta(seconds=1)
    return imprimes


@pytest.fixture(scope="module")
def deux(modele_sqlite, tmp_path_factory):
    """For each language: what was printed, and every row of the database."""
    resultats = {}
    for langue in ("fr", "en"):
        with pytest.MonkeyPatch.context() as mp, maison_a_part(modele_sqlite, tmp_path_factory.mktemp(langue)) as m:
            _tirages(mp)
            maison = m if langue == "fr" else MaisonTraduite(m.app, m.session, m.moyens, m.troupe, m.horloge)
            imprimes = _jouer(maison)
            m.session.rollback()
            resultats[langue] = imprimes, lignes(m.app.extensions["lectures"])
    return resultats


def test_the_same_rows_whatever_the_language(deux):
    francais, anglais = deux["fr"][1], deux["en"][1]
    for table in set(francais) - SALES:
        ecarts = [
            (a, b)
            for f, e in zip(francais[table], anglais[table], strict=True)
            for a, b in zip(f, e, strict=True)
            if a != b
        ]
        assert not ecarts, table
    for table in ("evenement", "courriel", "signalement", "plan_accepte", "element_creance", "proposition"):
        assert francais[table], table


def test_the_same_papers_whatever_the_language(deux):
    francais, anglais = deux["fr"][0], deux["en"][0]
    assert len(francais) >= 6 and francais == anglais
