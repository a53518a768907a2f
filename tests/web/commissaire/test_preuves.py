"""The evidence of a dossier, handed out to its étude only."""

import io
import zipfile

from portail.domaine.procedure import Etat


def test_the_etude_takes_away_everything_in_one_file(maison):
    dossier = maison.dossier(Etat.FIN_ACCORD)
    commissaire = maison.commissaire()
    fiche = commissaire.get(f"/commissaire/dossiers/{dossier.reference}")
    lien = next(a for a in fiche.tous("a") if "preuves" in a["href"])
    reponse = commissaire.get(lien["href"])
    assert reponse.statut == 200 and reponse.entetes["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(reponse.octets)) as archive:
        assert {"journal.json", "verifier.py"} <= set(archive.namelist())
    for autre in (maison.creancier(), maison.debiteur(dossier)):
        assert autre.get(lien["href"]).statut == 404
