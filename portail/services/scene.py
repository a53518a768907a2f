"""Leading an invented dossier to any state, act by act, through the real use cases.

The demonstration and the tests stand on it: what they show has really happened, journal included.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portail.domaine import echeancier
from portail.domaine.creance import Cause, Nature
from portail.domaine.delais import PARIS
from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.actes import GenreConstat
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte, Creancier, NaturePersonne
from portail.services import (
    constats,
    creances,
    invitation,
    negociation,
    paiements,
    participation,
    titre,
    verification,
)
from portail.services.acteur import Acteur
from portail.services.creances import LigneSaisie
from portail.services.identifiants import Identifiants, tirer
from portail.services.moyens import Moyens
from portail.services.negociation import Termes
from portail.services.pieces import nettoyer

_DEPART = ("deposer", "recevoir", "inviter", "envoyer")
_PARLE = (*_DEPART, "accepter")
_ACCORD = (*_PARLE, "constater_acceptation", "proposer_debiteur", "accepter_creancier")
_TITRE = (*_ACCORD, "constater_accord", "delivrer")
_SILENCE = (*_DEPART, "constater_expiration")

CHEMINS: dict[Etat, tuple[str, ...]] = {
    Etat.BROUILLON: (),
    Etat.DEPOSEE: ("deposer",),
    Etat.RECEVABLE: ("deposer", "recevoir"),
    Etat.MANDAT: ("deposer", "recevoir", "inviter"),
    Etat.ENVOYEE: _DEPART,
    Etat.ACCEPTEE: _PARLE,
    Etat.PROPOSITION_DEBITEUR: (*_PARLE, "proposer_debiteur"),
    Etat.PROPOSITION_CREANCIER: (*_PARLE, "constater_acceptation", "proposer_debiteur", "proposer_creancier"),
    Etat.REFUS_EXPRIME: (*_DEPART, "refuser"),
    Etat.REFUS_DES_TERMES: (*_PARLE, "constater_acceptation", "proposer_creancier", "refuser_termes"),
    Etat.ACCORD_CONCLU: _ACCORD,
    Etat.FIN_REFUS_PARTICIPATION: (*_DEPART, "refuser", "constater_refus"),
    Etat.FIN_EXPIRATION: _SILENCE,
    Etat.FIN_REFUS_MONTANT_OU_MODALITES: (
        *_PARLE, "constater_acceptation", "proposer_creancier", "refuser_termes", "constater_refus_termes",
    ),
    Etat.FIN_ACCORD: (*_ACCORD, "constater_accord"),
    Etat.TITRE_DELIVRE: _TITRE,
    Etat.COPIE_REMISE: (*_TITRE, "remettre"),
    Etat.PAIEMENTS: (*_TITRE, "remettre", "payer"),
    Etat.SOLDE: (*_TITRE, "remettre", "payer", "solder"),
    Etat.DEFAUT: (*_TITRE, "remettre", "payer", "defaillir"),
    Etat.INJONCTION: (*_SILENCE, "injonction"),
    Etat.AUTRE_VOIE: (*_DEPART, "refuser", "constater_refus", "autre_voie"),
    Etat.CLOS: (*_SILENCE, "clore"),
    Etat.IRRECEVABLE: ("deposer", "rejeter"),
    Etat.ABANDONNEE: ("deposer", "abandonner"),
}  # fmt: skip

# A one-page PDF, 300 bytes of it: what a creditor would hand in.
_FACTURE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class Personnage:
    """An invented debtor and what is asked of her."""

    prenoms: str
    nom: str
    civilite: str = "Madame"
    denomination: str = ""
    adresse: str = "12 rue des Essais-Blancs"
    code_postal: str = "35000"
    commune: str = "Rennes"
    code_lieu: str = "35238"
    ne_le: date | None = date(1984, 5, 17)
    courriel: str = ""
    libelle: str = "Facture F-2025-118, pose de deux fenêtres"
    fondement: str = "Devis signé, pose de deux fenêtres"
    principal_centimes: int = 118_000
    interets_centimes: int = 4_000
    nombre: int = 6
    cause: Cause = Cause.CONTRACTUELLE


class Scene:
    """One dossier on its way. `envoi` is the day its letter leaves; acts fall on the days around it."""

    def __init__(
        self,
        session: Session,
        moyens: Moyens,
        *,
        creancier: Creancier,
        compte: Compte,
        commissaire: Compte,
        envoi: date,
        maintenant: datetime,
        personnage: Personnage,
        plans: tuple[int, ...] = (),
    ) -> None:
        self.session, self.moyens = session, moyens
        self.creancier, self.compte, self.commissaire = creancier, compte, commissaire
        self.envoi, self.maintenant, self.qui, self.plans = envoi, maintenant, personnage, plans
        self.identifiants: Identifiants | None = None
        self._pas = 0
        self.dossier: Dossier = self._remplir()

    def jusqu_a(self, etat: Etat) -> Dossier:
        """Lead the dossier there, act by act."""
        for acte in CHEMINS[etat]:
            getattr(self, f"_{acte}")()
        return self.dossier

    def le(self, jours: int) -> datetime:
        """A working hour `jours` days after the letter left, each act a few minutes after the one before."""
        self._pas += 1
        midi = datetime.combine(self.envoi + timedelta(days=jours), time(9, 30), PARIS)
        return min(midi + timedelta(minutes=7 * self._pas), self.maintenant)

    def acteur(self, role: Role, jours: int) -> Acteur:
        compte = {Role.CREANCIER: self.compte.id, Role.COMMISSAIRE: self.commissaire.id}.get(role)
        return Acteur(role, self.le(jours), compte)

    def _remplir(self) -> Dossier:
        q, s = self.qui, self.session
        dossier = creances.creer(s, self.creancier, self.acteur(Role.CREANCIER, -6))
        morale = bool(q.denomination)
        creances.decrire_debiteur(
            s,
            dossier,
            {
                "nature": NaturePersonne.MORALE if morale else NaturePersonne.PHYSIQUE,
                "denomination": q.denomination,
                "forme": "société à responsabilité limitée" if morale else "",
                "civilite": "" if morale else q.civilite,
                "prenoms": "" if morale else q.prenoms,
                "nom": "" if morale else q.nom,
                "ne_le": None if morale else q.ne_le,
                "adresse": q.adresse,
                "code_postal": q.code_postal,
                "commune": q.commune,
                "code_lieu": q.code_lieu,
                "professionnel": morale,
                "courriel": q.courriel,
                "courriel_connu_avant": bool(q.courriel),
            },
            self.acteur(Role.CREANCIER, -6),
        )
        creances.decrire_cause(
            s,
            dossier,
            cause=q.cause,
            fondement=q.fondement,
            fondement_le=self.envoi - timedelta(days=190),
            precisions="",
            reponses=REPONSES,
            acteur=self.acteur(Role.CREANCIER, -6),
        )
        lignes = [LigneSaisie(Nature.PRINCIPAL, q.libelle, self.envoi - timedelta(days=160), q.principal_centimes)]
        if q.interets_centimes:
            lignes.append(LigneSaisie(Nature.INTERETS, "Intérêts de retard", None, q.interets_centimes))
        creances.decrire_somme(s, dossier, lignes, self.acteur(Role.CREANCIER, -6))
        piece = nettoyer(_FACTURE)
        creances.ajouter_piece(
            s,
            dossier,
            nom="facture.pdf",
            type_mime=piece.type_mime,
            taille=len(piece.contenu),
            empreinte=self.moyens.entrepot.ecrire(piece.contenu),
            acteur=self.acteur(Role.CREANCIER, -6),
        )
        for nombre in self.plans:
            texte = f"J’accepte d’avance un paiement en {nombre} fois, le 5, le 10 ou le 28 du mois."
            creances.signer_plan(
                s, dossier, nombre=nombre, jours=(5, 10, 28), texte=texte, acteur=self.acteur(Role.CREANCIER, -6)
            )
        return dossier

    def _deposer(self) -> None:
        creances.deposer(self.session, self.dossier, self.acteur(Role.CREANCIER, -5))

    def _recevoir(self) -> None:
        points = dict.fromkeys(verification.POINTS, True)
        verification.declarer_recevable(
            self.session, self.dossier, points, "Pièces examinées.", self.acteur(Role.COMMISSAIRE, -3)
        )

    def _rejeter(self) -> None:
        verification.declarer_irrecevable(
            self.session, self.dossier, "La créance n’est pas justifiée.", self.acteur(Role.COMMISSAIRE, -3)
        )

    def _inviter(self) -> None:
        self.identifiants = tirer()
        invitation.preparer(
            self.session, self.dossier, self.moyens, self.acteur(Role.COMMISSAIRE, -1), identifiants=self.identifiants
        )

    def _envoyer(self) -> None:
        invitation.enregistrer_envoi(
            self.session,
            self.dossier,
            envoye_le=self.envoi,
            numero=f"1A{self.dossier.id:011d}",
            acteur=self.acteur(Role.COMMISSAIRE, 0),
        )

    def _accepter(self) -> None:
        participation.accepter(self.session, self.dossier, self.acteur(Role.DEBITEUR, 3))

    def _refuser(self) -> None:
        participation.refuser(self.session, self.dossier, self.acteur(Role.DEBITEUR, 3))

    def _constater_acceptation(self) -> None:
        self._constater(GenreConstat.ACCEPTATION, 4)

    def _constater_refus(self) -> None:
        self._constater(GenreConstat.REFUS_PARTICIPATION, 5)

    def _constater_refus_termes(self) -> None:
        self._constater(GenreConstat.REFUS_TERMES, 7)

    def _constater_expiration(self) -> None:
        self._constater(GenreConstat.EXPIRATION, 36)

    def _constater_accord(self) -> None:
        self._constater(GenreConstat.ACCORD, 8)

    def _constater(self, genre: GenreConstat, jours: int) -> None:
        acteur = self.acteur(Role.COMMISSAIRE, jours)
        lecture = constats.lire(self.dossier, genre, self.moyens, self.commissaire, acteur.recu_le)
        constats.constater(
            self.session,
            self.dossier,
            genre,
            self.moyens,
            vu=lecture.empreinte,
            commissaire=self.commissaire,
            acteur=acteur,
        )

    def termes(self, nombre: int, instant: datetime) -> Termes:
        """Equal payments on the 5th of the month, from the first lawful 5th."""
        premier = negociation.premier_jour_possible(self.dossier, instant)
        mois = premier.replace(day=28) + timedelta(days=7) if premier.day > 5 else premier
        plan = echeancier.par_nombre(self.dossier.total_centimes, nombre, premiere=mois.replace(day=5))
        return Termes(self.dossier.total_centimes, plan.echeances)

    def _proposer_debiteur(self) -> None:
        acteur = self.acteur(Role.DEBITEUR, 4)
        negociation.proposer(self.session, self.dossier, self.termes(self.qui.nombre * 2, acteur.recu_le), acteur)

    def _proposer_creancier(self) -> None:
        acteur = self.acteur(Role.CREANCIER, 5)
        negociation.proposer(self.session, self.dossier, self.termes(self.qui.nombre, acteur.recu_le), acteur)

    def _accepter_creancier(self) -> None:
        proposition = self.dossier.proposition_en_cours
        vue = proposition.empreinte if proposition else ""
        negociation.accepter(self.session, self.dossier, vue, self.acteur(Role.CREANCIER, 6))

    def _refuser_termes(self) -> None:
        negociation.refuser_termes(self.session, self.dossier, self.acteur(Role.DEBITEUR, 6))

    def _delivrer(self) -> None:
        titre.delivrer(
            self.session,
            self.dossier,
            self.moyens,
            vu=titre.empreinte(self.dossier),
            commissaire=self.commissaire,
            acteur=self.acteur(Role.COMMISSAIRE, 9),
        )

    def _remettre(self) -> None:
        mode = "portail et courrier simple"
        titre.remettre_copie(self.session, self.dossier, mode, self.acteur(Role.COMMISSAIRE, 9))

    def _payer(self) -> None:
        accord = self.dossier.proposition_acceptee
        premiere = accord.echeances[0] if accord else None
        if premiere is None:
            raise ValueError("no agreement to pay")
        jours = (premiere.le - self.envoi).days
        self._encaisser(premiere.montant_centimes, jours)

    def _solder(self) -> None:
        accord = self.dossier.proposition_acceptee
        for echeance in accord.echeances[1:] if accord else ():
            self._encaisser(echeance.montant_centimes, (echeance.le - self.envoi).days)

    def _encaisser(self, montant_centimes: int, jours: int) -> None:
        acteur = self.acteur(Role.CREANCIER, jours)
        le = acteur.recu_le.astimezone(PARIS).date()
        paiements.enregistrer(self.session, self.dossier, le, montant_centimes, acteur)

    def _defaillir(self) -> None:
        paiements.declarer_defaut(self.session, self.dossier, self.acteur(Role.CREANCIER, 3650))

    def _injonction(self) -> None:
        self._suite(Action.CHOISIR_INJONCTION)

    def _autre_voie(self) -> None:
        self._suite(Action.CHOISIR_AUTRE_VOIE)

    def _clore(self) -> None:
        self._suite(Action.CLORE)

    def _suite(self, action: Action) -> None:
        paiements.choisir_suite(self.session, self.dossier, action, self.acteur(Role.CREANCIER, 38))

    def _abandonner(self) -> None:
        creances.abandonner(self.session, self.dossier, self.acteur(Role.CREANCIER, -4))


REPONSES = {
    "debiteur_commercant": False,
    "facturee": True,
    "solde_total_du_contrat": True,
    "renonce_au_surplus": False,
    "pension_alimentaire": False,
    "cheque": False,
    "surendettement": False,
    "procedure_collective": False,
    "protege_ou_mineur": False,
    "deces": False,
    "tentative_anterieure": False,
}
