"""Late acts: a whole page that says the deadline is over and what can still be done."""

import pytest

from portail.domaine.procedure import Etat
from portail.web.debiteur.erreurs import idem_suivant
from tests.web.debiteur.conftest import APRES, ENTRE_DEUX, ENVOI

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@SQLITE
@pytest.mark.parametrize(
    ("etat", "suite", "restes"),
    [
        (Etat.ENVOYEE, "/echeancier", ["participer", "refuser"]),
        (Etat.ENVOYEE, "/relire", ["participer", "refuser"]),
        (Etat.ACCEPTEE, "/echeancier", ["refuser-les-conditions"]),
        (Etat.PROPOSITION_CREANCIER, "/proposition", ["refuser-les-conditions"]),
        (Etat.PROPOSITION_CREANCIER, "/proposition/accepter", ["refuser-les-conditions"]),
        (Etat.PROPOSITION_CREANCIER, "/proposition/ecarter", ["refuser-les-conditions"]),
        (Etat.PROPOSITION_DEBITEUR, "/proposition/retirer", ["refuser-les-conditions"]),
    ],
)
def test_between_the_two_days_no_agreement_any_more(maison, adresse, horloge, etat, suite, restes):
    dossier = maison.dossier(etat, envoi=ENVOI)
    horloge.instant = ENTRE_DEUX
    page = maison.debiteur(dossier).get(adresse(dossier, suite))
    assert (page.statut, page["h1"].text) == (409, "Le délai est fini")
    assert "depuis le dimanche 13 décembre 2026 à 23 h 59" in page.lu
    assert "enregistré" not in page.lu, "nothing was sent"
    assert [a["href"].rsplit("/", 1)[1] for a in page.tous(".choix a[href^='/debiteur']")] == restes


@pytest.mark.parametrize("suite", ["/proposition/accepter", "/proposition/ecarter", "/refuser-les-conditions"])
def test_a_form_sent_after_the_end_is_refused_by_the_clock(maison, adresse, horloge, etat_de, suite):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER, envoi=ENVOI)
    horloge.instant = APRES.replace(day=13, hour=22, minute=59) if "conditions" not in suite else APRES.replace(
        day=14, hour=22, minute=59
    )  # fmt: skip
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, suite))
    assert page.statut == 200
    horloge.avancer(minutes=2)  # past Paris midnight, the session still fresh
    tard = visiteur.soumettre(page, engagement="y")
    assert (tard.statut, tard["h1"].text) == (409, "Le délai est fini")
    assert "Rien n’a été enregistré." in tard.lu
    assert etat_de(dossier) is Etat.PROPOSITION_CREANCIER


def test_the_second_act_of_a_form_has_a_name_of_its_own_that_fits():
    assert idem_suivant("abc") == "abc-termes"
    assert len(idem_suivant("a" * 64)) == 64
