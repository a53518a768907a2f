"""Every page of each space, in the states that change it: no accessibility fault, no sideways scroll, both themes."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.persistance.lots import GenreLot
from portail.services import atelier, lots
from portail.services.acteur import Acteur
from portail.web.messages import expliquer
from tests.navigateur.accessibilite import axe, depassement
from tests.web.debiteur.test_contester import envoi

ETATS_DU_DEBITEUR = (
    Etat.MANDAT, Etat.ENVOYEE, Etat.ACCEPTEE, Etat.PROPOSITION_DEBITEUR, Etat.PROPOSITION_CREANCIER,
    Etat.REFUS_EXPRIME, Etat.ACCORD_CONCLU, Etat.FIN_EXPIRATION, Etat.COPIE_REMISE, Etat.PAIEMENTS,
)  # fmt: skip
SUITES_DU_DEBITEUR = {
    Etat.ENVOYEE: ("/refuser", "/participer", "/echeancier", "/echeancier?mode=12&jour=5", "/rien-payer", "/lecture"),
    Etat.PROPOSITION_CREANCIER: (
        "/proposition",
        "/proposition/accepter",
        "/proposition/ecarter",
        "/refuser-les-conditions",
    ),
    Etat.ACCORD_CONCLU: ("/paiement-fait",),
    Etat.PAIEMENTS: ("/paiement-fait", "/mois-difficile"),
}
PUBLIQUES = ("/", "/ouvrir", "/connexion", "/aide", "/donnees-personnelles", "/accessibilite",
             "/verifier", "/verifier-la-lettre", "/sans-internet", "/lettre-perdue", "/lecture", "/ouvrir/pas-moi",
             "/ouvrir/pas-moi/merci",
             "/sorti", "/rien")  # fmt: skip


class Visite:
    """Opens pages and gathers what is wrong with them."""

    def __init__(self, ouvrir, site, profil, theme):
        self.page = ouvrir(profil, color_scheme=theme).new_page()
        self.site, self.fautes, self.vues = site, [], 0

    def entrer(self, navigateur):
        """Take over the session of a person signed in by the house."""
        valeur = navigateur.client.get_cookie("session").value
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": "session", "value": valeur, "url": self.site.url}])

    def voir(self, chemin):
        self.page.goto(self.site.url + chemin)
        self.vues += 1
        self.fautes += [f"{chemin} : {faute}" for faute in axe(self.page)]
        if depassement(self.page) > 0:
            self.fautes.append(f"{chemin} : {depassement(self.page)} px de trop en largeur")


TELEPHONE = {"viewport": {"width": 320, "height": 640}}
BUREAU = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(params=[(TELEPHONE, "light"), (BUREAU, "dark")], ids=["320-clair", "1280-sombre"])
def visite(request, ouvrir, site):
    visite = Visite(ouvrir, site, *request.param)
    yield visite
    assert not visite.fautes, "\n".join(visite.fautes)
    assert visite.vues


# tests/navigateur/test_pour_tous.py looks at the debtor's and public pages on a small screen, in every state.
AU_BUREAU = pytest.mark.parametrize("visite", [(BUREAU, "dark")], ids=["1280-sombre"], indirect=True)


@AU_BUREAU
def test_the_public_pages(visite, site):
    emis = site.maison.dossier(Etat.ENVOYEE).documents[0]
    for chemin in (*PUBLIQUES, f"/verifier/{emis.reference}", "/verifier/7F4K"):
        visite.voir(chemin)


@AU_BUREAU
def test_the_debtors_pages(visite, site):
    for etat in ETATS_DU_DEBITEUR:
        jours = {Etat.FIN_EXPIRATION: 45, Etat.PAIEMENTS: 90, Etat.COPIE_REMISE: 30, Etat.MANDAT: 0}.get(etat, 12)
        dossier = site.maison.dossier(etat, jours=jours, plans=(3,))
        visite.entrer(site.maison.debiteur(dossier))
        base = f"/debiteur/dossiers/{dossier.reference}"
        visite.voir(base)
        for suite in SUITES_DU_DEBITEUR.get(etat, ()):
            visite.voir(base + suite)
        if etat is Etat.ENVOYEE:
            contester(site, dossier)
            for suite in ("", "/contester", "/contester/details", "/contester/relire", "/messages/1"):
                visite.voir(base + suite)


def contester(site, dossier):
    """A contestation sent, and another in preparation with its photo."""
    navigateur = site.maison.debiteur(dossier)
    base = f"/debiteur/dossiers/{dossier.reference}/contester"
    for dernier in (False, True):
        navigateur.soumettre(base, motif="deja_paye")
        navigateur.soumettre(f"{base}/details", suite="joindre", texte="Voir la photo.", fichiers=envoi())
        if not dernier:
            navigateur.soumettre(navigateur.soumettre(f"{base}/details", le="3/10/2026"))


def test_the_creditors_pages(visite, site):
    brouillon = site.maison.dossier(Etat.BROUILLON, plans=(3,))
    offre = site.maison.dossier(Etat.PROPOSITION_DEBITEUR)
    paye = site.maison.dossier(Etat.PAIEMENTS, jours=90)
    fini = site.maison.dossier(Etat.FIN_EXPIRATION, jours=45)
    conteste = site.maison.dossier(Etat.ENVOYEE)
    contester(site, conteste)
    visite.entrer(site.maison.creancier())
    visite.voir(f"/creancier/dossiers/{conteste.reference}")
    visite.voir(f"/creancier/dossiers/{conteste.reference}/messages/1")
    for chemin in ("/creancier/dossiers", "/creancier/dossiers/nouveau"):
        visite.voir(chemin)
    for ecran in ("qui", "pourquoi", "combien", "preuves", "accord", "relire"):
        visite.voir(f"/creancier/dossiers/{brouillon.reference}/depot/{ecran}")
    for suite in ("", "/proposition", "/contre-proposition", "/abandon"):
        visite.voir(f"/creancier/dossiers/{offre.reference}{suite}")
    visite.voir(f"/creancier/dossiers/{paye.reference}/paiements")
    visite.voir(f"/creancier/dossiers/{fini.reference}/suite")


def lot(site, dossier, *, bon):
    """A batch of one letter: waiting, or (not `bon`) refused because the page was stale."""
    maison, qui = site.maison, site.maison.troupe.commissaire
    par = Acteur(Role.COMMISSAIRE, site.horloge(), qui.id, idem=dossier.reference)
    choix = [lots.Choix(dossier.reference, dossier.version if bon else 0)]
    nouveau = lots.creer(maison.session, maison.moyens, GenreLot.LETTRES, choix, par, qui.etude_id).id
    maison.session.rollback()
    if not bon:
        outils = atelier.Atelier(maison.app.extensions["ecritures"], maison.moyens, site.horloge, expliquer)
        atelier.avancer(outils, nouveau)
    return nouveau


def test_the_etudes_pages(visite, site):
    depose, recevable, pret = (site.maison.dossier(e) for e in (Etat.DEPOSEE, Etat.RECEVABLE, Etat.MANDAT))
    envoye, conclu, titre = (site.maison.dossier(e) for e in (Etat.ENVOYEE, Etat.ACCORD_CONCLU, Etat.FIN_ACCORD))
    delivre = site.maison.dossier(Etat.TITRE_DELIVRE)
    fini, ouvert = lot(site, recevable, bon=False), lot(site, site.maison.dossier(Etat.RECEVABLE), bon=True)
    site.maison.dossier(Etat.RECEVABLE)
    conteste = site.maison.dossier(Etat.ENVOYEE)
    contester(site, conteste)
    visite.entrer(site.maison.commissaire())
    for suite in ("", "/messages/1"):
        visite.voir(f"/commissaire/dossiers/{conteste.reference}{suite}")
    for chemin in (
        "/", "/echeances", "/courriels", "/reglages", "/reglages/tarifs", "/reglages/textes/L125-1",
        "/lots", "/lots/lettres", "/lots/titres", f"/lots/{fini}", f"/lots/{ouvert}", "/lettres",
    ):  # fmt: skip
        visite.voir(f"/commissaire{chemin}")
    for dossier, suites in (
        (depose, ("", "/verifier", "/renvoyer", "/irrecevable")),
        (recevable, ("/invitation",)),
        (pret, ("/invitation", "/envoi", "/invitation/annuler")),
        (envoye, ("", "/reponse")),
        (conclu, ("/constats/accord",)),
        (titre, ("/titre",)),
        (delivre, ("/copie",)),
    ):
        for suite in suites:
            visite.voir(f"/commissaire/dossiers/{dossier.reference}{suite}")
