"""The debtor's screens and the public ones, each in the states that change it: what the gates « for everyone » walk.

A new page of the debtor's space is added here; `tests/web/debiteur/test_pour_tous.py` fails until it is.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from portail.domaine.procedure import Etat
from portail.domaine.signalements import Motif
from portail.persistance.dossiers import Dossier
from portail.services import demonstration, ouvertures
from tests.applications import neuve, reglages_de
from tests.pages import Horloge, Maison, Navigateur, Page
from tests.signataires import SignatairesFactices

PLAN = {"mode": "6", "jour": "5"}
PAYE = {"le": "3/10/2026", "moyen": "virement", "paye": "600"}
FAUX, JUSTE = {"le": "31/02/2026"}, {"juste": "500"}  # less than any of the invented claims
TAPEE = "nadia@courrier.example"
DOUZE = {"mode": "12", "jour": "5"}
# Days since the letter left, on Sunday 22 November 2026: 31 is the last one, 32 falls between both ends of the month.
BIENTOT, DERNIER_JOUR, ENTRE_DEUX, FINI = 29, 31, 32, 45
JOURS = {
    Etat.FIN_EXPIRATION: 45, Etat.INJONCTION: 60, Etat.AUTRE_VOIE: 60, Etat.CLOS: 75,
    Etat.PAIEMENTS: 120, Etat.DEFAUT: 170, Etat.SOLDE: 480,
}  # fmt: skip

Geste = Callable[[Navigateur, str], Page]


@dataclass(frozen=True)
class Ecran:
    """`suite` follows the dossier's address; `avant` leads there from it when an address is not enough."""

    nom: str
    etat: Etat = Etat.ENVOYEE
    suite: str = ""
    jours: int = 12
    plans: tuple[int, ...] = (3, 6)
    avant: Geste | None = None
    statut: int = 200
    navigable: bool = True  # the address alone shows it again
    adresse_connue: bool = False  # an e-mail address was known before the letter

    def ouvrir(self, visiteur: Navigateur, base: str) -> Page:
        return self.avant(visiteur, base) if self.avant else visiteur.get(base + self.suite)


def _relire(choix: dict[str, str], **champs: str) -> Geste:
    def geste(visiteur: Navigateur, base: str) -> Page:
        page = visiteur.soumettre(f"{base}/echeancier", **choix)
        return visiteur.signer(page, **champs) if champs else page

    return geste


def _demander_un_code(visiteur: Navigateur, base: str) -> Page:
    page = visiteur.soumettre(f"{base}/echeancier", **PLAN)
    page["main form[method=post]"]["action"] = f"{base}/relire/code"
    return visiteur.soumettre(page, participe="y", engagement="y")


def _autres_termes(visiteur: Navigateur, base: str) -> Page:
    """Other terms were chosen in another tab meanwhile."""
    page = visiteur.soumettre(f"{base}/echeancier", **PLAN)
    visiteur.soumettre(f"{base}/echeancier", **DOUZE)
    return visiteur.signer(page, participe="y", engagement="y")


def _papier(visiteur: Navigateur, base: str) -> Page:
    visiteur.soumettre(f"{base}/echeancier", **PLAN)
    return visiteur.get(f"{base}/relire/papier")


def _papier_sans_plan(visiteur: Navigateur, base: str) -> Page:
    visiteur.soumettre(f"{base}/echeancier", **DOUZE)
    return visiteur.get(f"{base}/relire/papier")


def _poster(chemin: str, **champs: str) -> Geste:
    return lambda visiteur, base: visiteur.soumettre(base + chemin, **champs)


def _contester(motif: str, *pages: dict[str, str]) -> Geste:
    """The journey of a contestation, as many pages as are given."""

    def geste(visiteur: Navigateur, base: str) -> Page:
        page = visiteur.soumettre(f"{base}/contester", motif=motif)
        for champs in pages:
            page = visiteur.soumettre(page, **champs)
        return page

    return geste


def _dernier_acte(visiteur: Navigateur, base: str) -> Page:
    """The proof of the latest act, as the home lists it."""
    accueil = visiteur.get(base)
    return visiteur.get(next(a["href"] for a in accueil.tous(".fichiers a") if "/actes/" in a["href"]))


def _par_courrier(visiteur: Navigateur, base: str) -> Page:
    return visiteur.soumettre(_dernier_acte(visiteur, base), "#courrier form")


_AVANT = (Etat.BROUILLON, Etat.DEPOSEE)  # the same page as RECEVABLE
ACCUEILS = tuple(Ecran(f"accueil-{e}", e, jours=JOURS.get(e, 12)) for e in Etat if e not in _AVANT)
MOMENTS = (
    Ecran("accueil-bientot", jours=BIENTOT),
    Ecran("accueil-dernier-jour", jours=DERNIER_JOUR),
    Ecran("accueil-acceptee-dernier-jour", Etat.ACCEPTEE, jours=DERNIER_JOUR),
    Ecran("accueil-offre-dernier-jour", Etat.PROPOSITION_CREANCIER, jours=DERNIER_JOUR),
    Ecran("accueil-entre-deux", jours=ENTRE_DEUX),
    Ecran("accueil-fini", jours=FINI),
    Ecran("accueil-offre-finie", Etat.PROPOSITION_CREANCIER, jours=FINI),
    Ecran("accueil-proposition-finie", Etat.PROPOSITION_DEBITEUR, jours=FINI),
    Ecran("accueil-accord-tardif", Etat.ACCORD_CONCLU, jours=60),
    Ecran("accueil-titre-tardif", Etat.FIN_ACCORD, jours=60),
)  # fmt: skip
PAGES = (
    Ecran("refuser", suite="/refuser"),
    Ecran("refuser-erreur", avant=_poster("/refuser", motif="x" * 1001), statut=422, navigable=False),
    Ecran("participer", suite="/participer"),
    Ecran("participer-entre-deux", suite="/participer", jours=ENTRE_DEUX),
    Ecran("echeancier", suite="/echeancier"),
    Ecran("echeancier-accepte", suite="/echeancier?mode=6&jour=5"),
    Ecran("echeancier-libre", suite="/echeancier?mode=libre&montant=80&jour=10"),
    Ecran("echeancier-sans-plan", suite="/echeancier?mode=12&jour=5", plans=()),
    Ecran("echeancier-offre", Etat.PROPOSITION_CREANCIER, "/echeancier?mode=12&jour=5"),
    Ecran("echeancier-remplacer", Etat.PROPOSITION_DEBITEUR, "/echeancier"),
    Ecran("echeancier-erreur", avant=_poster("/echeancier", mode="libre", montant="deux"), statut=422, navigable=False),
    Ecran("relire-accord", suite="/relire", avant=_relire(PLAN)),
    Ecran("relire-proposition", suite="/relire", avant=_relire(DOUZE), plans=()),
    Ecran("relire-erreur", avant=_relire(PLAN, code_signature="x"), statut=422, navigable=False),
    Ecran("proposition", Etat.PROPOSITION_CREANCIER, "/proposition"),
    Ecran("accepter", Etat.PROPOSITION_CREANCIER, "/proposition/accepter"),
    Ecran(
        "accepter-erreur", Etat.PROPOSITION_CREANCIER, avant=_poster("/proposition/accepter"), statut=422,
        navigable=False,
    ),
    Ecran("ecarter", Etat.PROPOSITION_CREANCIER, "/proposition/ecarter"),
    Ecran("retirer", Etat.PROPOSITION_DEBITEUR, "/proposition/retirer"),
    Ecran("refuser-termes", Etat.PROPOSITION_CREANCIER, "/refuser-les-conditions"),
    Ecran("trop-tard", suite="/echeancier", jours=ENTRE_DEUX, statut=409),
    Ecran("trop-tard-offre", Etat.PROPOSITION_CREANCIER, "/proposition", jours=ENTRE_DEUX, statut=409),
    Ecran("preuve-participation", Etat.ACCEPTEE, avant=_dernier_acte),
    Ecran("preuve-refus", Etat.REFUS_EXPRIME, avant=_dernier_acte),
    Ecran("preuve-refus-termes", Etat.REFUS_DES_TERMES, avant=_dernier_acte),
    Ecran("preuve-proposition", Etat.PROPOSITION_DEBITEUR, avant=_dernier_acte),
    Ecran("preuve-accord", avant=_relire(PLAN, participe="y", engagement="y"), navigable=False),
    Ecran("preuve-ancienne", Etat.PAIEMENTS, jours=120, avant=_dernier_acte),
    Ecran("contester", suite="/contester"),
    Ecran("contester-erreur", avant=_poster("/contester"), statut=422, navigable=False),
    *(Ecran(f"contester-{m}", suite="/contester/details", avant=_contester(m)) for m in Motif),
    Ecran("contester-details-erreur", avant=_contester(Motif.DEJA_PAYE, FAUX), statut=422, navigable=False),
    Ecran("contester-relire", suite="/contester/relire", avant=_contester(Motif.DEJA_PAYE, PAYE)),
    Ecran("contester-relire-montant", suite="/contester/relire", avant=_contester(Motif.MONTANT_FAUX, JUSTE)),
    Ecran("message", suite="/messages/1", avant=_contester(Motif.DEJA_PAYE, PAYE, {}), navigable=False),
    Ecran("rien-payer", suite="/rien-payer"),
    Ecran("lecture", suite="/lecture"),
    Ecran("lecture-ouverte", suite="/lecture", avant=_poster("/lecture")),
    Ecran("paiement-fait", Etat.PAIEMENTS, "/paiement-fait", jours=60),
    Ecran(
        "paiement-fait-erreur", Etat.PAIEMENTS, jours=60, avant=_poster("/paiement-fait"), statut=422, navigable=False
    ),
    Ecran("paiement-trop-tot", Etat.ACCORD_CONCLU, "/paiement-fait"),
    Ecran("mois-difficile", Etat.PAIEMENTS, "/mois-difficile", jours=60),
    Ecran("mois-difficile-ferme", Etat.SOLDE, "/mois-difficile", jours=480),
    Ecran("accueil-projet", avant=_poster("/echeancier", suite="revenir", mode="6", jour="5")),
    Ecran("rappels", Etat.PAIEMENTS, "/rappels", jours=60),
    Ecran("rappels-erreur", Etat.PAIEMENTS, jours=60, avant=_poster("/rappels", prevenir="oui"), statut=422,
          navigable=False),
    Ecran("accueil-rappels", Etat.PAIEMENTS, jours=60, avant=_poster("/rappels", prevenir="oui", courriel=TAPEE)),
    Ecran("preuve-courrier", Etat.ACCEPTEE, avant=_par_courrier),
    Ecran("introuvable", suite="/actes/999", statut=404),
    Ecran("relire-adresse", suite="/relire", avant=_relire(PLAN), adresse_connue=True),
    Ecran("relire-code-envoye", suite="/relire", avant=_demander_un_code, adresse_connue=True),
    Ecran("relire-change", avant=_autres_termes, statut=409, navigable=False),
    Ecran("relire-perdu", avant=_relire(PLAN, vu="x", engagement="y"), statut=409, navigable=False),
    Ecran("papier", suite="/relire/papier", avant=_papier),
    Ecran("papier-dernier-jour", suite="/relire/papier", avant=_papier_sans_plan, jours=DERNIER_JOUR),
    Ecran("papier-accord", Etat.PROPOSITION_CREANCIER, "/proposition/accepter/papier"),
)  # fmt: skip
DEBITEUR = (*ACCUEILS, *MOMENTS, *PAGES)

# Without sign-in. The professionals' door is not here: it is not for debtors.
PUBLIQUES = (
    "/", "/ouvrir", "/ouvrir/pas-moi", "/aide", "/donnees-personnelles", "/accessibilite", "/verifier-la-lettre",
    "/verifier", "/sans-internet", "/lettre-perdue", "/sorti", "/lecture", "/rien",
)  # fmt: skip
AUTOUR = (  # made by hand below, in this order: the states of the door, somebody who helps, somebody who reads
    "ouvrir-vide", "ouvrir-erreur", "confirmer", "accueil-ouvert",
    "aider", "aider-erreur", "aidant-accueil", "aidant-refuser", "aidant-relire", "aidant-limites",
    "aidant-reprendre", "aidant-reprendre-erreur",
    "projet", "projet-sans-plan", "lecture-fermee",
)  # fmt: skip
STATUTS = {"/rien": 404}


class Visites:
    """Dossiers shared by the screens that leave them as they are."""

    def __init__(self, maison: Maison) -> None:
        self.maison = maison
        self._dossiers: dict[tuple, Dossier] = {}

    def dossier(self, ecran: Ecran) -> Dossier:
        cle = (ecran.etat, ecran.jours, ecran.plans, ecran.adresse_connue, ecran.nom if ecran.avant else "")
        if cle not in self._dossiers:
            qui = demonstration.personnage(0 if ecran.adresse_connue else len(self._dossiers))
            if not ecran.adresse_connue:
                qui = replace(qui, courriel="")
            self._dossiers[cle] = self.maison.dossier(ecran.etat, jours=ecran.jours, plans=ecran.plans, personnage=qui)
        return self._dossiers[cle]

    def ouvrir(self, ecran: Ecran) -> tuple[Navigateur, Page]:
        """The debtor's browser and the page, once its status is the one expected."""
        dossier = self.dossier(ecran)
        visiteur = self.maison.debiteur(dossier)
        page = ecran.ouvrir(visiteur, f"/debiteur/dossiers/{dossier.reference}")
        assert page.statut == ecran.statut, f"{ecran.nom}: {page.statut}, {page.lu[:200]}"
        return visiteur, page


@contextmanager
def maison_a_part(base_migree: Path, dossier: Path) -> Iterator[Maison]:
    """A house of its own on a copy of this empty SQLite file, on Sunday 22 November 2026."""
    base = dossier / "portail.db"
    shutil.copy(base_migree, base)
    reglages = reglages_de(f"sqlite:///{base}", dossier)
    horloge = Horloge(datetime(2026, 11, 22, 9, 42, 7, tzinfo=UTC))
    app = neuve(reglages, horloge)
    try:
        with app.extensions["ecritures"]() as session:
            # what is shown does not depend on the signature, which costs half of a dossier
            moyens = replace(app.extensions["moyens"], signataires=SignatairesFactices(reglages))
            app.extensions["moyens"] = moyens
            yield Maison(app, session, moyens, demonstration.creer_troupe(session, moyens, horloge()), horloge)
    finally:
        app.extensions["moteur"].dispose()


def rendues(maison: Maison) -> Iterator[tuple[str, Page]]:
    """Every screen drawn once, by name."""
    yield from ((nom, page) for nom, (_, page) in _vues(maison))


class Galerie:
    """The screens of these names, or every one, drawn once; again in another language from where each is."""

    def __init__(self, maison: Maison, noms: tuple[str, ...] = ()) -> None:
        self._vues = {nom: vue for nom, vue in _vues(maison, noms) if not noms or nom in noms}

    def ecrans(self) -> dict[str, Page]:
        return {nom: page for nom, (_, page) in self._vues.items()}

    def en(self, langue: str) -> dict[str, Page]:
        """In the language of this code; the browsers go back to French after it."""
        pages = {}
        for nom, (visiteur, page) in self._vues.items():
            visiteur.client.set_cookie("portail_langue", langue)
            pages[nom] = visiteur.revoir(page)
            visiteur.client.delete_cookie("portail_langue")
            assert pages[nom].statut == page.statut, f"{nom}: {pages[nom].statut}"
        return pages


def _vues(maison: Maison, noms: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[Navigateur, Page]]]:
    """Of these names, or all; the door's own lead to one another: all of them, or none."""
    visites = Visites(maison)
    for ecran in DEBITEUR:
        if not noms or ecran.nom in noms:
            yield ecran.nom, visites.ouvrir(ecran)
    for chemin in PUBLIQUES:
        if noms and chemin not in noms:
            continue
        anonyme = maison.anonyme()
        page = anonyme.get(chemin)
        assert page.statut == STATUTS.get(chemin, 200), chemin
        yield chemin, (anonyme, page)
    if not noms or set(noms) & set(AUTOUR):
        yield from _porte(maison)


def _porte(maison: Maison) -> Iterator[tuple[str, tuple[Navigateur, Page]]]:
    """The door's own states, and the home of a dossier that was opened often."""
    ouvert, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    faux = mots.code[:-1] + ("A" if mots.code[-1] != "A" else "B")
    for nom, champs in (
        ("ouvrir-vide", {}),
        ("ouvrir-erreur", {"identifiant": mots.identifiant[:-1], "code": faux}),
        ("confirmer", {"identifiant": mots.identifiant, "code": mots.code}),
    ):
        visiteur = maison.anonyme()
        yield nom, (visiteur, visiteur.soumettre("/ouvrir", **champs))
    for _ in range(11):
        ouvertures.noter(maison.session, ouvert.id, maison.horloge())
    maison.session.commit()
    visiteur = maison.debiteur(ouvert)
    yield "accueil-ouvert", (visiteur, visiteur.get(f"/debiteur/dossiers/{ouvert.reference}"))
    yield from _aide(maison)
    yield from _lecture(maison)


def _aide(maison: Maison) -> Iterator[tuple[str, tuple[Navigateur, Page]]]:
    """Somebody helps: his door, a home, a page whose button is his no more, and why."""
    dossier = maison.dossier(Etat.ENVOYEE)
    base = f"/debiteur/dossiers/{dossier.reference}"
    devant = maison.debiteur(dossier, confirme=False)
    yield "aider", (devant, devant.get("/ouvrir/aider"))
    yield "aider-erreur", (devant, devant.soumettre("/ouvrir/aider"))
    aidant = maison.debiteur(dossier, confirme=False)
    accueil = aidant.soumettre("/ouvrir/aider", nom="Léa Petit", organisme="France Services de Rennes")
    yield "aidant-accueil", (aidant, accueil)
    yield "aidant-refuser", (aidant, aidant.get(f"{base}/refuser"))
    yield "aidant-relire", (aidant, aidant.soumettre(f"{base}/echeancier", **DOUZE))
    yield "aidant-limites", (aidant, aidant.get("/ouvrir/aider/limites"))
    yield "aidant-reprendre", (aidant, aidant.get("/ouvrir/rendre-la-main"))
    yield "aidant-reprendre-erreur", (aidant, aidant.soumettre("/ouvrir/rendre-la-main"))


def _lecture(maison: Maison) -> Iterator[tuple[str, tuple[Navigateur, Page]]]:
    """What a trusted person reads, with a project and without, and once the link is closed."""
    for nom, choix in (("projet", PLAN), ("projet-sans-plan", None)):
        dossier = maison.dossier(Etat.ENVOYEE, jours=12, plans=(6,))
        debiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
        if choix:
            debiteur.soumettre(f"{base}/echeancier", **choix)
        lien, lecteur = debiteur.soumettre(f"{base}/lecture")["[data-lien]"]["value"], maison.anonyme()
        yield nom, (lecteur, lecteur.soumettre("/lecture", lien=lien))
    lecteur = maison.anonyme()
    yield "lecture-fermee", (lecteur, lecteur.soumettre("/lecture", lien="rien"))
