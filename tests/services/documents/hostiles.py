"""One set of hostile data, and every document printed with it: whatever people can type, wherever they type it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from portail.domaine.creance import Nature
from portail.services.documents.accord import imprimer_accord
from portail.services.documents.bordereau import imprimer_bordereau
from portail.services.documents.constats import imprimer_constat
from portail.services.documents.declaration import OffreDite, declarer
from portail.services.documents.donnees import (
    Adresse,
    CreanceImprimee,
    ElementImprime,
    EtudeImprimee,
    PartieImprimee,
)
from portail.services.documents.donnees_actes import (
    AccordDonnees,
    Constat,
    ConstatAccord,
    ConstatExpiration,
    ConstatRefusTermes,
    NatureRecepisse,
    PartiesImprimees,
    VersementImprime,
)
from portail.services.documents.feuille import imprimer_feuille
from portail.services.documents.lettre import imprimer_lettre
from portail.services.documents.papier import imprimer_papier
from portail.services.documents.quittance import imprimer_quittance
from portail.services.documents.recepisse import imprimer_recepisse
from portail.services.documents.releve import imprimer_releve
from portail.services.documents.titre import imprimer_titre

from .exemples import (
    ACCORD,
    BORDEREAU,
    CONSTAT_ACCEPTATION,
    CONSTAT_ACCORD,
    CONSTAT_CREANCIER_MUET,
    CONSTAT_POURPARLERS,
    CONSTAT_REFUS,
    CONSTAT_REFUS_TERMES,
    CONSTAT_SILENCE,
    CONSTAT_TARDIF,
    EMPREINTE,
    ETUDE,
    FEUILLE,
    LETTRE,
    PAPIER_ACCORD,
    PARTIES,
    QUITTANCE,
    RELEVE,
    TITRE,
    plan,
    recepisse,
)

BALISAGE = '#panic("x") *gras* _it_ $x^2$ #include "/etc/passwd" <b>é</b> @ref `raw` \\ // {{x}} ${y} %s = - + 1. [fin]'
TEXTES = {
    "markup": BALISAGE,
    "control-and-bidi": "Du\u0000pont\u202e\u2066 Jean\u0007\u200b\n\n#v(1em)",
    "long-words": "Établissements " + "Xyz" * 95,
    "one-word-of-300": "W" * 300,
    "arabic": "محمد بن علي الأندلسي 12",
    "hebrew-in-latin": "Dupont שלום Martin",
    "unknown-scripts": "中文名字 😀 हि q\u0941 \u0915\u0627 \U0001d400\ue000",
    "emoji": "Zoé 👩‍👩‍👧‍👦 🇫🇷 ✊🏽 Martin",
    "zero-width": "Mar\u200btin\u200d\u2060\ufeff\u00ad Du\u034fpré",
    "combining": "Z\u0334\u0321\u031b" * 40,
    "empty": "",
    "spaces": " \t\u00a0 ",
    "300-of-everything": ("Société Ünïvers <i>é</i> & Cie #x \u202e שלום 😀 " * 8)[:300],
}
UNE_PAGE = ("feuille", "recepisse")
PAGES_MAX = {
    "quittance": 6,
    "releve": 40,
    "bordereau": 12,
    "lettre": 14,
    "constat": 12,
    "projet": 16,
    "titre": 16,
    "accord": 12,
    "papier": 10,
}
ECHEANCES = plan(24, 120_000)


class Hostile:
    """Every document, with `nom` wherever somebody types, `elements` elements and 24 instalments."""

    def __init__(self, nom: str, elements: int = 2) -> None:
        self.nom = nom
        self.parties = PartiesImprimees(
            PARTIES.tirage, self._etude(), self._creancier(), self._debiteur(), self._creance(elements)
        )
        self.accord = replace(ACCORD, echeances=ECHEANCES, clause_defaut=nom, interets=nom, moyen_de_paiement=nom)

    def tous(self) -> dict[str, Callable[[], bytes]]:
        return {**self._courrier(), **self._constats(), **self._actes(), **self._recepisses()}

    def _etude(self) -> EtudeImprimee:
        nom = self.nom
        return replace(
            ETUDE, nom=nom, commissaire=nom, adresse=Adresse((nom,)), telephone=nom[:20], telecopie=nom[:20],
            courriel=nom, cour_appel=nom,
        )  # fmt: skip

    def _creancier(self) -> PartieImprimee:
        nom = self.nom
        return PartieImprimee(
            nom=nom, adresse=Adresse((nom,)), personne_morale=True, forme=nom, representant=nom, immatriculation=nom
        )

    def _debiteur(self) -> PartieImprimee:
        nom = self.nom
        return PartieImprimee(
            nom=nom, prenoms=nom[:80], civilite=nom[:20], adresse=Adresse((nom[:120], nom)), profession=nom,
            nationalite=nom, naissance_le=date(1980, 3, 1), naissance_lieu=nom,
        )  # fmt: skip

    def _creance(self, nombre: int) -> CreanceImprimee:
        natures = tuple(Nature)
        return CreanceImprimee(
            self.nom, tuple(ElementImprime(self.nom, 1_000 + i, natures[i % len(natures)]) for i in range(nombre))
        )

    def _courrier(self) -> dict[str, Callable[[], bytes]]:
        p = self.parties
        lettre = replace(LETTRE, etude=p.etude, creancier=p.creancier, debiteur=p.debiteur, creance=p.creance)
        feuille = replace(FEUILLE, etude=p.etude, creancier=p.creancier, debiteur=p.debiteur)
        return {
            "lettre": lambda: imprimer_lettre(lettre),
            "lettre-archivee": lambda: imprimer_lettre(lettre, masquer_code=True),
            "feuille": lambda: imprimer_feuille(feuille),
        }

    def _constats(self) -> dict[str, Callable[[], bytes]]:
        modeles = (
            CONSTAT_ACCEPTATION, CONSTAT_REFUS, CONSTAT_SILENCE, CONSTAT_TARDIF, CONSTAT_POURPARLERS,
            CONSTAT_CREANCIER_MUET, CONSTAT_REFUS_TERMES, CONSTAT_ACCORD,
        )  # fmt: skip
        constats = {f"constat-{rang}": self._constat(modele) for rang, modele in enumerate(modeles)}
        imprimes = {nom: (lambda c=c: imprimer_constat(c)) for nom, c in constats.items()}
        return {**imprimes, "projet-constat": lambda: imprimer_constat(constats["constat-5"], projet=True)}

    def _constat(self, modele: Constat) -> Constat:
        suite: dict[str, object] = {"parties": self.parties, "lieu": self.nom}
        if isinstance(modele, ConstatAccord):
            suite["accord"] = self.accord
        elif isinstance(modele, ConstatExpiration | ConstatRefusTermes) and modele.acceptation:
            suite["acceptation"] = replace(modele.acceptation, mode=self.nom, par=self.nom)
        return replace(modele, **suite)  # type: ignore[type-var, arg-type]

    def _actes(self) -> dict[str, Callable[[], bytes]]:
        titre = replace(TITRE, parties=self.parties, pieces=(self.nom,) * 3, accord=self.accord, lieu=self.nom)
        diligences = tuple(replace(d, detail=self.nom) for d in TITRE.diligences)
        versements = tuple(VersementImprime(e.le, e.montant_centimes) for e in ECHEANCES)
        quittance = replace(QUITTANCE, parties=self.parties, versements=versements, donnee_par=self.nom)
        lignes = tuple(replace(a, acte=self.nom, auteur=self.nom, faits=((self.nom, self.nom),)) for a in RELEVE.actes)
        releve = replace(RELEVE, parties=self.parties, actes=lignes * 12)
        lettres = tuple(replace(x, destinataire=self.parties.debiteur) for x in BORDEREAU.lettres) * 12
        absentes = ((self.nom[:15], self.nom),)
        bordereau = replace(BORDEREAU, etude=self.parties.etude, lettres=lettres, absentes=absentes)
        return {
            "accord": lambda: imprimer_accord(AccordDonnees(self.parties, self.accord)),
            "projet-titre": lambda: imprimer_titre(replace(titre, diligences=diligences, projet=True)),
            "quittance": lambda: imprimer_quittance(quittance),
            "releve": lambda: imprimer_releve(releve),
            "bordereau": lambda: imprimer_bordereau(bordereau),
            **self._papier(),
        }

    def _papier(self) -> dict[str, Callable[[], bytes]]:
        c, offre = self.parties.creance, OffreDite(120_000, ECHEANCES, EMPREINTE)
        dites = ((NatureRecepisse.ACCEPTATION, "Je participe."), (NatureRecepisse.ACCORD, "Je m’engage."))
        papier = replace(
            PAPIER_ACCORD,
            parties=replace(self.parties, tirage=PAPIER_ACCORD.parties.tirage),
            declarations=tuple((titre, declarer(n, c, self.nom, offre)) for n, titre in dites),
            echeances=ECHEANCES,
            horaires=self.nom,
        )
        return {"papier": lambda: imprimer_papier(papier)}

    def _recepisses(self) -> dict[str, Callable[[], bytes]]:
        p = self.parties
        offre = OffreDite(120_000, ECHEANCES, EMPREINTE)

        def imprimer(nature: NatureRecepisse) -> bytes:
            texte = declarer(nature, p.creance, p.creancier.designation, offre)
            return imprimer_recepisse(replace(recepisse(nature, 24), parties=p, texte=texte))

        return {f"recepisse-{n}": (lambda n=n: imprimer(n)) for n in NatureRecepisse}
