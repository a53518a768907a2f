"""Where a dossier stands, whose turn it is, the one next thing to do."""

import pytest

from portail.domaine.procedure import Action, ActionInterdite, Etat
from portail.persistance.actes import GenreDocument
from portail.web.creancier import suivi
from portail.web.creancier.mots import ETUDE, VOUS

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def test_once_the_strict_end_is_over_it_is_the_etudes_turn(maison, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR, jours=31)
    avant = suivi.situation(dossier, horloge())
    assert (avant.tour, avant.page, avant.jours) == (VOUS, "proposition", 0)
    horloge.avancer(days=1)
    apres = suivi.situation(dossier, horloge())
    assert (apres.tour, apres.page, apres.jours) == (ETUDE, "dossier", None)


def test_a_late_payment_makes_it_the_creditors_turn(maison, horloge):
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=26)
    assert suivi.situation(dossier, horloge()).en_retard_centimes == 0
    horloge.avancer(days=60)
    tardif = suivi.situation(dossier, horloge())
    assert (tardif.a_moi, tardif.verbe) == (True, "Voir le retard")
    assert tardif.en_retard_centimes > 0


def test_a_draft_leads_to_its_first_gap(maison):
    dossier = maison.dossier(Etat.BROUILLON)
    assert suivi.ecran_suivant(dossier) == "relire"
    dossier.fondement = ""
    assert suivi.ecran_suivant(dossier) == "pourquoi"
    dossier.debiteur.commune = ""
    assert suivi.ecran_suivant(dossier) == "qui"


def test_a_closed_act_is_not_shown(maison):
    with pytest.raises(ActionInterdite):
        suivi.exiger(maison.dossier(Etat.ENVOYEE), Action.COMPLETER)


def test_the_letter_is_handed_out_once_it_was_sent(maison):
    genres = {d.genre for d in suivi.documents_visibles(maison.dossier(Etat.MANDAT))}
    assert genres == set()
    genres = {d.genre for d in suivi.documents_visibles(maison.dossier(Etat.TITRE_DELIVRE))}
    assert genres == {GenreDocument.LETTRE, GenreDocument.CONSTAT, GenreDocument.ACCORD, GenreDocument.TITRE}


def test_the_journal_tells_the_latest_first_and_no_step_of_the_draft(maison):
    lignes = suivi.journal(maison.dossier(Etat.PROPOSITION_DEBITEUR))
    assert lignes[0].texte == "La personne a fait une proposition"
    assert lignes[0].detail
    assert lignes[-1].texte == "Vous avez déposé la demande et donné mandat à l’étude"
