"""Leading an invented dossier to any state, act by act, through the real use cases.

The demonstration and the tests stand on it: what they show has really happened, journal included.
"""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portail.domaine import echeancier
from portail.domaine.creance import Nature
from portail.domaine.decalage import CLAUSE
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
from portail.services.scenario import CHEMINS, FACTURE, REPONSES, Personnage


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
        dossier = creances.creer(self.session, self.creancier, self.acteur(Role.CREANCIER, -6))
        creances.decrire_debiteur(self.session, dossier, self._personne(), self.acteur(Role.CREANCIER, -6))
        self._fonder(dossier)
        self._joindre(dossier)
        for nombre in self.plans:
            texte = f"J’accepte d’avance un paiement en {nombre} fois, le 5, le 10 ou le 28 du mois.\n{CLAUSE}"
            acteur = self.acteur(Role.CREANCIER, -6)
            creances.signer_plan(self.session, dossier, nombre=nombre, jours=(5, 10, 28), texte=texte, acteur=acteur)
        return dossier

    def _personne(self) -> dict[str, object]:
        q = self.qui
        morale = bool(q.denomination)
        if morale:
            nom = {"nature": NaturePersonne.MORALE, "denomination": q.denomination}
            nom["forme"] = "société à responsabilité limitée"
        else:
            nom = {"nature": NaturePersonne.PHYSIQUE, "civilite": q.civilite, "prenoms": q.prenoms, "nom": q.nom}
        return {
            **nom,
            "ne_le": None if morale else q.ne_le,
            "adresse": q.adresse,
            "code_postal": q.code_postal,
            "commune": q.commune,
            "code_lieu": q.code_lieu,
            "professionnel": morale,
            "courriel": q.courriel,
            "courriel_connu_avant": bool(q.courriel),
        }

    def _fonder(self, dossier: Dossier) -> None:
        q = self.qui
        creances.decrire_cause(
            self.session,
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
        creances.decrire_somme(self.session, dossier, lignes, self.acteur(Role.CREANCIER, -6))

    def _joindre(self, dossier: Dossier) -> None:
        piece = nettoyer(FACTURE)
        creances.ajouter_piece(
            self.session,
            dossier,
            nom="facture.pdf",
            type_mime=piece.type_mime,
            taille=len(piece.contenu),
            empreinte=self.moyens.entrepot.ecrire(piece.contenu),
            acteur=self.acteur(Role.CREANCIER, -6),
        )

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
        premiere = accord.echeances_dues[0] if accord else None
        if premiere is None:
            raise ValueError("no agreement to pay")
        jours = (premiere.le - self.envoi).days
        self._encaisser(premiere.montant_centimes, jours)

    def _solder(self) -> None:
        accord = self.dossier.proposition_acceptee
        for echeance in accord.echeances_dues[1:] if accord else ():
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
