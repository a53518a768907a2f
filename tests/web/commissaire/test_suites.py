"""What comes next: told for every state, never an act that the state forbids."""

import pytest

from portail.domaine.procedure import Etat, Role, actions_ouvertes
from portail.domaine.signalements import Destinataire, Genre
from portail.persistance.signalements import Signalement
from portail.web.commissaire import requete, suites

# the action that stands behind each page
ACTIONS = {
    ".verifier": "declarer_recevable",
    ".reponse": "accepter_participation",
    ".titre": "delivrer_titre",
    ".copie": "remettre_copie",
}
JOURS = {
    Etat.FIN_EXPIRATION: 45,
    Etat.INJONCTION: 60,
    Etat.CLOS: 60,
    Etat.PAIEMENTS: 90,
    Etat.DEFAUT: 170,
    Etat.SOLDE: 500,
}


@pytest.mark.parametrize("etat", [e for e in Etat if e is not Etat.BROUILLON])
def test_every_state_has_a_next_step_that_it_allows(maison, etat):
    dossier = maison.dossier(etat, jours=JOURS.get(etat, 8))
    suite = suites.suite(dossier, maison.horloge())
    assert suite.groupe in requete.FILTRES
    assert suite.pourquoi.endswith(".")
    ouvertes = actions_ouvertes(Role.COMMISSAIRE, etat)
    if suite.point == ".constat":
        assert f"constater_{suite.genre.replace('-', '_')}" in ouvertes
    elif suite.point in ACTIONS:
        assert ACTIONS[suite.point] in ouvertes
    if suite.a_faire:
        assert ouvertes
        assert etat in suites.A_SUIVRE


def test_between_the_two_ends_talks_can_only_wait(maison, horloge):
    """Letter of 25 November; on Saturday 26 December no agreement is possible, no silence can be recorded."""
    horloge.avancer(days=3)
    dossier = maison.dossier(Etat.ENVOYEE, jours=0)
    scene = maison.scene(jours=0)
    pourparlers = scene.jusqu_a(Etat.PROPOSITION_CREANCIER)
    horloge.avancer(days=31)
    assert suites.suite(pourparlers, horloge()).verbe == "Attendre la fin du délai"
    assert suites.suite(dossier, horloge()).verbe == "Saisir une réponse papier"
    limite = suites.limite(dossier, horloge())
    assert (limite.le.isoformat(), limite.mot, limite.reste) == ("2026-12-28", "fin du délai pour répondre", 2)
    assert not suites.delai_proche(dossier, horloge())


def test_after_the_later_end_a_letter_may_still_come(maison, horloge):
    """The same letter: from 29 December to 5 January, the step is the same and says it (D4)."""
    horloge.avancer(days=3)
    dossier = maison.dossier(Etat.ENVOYEE, jours=0)
    horloge.avancer(days=34)
    suite = suites.suite(dossier, horloge())
    assert (suite.verbe, suite.courrier) == ("Constater la fin du délai", True)
    assert "peut encore arriver" in suite.pourquoi
    horloge.avancer(days=8)
    assert not suites.suite(dossier, horloge()).courrier


def test_a_participation_recorded_too_late_promises_no_suspension(maison, horloge):
    tot, tard = maison.dossier(Etat.ACCEPTEE, jours=8), maison.dossier(Etat.ACCEPTEE, jours=45)
    assert "Le constat suspend la prescription" in suites.suite(tot, horloge()).pourquoi
    assert "trop tard pour suspendre" in suites.suite(tard, horloge()).pourquoi


def test_before_the_letter_prescription_is_what_presses(maison, horloge):
    dossier = maison.dossier(Etat.DEPOSEE, jours=0)
    limite = suites.limite(dossier, horloge())
    assert (limite.le.isoformat(), limite.mot) == ("2028-06-15", "prescription, à vérifier")
    assert suites.limite(maison.dossier(Etat.IRRECEVABLE), horloge()) is None


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("etat", "page"),
    [
        (Etat.REFUS_EXPRIME, "constats/refus-participation"),
        (Etat.ACCORD_CONCLU, "constats/accord"),
        (Etat.FIN_ACCORD, "titre"),
    ],
)
def test_a_letter_said_to_have_missed_its_person_comes_before_everything(maison, session, etat, page):
    """securite.md, T04: the étude looks before an end is recorded, and before the titre."""
    maison.dossier(Etat.ENVOYEE, jours=29)
    dossier = maison.dossier(etat)
    reference = dossier.reference
    signale = Signalement(
        numero=1, genre=Genre.DESTINATAIRE, motif=Destinataire.INCONNU, faits={}, envoye_le=maison.horloge()
    )
    dossier.signalements.append(signale)
    session.commit()
    claire = maison.commissaire()
    base = f"/commissaire/dossiers/{reference}"
    premier = claire.get("/commissaire/").tous("tbody[role=rowgroup] tr")[0]
    assert reference in premier.text and "Lire le signalement" in premier.text
    assert "Lisez ce signalement et classez-le" in claire.get(base).lu
    ferme = claire.get(f"{base}/{page}")
    assert ferme.statut == 409 and "puis classez-le" in ferme.lu
    fil = claire.get(ferme[".actions a.bouton"]["href"])
    assert "aucun titre n’est délivré" in fil.lu
    if etat is Etat.FIN_ACCORD:
        lot = claire.get("/commissaire/lots/titres")
        assert "Lire le signalement" in lot.lu and not lot.tous("[name=choix]")
    claire.soumettre(fil, texte="Signature comparée à celle de l’avis de réception.")
    assert "Lire le signalement" not in claire.get(base).lu
    assert claire.get(f"{base}/{page}").statut == 200
