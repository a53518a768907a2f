"""What the tests of the étude's space share."""

from datetime import timedelta

from portail.domaine.delais import jour_a_paris
from portail.services.demonstration import MOT_DE_PASSE
from portail.services.verification import POINTS

OUI = dict.fromkeys(POINTS, "oui")
COMMUN = {"lu": "y"}
CONTINUER = "form[action$='/avancer']"


def adresse(dossier, suite=""):
    return f"/commissaire/dossiers/{dossier.reference}{suite}"


def relire(autre_session, dossier):
    """The dossier as committed, read by another session."""
    with autre_session() as lecture:
        lu = lecture.get_one(type(dossier), dossier.id)
        _ = lu.constats, lu.evenements, lu.documents, lu.debiteur, lu.propositions
        return lu


def constater(qui, dossier, genre, **champs):
    return qui.soumettre(adresse(dossier, f"/constats/{genre}"), **{**COMMUN, **champs})


def jour_fr(horloge, jours=0):
    return (jour_a_paris(horloge()) + timedelta(days=jours)).strftime("%d/%m/%Y")


def portions(qui, page):
    """Each page of a batch until its end; one that does not advance fails."""
    vues = []
    for _ in range(30):
        if page[CONTINUER] is None:
            return vues
        page = qui.soumettre(page, CONTINUER)
        vues.append(page)
    raise AssertionError(page.lu)


__all__ = ["COMMUN", "CONTINUER", "MOT_DE_PASSE", "OUI", "adresse", "constater", "jour_fr", "portions", "relire"]
