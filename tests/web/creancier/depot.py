"""A claim as a creditor types it, screen by screen."""

from io import BytesIO

import pikepdf
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.pages import Page

PERSONNE = {
    "nature": "physique",
    "civilite": "Madame",
    "prenoms": "Maëlle",
    "nom": "Aubray",
    "ne_le": "17/05/1984",
    "adresse": "4 rue des Essais-Blancs",
    "code_postal": "35000",
    "commune": "Rennes",
    "pays": "FR",
    "code_lieu": "35238",
    "professionnel": "non",
}
CAUSE = {
    "cause": "contractuelle",
    "fondement": "Devis signé, pose de deux fenêtres",
    "fondement_le": "12/05/2026",
    "solde_total_du_contrat": "oui",
    "pension_alimentaire": "non",
    "cheque": "non",
    "tentative_anterieure": "non",
    "surendettement": "non",
    "procedure_collective": "non",
    "protege_ou_mineur": "non",
    "deces": "inconnu",
}
COMMERCANTS = {"debiteur_commercant": "oui", "facturee": "oui"}


def ligne(montant, *, rang=0, nature="principal", libelle="Facture F-118", exigible_le="12/06/2026"):
    champs = {"nature": nature, "libelle": libelle, "exigible_le": exigible_le, "montant": montant}
    return {f"lignes-{rang}-{nom}": valeur for nom, valeur in champs.items()}


def pdf(*, mot_de_passe=""):
    sortie = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(sortie, encryption=pikepdf.Encryption(user=mot_de_passe, owner="x") if mot_de_passe else False)
    return sortie.getvalue()


def fichier(contenu, nom="facture.pdf"):
    return (BytesIO(contenu), nom)


class Depot:
    """The draft of one browser."""

    def __init__(self, navigateur):
        self.nav = navigateur
        page = navigateur.soumettre("/creancier/dossiers/nouveau")
        assert "Qui vous doit" in page.lu
        self.base = page["form[action*='/depot/qui']"]["action"].removesuffix("/depot/qui")

    def url(self, ecran):
        return f"{self.base}/depot/{ecran}"

    def ouvrir(self, ecran):
        return self.nav.get(self.url(ecran))

    def remplir(self, ecran, **champs):
        selecteur = f"form[action$='/depot/{ecran}'][method=post]"
        return self.nav.soumettre(self.url(ecran), selecteur, **champs)

    def joindre(self, contenu, nom="facture.pdf"):
        """Sent as raw bytes: the test client would leave its own temporary file open."""
        page = self.ouvrir("preuves")
        champs = {c["name"]: c["value"] for c in page.tous("form[enctype] input[type=hidden]")}
        limite, corps = encode_multipart({**champs, "piece": FileStorage(BytesIO(contenu), nom)})
        genre = f"multipart/form-data; boundary={limite}"
        return Page(self.nav.client.post(self.url("preuves"), data=corps, content_type=genre, follow_redirects=True))

    def complet(self, montant="1 220,00", **reponses):
        """Everything but the mandate."""
        self.remplir("qui", **PERSONNE)
        self.remplir("pourquoi", **{**CAUSE, **reponses})
        self.remplir("combien", **ligne(montant))
        self.joindre(pdf())
        return self.remplir("accord", remise_pourcent="0", nombre_max="0")

    def deposer(self, **champs):
        return self.remplir("relire", **{"mandat": "y", **champs})
