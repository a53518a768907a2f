"""A form says what was shown: one that leaves it out, which only a crafted request does, is a stale page."""

import pytest

from portail.domaine.procedure import Etat
from tests.services.gestes import photo, sqlite_seul

RECUE, ENVOYEE, MIENNE = Etat.PROPOSITION_CREANCIER, Etat.ENVOYEE, Etat.PROPOSITION_DEBITEUR
ACTES = (
    (ENVOYEE, "refuser"),
    (ENVOYEE, "participer"),
    (RECUE, "proposition/ecarter"),
    (RECUE, "refuser-les-conditions"),
    (MIENNE, "proposition/retirer"),
)


def envoyer_sans(visiteur, page, absent):
    """The page's form, sent whole but for this field."""
    form = next(f for f in page.tous("main form[method=post]") if f.select(f"[name={absent}]"))
    champs = {c["name"]: c.get("value", "") for c in form.select("input[name]") if c["name"] != absent}
    return visiteur.client.post(form["action"], data=champs)


@pytest.mark.parametrize("absent", ["vu", "version"])
@pytest.mark.parametrize(("etat", "page"), ACTES)
@sqlite_seul
def test_no_act_of_the_debtor_passes_without_what_was_shown(maison, autre_session, etat, page, absent):
    dossier = maison.dossier(etat)
    visiteur = maison.debiteur(dossier)
    lue = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/{page}")
    avant = photo(autre_session)
    assert envoyer_sans(visiteur, lue, absent).status_code == 409
    assert photo(autre_session) == avant
    assert visiteur.soumettre(lue).statut == 200, "the same form, whole, is the act"


@pytest.mark.parametrize("absent", ["vu", "version"])
@sqlite_seul
def test_no_contestation_passes_without_what_was_shown(maison, autre_session, absent):
    dossier = maison.dossier(ENVOYEE)
    visiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    details = visiteur.soumettre(f"{base}/contester", motif="montant_faux")
    relire = visiteur.soumettre(details, juste="900", texte="La pose n’est pas finie.")
    avant = photo(autre_session)
    assert envoyer_sans(visiteur, relire, absent).status_code == 409
    assert photo(autre_session) == avant


@sqlite_seul
def test_no_act_of_the_creditor_passes_without_the_version(maison, autre_session):
    dossier = maison.dossier(MIENNE)
    visiteur = maison.creancier()
    page = visiteur.get(f"/creancier/dossiers/{dossier.reference}/proposition/ecarter")
    avant = photo(autre_session)
    assert envoyer_sans(visiteur, page, "version").status_code == 409
    assert photo(autre_session) == avant
