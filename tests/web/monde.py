"""A whole house for the tests of access: one creditor's dossiers in many states, and all who must not see them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from portail.domaine.delais import debut_de_journee, jour_a_paris
from portail.domaine.procedure import Action, Etat, Role
from portail.domaine.signalements import Motif
from portail.persistance.actes import DocumentEmis
from portail.persistance.courriels import Courriel
from portail.persistance.dossiers import Piece
from portail.persistance.etudes import Compte, Creancier, Etude
from portail.persistance.journal import Evenement
from portail.persistance.negociation import PlanAccepte, ProjetPapier
from portail.persistance.signalements import PieceJointe
from portail.persistance.signatures import ActeSigne, SignatureAttendue
from portail.services import lots, reponses, signalements
from portail.services.consentement import Genre
from portail.services.creances import signer_plan
from portail.services.demonstration import personnage
from portail.services.projets import Fichier, Projet
from tests.pages import Maison, Navigateur
from tests.services.gestes import acteur, relu

CANARIS = ("Canari", "CANARI", "canari")
LONGTEMPS = (Etat.PAIEMENTS, Etat.FIN_EXPIRATION)
ETATS = (
    Etat.BROUILLON, Etat.DEPOSEE, Etat.RECEVABLE, Etat.MANDAT, Etat.ENVOYEE, Etat.PROPOSITION_DEBITEUR,
    Etat.PROPOSITION_CREANCIER, Etat.ACCORD_CONCLU, Etat.FIN_ACCORD, Etat.TITRE_DELIVRE, *LONGTEMPS, Etat.SOLDE,
)  # fmt: skip


@dataclass
class Victime:
    """One dossier that others must not see: its reference, and numbers that lead to things of it."""

    id: int
    reference: str
    numeros: tuple[int, ...]
    fichiers: frozenset[str]


class Monde:
    def __init__(self, maison: Maison) -> None:
        self.maison, self.app = maison, maison.app
        self.autre_session = maison.app.extensions["lectures"]
        qui = replace(personnage(3), nom="Canari", adresse="7 rue du Canari", libelle="Facture CANARI-118", nombre=3)
        dossiers = {etat: maison.dossier(etat, jours=_jours(etat), personnage=qui) for etat in ETATS}
        compte = maison.troupe.compte_menuiserie
        signataire = acteur(Role.CREANCIER, maison.horloge(), compte)
        signer_plan(maison.session, dossiers[Etat.BROUILLON], nombre=3, jours=(5,), texte="t", acteur=signataire)
        for dossier in dossiers.values():
            dossier.pieces[0].nom = "canari.pdf"
        self._lots(dossiers)
        self._signaler(dossiers)
        self._papiers(dossiers[Etat.PAIEMENTS])
        autre = maison.dossier(Etat.PROPOSITION_CREANCIER, jours=10)
        commissaire, creancier = self._voisins()
        maison.session.rollback()
        with self.autre_session() as lecture:
            self.victimes = {etat: self._victime(lecture, relu(lecture, d)) for etat, d in dossiers.items()}
            self.reference_de_l_intrus = relu(lecture, autre).reference
        self.intrus = {
            "anonyme": maison.anonyme(),
            "autre débiteur": maison.debiteur(autre),
            "autre créancier": maison.creancier(autre=True),
            "commissaire d’ailleurs": maison._entrer(Role.COMMISSAIRE, compte=commissaire),
            "créancier d’ailleurs": maison._entrer(Role.CREANCIER, compte=creancier),
        }
        self.debiteurs: dict[str, Navigateur] = {}
        self.telechargements: dict[tuple[Role, str], tuple[str, ...]] = {}

    def de(self, role: Role, victime: Victime, *, neuf: bool = False) -> Navigateur:
        """The right person of a dossier, signed in."""
        if role is not Role.DEBITEUR:
            return self.maison.creancier() if role is Role.CREANCIER else self.maison.commissaire()
        if neuf or victime.reference not in self.debiteurs:
            self.debiteurs[victime.reference] = self.maison.debiteur(victime)
        return self.debiteurs[victime.reference]

    def regles(self) -> Iterator:
        """Every rule that is not public, with what it asks for and its method."""
        for regle in sorted(self.app.url_map.iter_rules(), key=lambda r: (r.rule, sorted(r.methods))):
            demande = getattr(self.app.view_functions[regle.endpoint], "acces", None)
            if demande is not None and demande.role is not None:
                yield regle, demande, methode_de(regle)

    def adresses(self, regle, reference: str, numeros=()) -> Iterator[str]:
        """The addresses of a rule for this dossier and these numbers."""
        choix = [{}]
        for nom in sorted(set(regle.arguments) - {"reference"}):
            connus = {"genre": ("acceptation", "accord", "expiration"), "code": ("L125-1",), "page": (1,)}
            if regle.endpoint == "commissaire.document_a_signer":
                connus[nom] = (ActeSigne.TITRE,)
            if nom == "jeton":
                connus[nom] = self.jetons_de(self.app.view_functions[regle.endpoint].acces.role, reference)
            choix = [{**c, nom: v} for c in choix for v in connus.get(nom, numeros)]
        adaptateur = self.app.url_map.bind("localhost")
        for c in choix:
            if "reference" in regle.arguments:
                c["reference"] = reference
            yield adaptateur.build(regle.endpoint, c, method=methode_de(regle))

    def jetons_de(self, role: Role, reference: str) -> tuple[str, ...]:
        """Tokens that really open something of this dossier, made for the person it belongs to; one that is none."""
        victime = next((v for v in self.victimes.values() if v.reference == reference), None)
        if victime is None:
            return ("abc.def.ghi",)
        if (role, reference) not in self.telechargements:
            qui, trouves = self.de(role, victime).client, []
            for genre in ("pieces", "documents"):
                for numero in victime.numeros:
                    lieu = qui.get(f"/{role}/dossiers/{reference}/{genre}/{numero}").location or ""
                    trouves += [lieu.rpartition("/telechargements/")[2]] if "/telechargements/" in lieu else []
            self.telechargements[role, reference] = (*trouves[:1], *trouves[-1:]) or ("abc.def.ghi",)
        return self.telechargements[role, reference]

    def tait(self, reponse) -> bool:
        """True if the answer holds nothing of the victims: no word, no file, no picture of a page."""
        corps = reponse.get_data()
        fichiers = frozenset().union(*(v.fichiers for v in self.victimes.values()))
        fuite = hashlib.sha256(corps).hexdigest() in fichiers or any(c.encode() in corps for c in CANARIS)
        return not fuite and reponse.mimetype != "image/png"

    def _lots(self, dossiers) -> None:
        """A batch of each kind, waiting: number 1, as the victims' things."""
        qui = self.maison.troupe.commissaire
        for genre, etat in lots.ETATS.items():
            choix = [lots.Choix(dossiers[etat].reference, dossiers[etat].version)]
            par = acteur(Role.COMMISSAIRE, self.maison.horloge(), qui, idem=genre)
            lots.creer(self.maison.session, self.maison.moyens, genre, choix, par, qui.etude_id)

    def _signaler(self, dossiers) -> None:
        """Reports with their documents and answers, in the states that take them."""
        maison = self.maison
        faits = {"le": jour_a_paris(maison.horloge()), "paye_centimes": 1_000}
        for etat, dossier in dossiers.items():
            qui = acteur(Role.DEBITEUR, maison.horloge())
            if etat in (Etat.ENVOYEE, Etat.PROPOSITION_DEBITEUR, Etat.PROPOSITION_CREANCIER):
                projet = Projet(dossier, Role.DEBITEUR, "contestation")
                self._joindre(projet)
                qui = replace(qui, recu_le=debut_de_journee(dossier.fin_stricte))
                signalements.contester(maison.session, dossier, Motif.AUTRE, {}, "Canari", qui, projet)
            if etat in (Etat.TITRE_DELIVRE, Etat.PAIEMENTS):
                projet = Projet(dossier, Role.DEBITEUR, "paiement")
                self._joindre(projet)
                signale = signalements.signaler_paiement(maison.session, dossier, faits, "Canari", qui, projet)
                creancier = acteur(Role.CREANCIER, maison.horloge(), maison.troupe.compte_menuiserie)
                reponses.repondre(maison.session, dossier, signale, "Canari", creancier)

    def _papiers(self, dossier) -> None:
        """What waits to be signed elsewhere, and terms printed, signed by hand and scanned: number 1 of each."""
        contenu, quand = f"canari papier de {dossier.reference}".encode(), self.maison.horloge()
        empreinte, termes = self.maison.moyens.entrepot.ecrire(contenu), dossier.proposition_acceptee
        attendue = SignatureAttendue(
            dossier_id=dossier.id, acte=ActeSigne.TITRE, compte_id=self.maison.troupe.commissaire.id,
            reference="CANARI000000", empreinte=empreinte, vu=empreinte, preparee_le=quand,
        )  # fmt: skip
        papier = ProjetPapier(
            dossier_id=dossier.id, numero=1, genre=Genre.OFFRE.value, participe=False,
            montant_centimes=termes.montant_centimes,
            lignes={"echeances": [[e.le.isoformat(), e.montant_centimes] for e in termes.echeances]},
            clause="", objet=empreinte, prepare_le=quand, enregistre_le=quand, scan=empreinte,
            scan_type="application/pdf",
        )  # fmt: skip
        self.maison.session.add_all([attendue, papier])
        self.maison.session.commit()

    def _joindre(self, projet: Projet) -> None:
        contenu = f"canari de {projet.dossier.reference}".encode()
        empreinte = self.maison.moyens.entrepot.ecrire(contenu)
        fichier = Fichier("canari.pdf", "application/pdf", len(contenu), empreinte)
        projet.joindre(self.maison.session, [fichier], self.maison.horloge())

    def _voisins(self) -> list[Compte]:
        """Another étude of the same portal, with its commissaire and a creditor."""
        etude = Etude(
            nom="Étude voisine", adresse="1 rue", code_postal="75001", commune="Paris", cour_appel="Paris",
            telephone="01 99 00 00 01", courriel="voisine@etude.example",
        )  # fmt: skip
        creancier = Creancier(etude=etude, denomination="Voisin", cree_le=self.maison.horloge())
        modele = self.maison.troupe.commissaire
        comptes = [
            Compte(
                role=role, etude=etude, creancier=partie, courriel=f"{role}@voisine.example", nom="Voisin",
                cree_le=modele.cree_le, empreinte_mot_de_passe=modele.empreinte_mot_de_passe, poivre=modele.poivre,
            )
            for role, partie in ((Role.COMMISSAIRE, None), (Role.CREANCIER, creancier))
        ]  # fmt: skip
        self.maison.session.add_all([etude, creancier, *comptes])
        self.maison.session.commit()
        return comptes

    @staticmethod
    def _victime(lecture, dossier) -> Victime:
        numeros = {1, dossier.acte_numero} | {e.numero for e in dossier.evenements if e.role is Role.DEBITEUR}
        numeros |= {e.numero for e in dossier.evenements if e.action == Action.CONSTATER_SOLDE}
        for table in (Piece, PieceJointe, DocumentEmis, PlanAccepte, Courriel, Evenement):
            ids = lecture.scalars(select(table.id).where(table.dossier_id == dossier.id).order_by(table.id)).all()
            numeros |= {*ids[:1], *ids[-1:]}
        fichiers = {p.empreinte for p in dossier.pieces} | {d.empreinte for d in dossier.documents}
        fichiers |= {p.empreinte for s in dossier.signalements for p in s.pieces}
        return Victime(dossier.id, dossier.reference, tuple(sorted(numeros)), frozenset(fichiers))


def _jours(etat: Etat) -> int:
    """How long ago the letter left: after the end of the month, and of the last payment where all is paid."""
    return 480 if etat is Etat.SOLDE else 58 if etat in LONGTEMPS else 50


def methode_de(regle) -> str:
    return min(regle.methods - {"HEAD", "OPTIONS"})


def jeton(navigateur: Navigateur) -> str:
    """This person's CSRF token."""
    champ = navigateur.get("/aide")["form[action='/quitter'] [name=csrf_token]"]
    return (champ or navigateur.get("/ouvrir")["[name=csrf_token]"])["value"]
