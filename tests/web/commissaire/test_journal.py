"""The journal in words."""

from portail.domaine.procedure import Etat
from portail.web.commissaire import journal
from tests.pages import lisse


def test_the_story_is_told_latest_first_with_its_authors(maison, session):
    dossier = maison.dossier(Etat.DEFAUT, jours=170)
    lignes = journal.lire(session, dossier)
    textes = [ligne.texte for ligne in lignes]
    assert textes[0] == "Défaut de paiement signalé"
    assert textes[-2:] == ["Créance déposée, mandat donné à l’étude", "Demande complétée"]
    details = {ligne.texte: (ligne.auteur, lisse(ligne.detail)) for ligne in lignes}
    assert details["Demande complétée"] == (
        "Hugo Costa",
        "La personne, l’origine de la créance, la somme, une pièce jointe",
    )
    assert details["Envoi enregistré, le mois commence"][1].startswith("Recommandé n° 1A00000000001, déposé le 5 juin")
    assert details["Participation acceptée"] == ("Personne invitée", "Art. R. 125-2 III 2°.")
    assert details["Copie gratuite remise"][1].startswith("Remise : portail et courrier simple.")
    assert "€" in details["Paiement enregistré"][1]
