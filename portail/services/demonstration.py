"""Invented data to show the product: one étude, two creditors, a dossier in every state, dates around today."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.domaine.creance import Cause
from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Etat, Role
from portail.persistance.etudes import Compte, Creancier, Etude, NaturePersonne
from portail.services.connexion import USAGE_MOT_DE_PASSE
from portail.services.moyens import Moyens
from portail.services.scenario import Personnage
from portail.services.scene import Scene

MOT_DE_PASSE = "fil-sapin-papier-ambre"  # of every invented account: printed, never used in production


@dataclass(frozen=True)
class CompteMontre:
    role: str
    nom: str
    courriel: str
    mot_de_passe: str


@dataclass(frozen=True)
class DossierMontre:
    reference: str
    etat: str
    debiteur: str
    creancier: str
    total_centimes: int
    fin_stricte: str | None
    identifiant: str | None
    code: str | None
    code_signature: str | None


@dataclass(frozen=True)
class Troupe:
    """The invented people that a scene needs."""

    etude: Etude
    commissaire: Compte
    menuiserie: Creancier
    compte_menuiserie: Compte
    syndic: Creancier
    compte_syndic: Compte


# (state, days since the letter left, plans signed in advance)
_SCENES: tuple[tuple[Etat, int, tuple[int, ...]], ...] = (
    (Etat.ENVOYEE, 20, (3, 6)),
    (Etat.ENVOYEE, 6, ()),
    (Etat.ENVOYEE, 28, (4,)),
    (Etat.ENVOYEE, 40, ()),
    (Etat.MANDAT, 0, (3, 6)),
    (Etat.BROUILLON, 0, ()),
    (Etat.DEPOSEE, 0, ()),
    (Etat.RECEVABLE, 0, ()),
    (Etat.ACCEPTEE, 9, (5,)),
    (Etat.PROPOSITION_DEBITEUR, 12, ()),
    (Etat.PROPOSITION_CREANCIER, 14, ()),
    (Etat.REFUS_EXPRIME, 10, ()),
    (Etat.REFUS_DES_TERMES, 16, ()),
    (Etat.ACCORD_CONCLU, 11, ()),
    (Etat.FIN_REFUS_PARTICIPATION, 19, ()),
    (Etat.FIN_EXPIRATION, 45, ()),
    (Etat.FIN_REFUS_MONTANT_OU_MODALITES, 22, ()),
    (Etat.FIN_ACCORD, 15, ()),
    (Etat.TITRE_DELIVRE, 18, ()),
    (Etat.COPIE_REMISE, 26, ()),
    (Etat.PAIEMENTS, 90, ()),
    (Etat.SOLDE, 480, ()),
    (Etat.DEFAUT, 170, ()),
    (Etat.INJONCTION, 60, ()),
    (Etat.AUTRE_VOIE, 52, ()),
    (Etat.CLOS, 75, ()),
    (Etat.IRRECEVABLE, 0, ()),
    (Etat.ABANDONNEE, 0, ()),
)
_PRENOMS = ("Nadia", "Karim", "Louise", "Yann", "Maëlle", "Amadou", "Inès", "Théo", "Rose", "Ilyes")
_NOMS = ("Ferrand", "Benali", "Kerguelen", "Morvan", "Lavandier", "Tessier", "Aubray", "Quillien", "Dumaine", "Solane")
_LIBELLES = (
    ("Facture F-2025-118, pose de deux fenêtres", "Devis signé, pose de deux fenêtres", 118_000, 4_000),
    ("Facture F-2025-131, réparation d’un portail", "Devis signé, réparation d’un portail", 64_050, 0),
    ("Charges du premier semestre", "Charges de copropriété votées en assemblée générale", 89_930, 2_170),
    ("Facture F-2025-140, escalier en chêne", "Devis signé, escalier en chêne", 398_000, 12_000),
)


def est_peuplee(session: Session) -> bool:
    return session.scalar(select(Etude.id).limit(1)) is not None


def creer_troupe(session: Session, moyens: Moyens, maintenant: datetime) -> Troupe:
    """The étude, its commissaire and two creditors with an account each. Commits."""
    etude = _etude()
    menuiserie, syndic = _menuiserie(etude, maintenant), _syndic(etude, maintenant)
    session.add_all([etude, menuiserie, syndic])
    session.flush()
    troupe = Troupe(
        etude,
        _compte(session, moyens, maintenant, etude, None, "Claire Delmas", "claire@delmas-roy.example"),
        menuiserie,
        _compte(session, moyens, maintenant, etude, menuiserie, "Hugo Costa", "hugo@menuiserie-costa.example"),
        syndic,
        _compte(session, moyens, maintenant, etude, syndic, "Sophie Ormeau", "sophie@tilleuls.example"),
    )
    session.commit()
    return troupe


def _etude() -> Etude:
    return Etude(
        nom="Étude Delmas et Roy",
        adresse="3 place du Fil-d’Ariane",
        code_postal="35000",
        commune="Rennes",
        cour_appel="Rennes",
        telephone="01 99 00 12 34",
        courriel="etude@delmas-roy.example",
        horaires="du lundi au vendredi, 9 h à 17 h",
    )


def _menuiserie(etude: Etude, cree_le: datetime) -> Creancier:
    return Creancier(
        etude=etude,
        nature=NaturePersonne.MORALE,
        denomination="Menuiserie Costa",
        forme="société à responsabilité limitée",
        siren="000000000",
        representant="Hugo Costa, gérant",
        adresse="8 rue du Rabot",
        code_postal="35000",
        commune="Rennes",
        code_lieu="35238",
        courriel="contact@menuiserie-costa.example",
        telephone="01 99 00 55 10",
        commercant=True,
        cree_le=cree_le,
    )


def _syndic(etude: Etude, cree_le: datetime) -> Creancier:
    return Creancier(
        etude=etude,
        nature=NaturePersonne.MORALE,
        denomination="Syndicat des copropriétaires des Tilleuls",
        forme="syndicat de copropriétaires",
        representant="Cabinet Ormeau, syndic",
        adresse="21 allée des Tilleuls",
        code_postal="35400",
        commune="Saint-Malo",
        code_lieu="35288",
        courriel="syndic@tilleuls.example",
        telephone="01 99 00 55 20",
        commercant=False,
        cree_le=cree_le,
    )


def peupler(session: Session, moyens: Moyens, maintenant: datetime) -> tuple[list[CompteMontre], list[DossierMontre]]:
    """Fill an empty database; gives what a visitor needs to come in as each person. Commits."""
    troupe = creer_troupe(session, moyens, maintenant - timedelta(days=500))
    dossiers = [
        _jouer(session, moyens, maintenant, troupe, numero, etat, jours, plans)
        for numero, (etat, jours, plans) in enumerate(_SCENES)
    ]
    comptes = [
        CompteMontre(c.role.value, c.nom, c.courriel, MOT_DE_PASSE)
        for c in (troupe.commissaire, troupe.compte_menuiserie, troupe.compte_syndic)
    ]
    return comptes, dossiers


def personnage(numero: int) -> Personnage:
    """An invented debtor, never twice the same within a hundred."""
    libelle, fondement, principal, interets = _LIBELLES[numero % len(_LIBELLES)]
    prenoms = _PRENOMS[numero % 10]
    nom = _NOMS[(numero + numero // 10) % 10]
    return Personnage(
        prenoms=prenoms,
        nom=nom,
        civilite="Monsieur" if prenoms in ("Karim", "Yann", "Amadou", "Théo", "Ilyes") else "Madame",
        adresse=f"{3 + 2 * numero} rue des Essais-Blancs",
        courriel=f"{nom.lower()}{numero}@courrier.example" if numero % 3 == 0 else "",
        libelle=libelle,
        fondement=fondement,
        principal_centimes=principal,
        interets_centimes=interets,
        nombre=(3, 4, 6)[numero % 3],
        cause=Cause.STATUTAIRE if "copropriété" in fondement else Cause.CONTRACTUELLE,
    )


def _jouer(
    session: Session,
    moyens: Moyens,
    maintenant: datetime,
    troupe: Troupe,
    numero: int,
    etat: Etat,
    jours: int,
    plans: tuple[int, ...],
) -> DossierMontre:
    copropriete = numero % len(_LIBELLES) == 2
    qui = personnage(numero)
    if etat in (Etat.PAIEMENTS, Etat.SOLDE, Etat.DEFAUT):
        qui = replace(qui, nombre=3)
    scene = Scene(
        session,
        moyens,
        creancier=troupe.syndic if copropriete else troupe.menuiserie,
        compte=troupe.compte_syndic if copropriete else troupe.compte_menuiserie,
        commissaire=troupe.commissaire,
        envoi=jour_a_paris(maintenant) - timedelta(days=jours),
        maintenant=maintenant,
        personnage=qui,
        plans=plans,
    )
    dossier = scene.jusqu_a(etat)
    mots = scene.identifiants
    return DossierMontre(
        reference=dossier.reference,
        etat=dossier.etat.value,
        debiteur=dossier.debiteur.appellation,
        creancier=dossier.creancier.appellation,
        total_centimes=dossier.total_centimes,
        fin_stricte=dossier.fin_stricte.isoformat() if dossier.fin_stricte else None,
        identifiant=mots.identifiant_imprime if mots else None,
        code=mots.code_imprime if mots else None,
        code_signature=mots.signature_imprimee if mots else None,
    )


def _compte(
    session: Session,
    moyens: Moyens,
    maintenant: datetime,
    etude: Etude,
    creancier: Creancier | None,
    nom: str,
    courriel: str,
) -> Compte:
    compte = Compte(
        role=Role.CREANCIER if creancier else Role.COMMISSAIRE,
        etude=etude,
        creancier=creancier,
        courriel=courriel,
        nom=nom,
        empreinte_mot_de_passe=moyens.empreintes.hacher(USAGE_MOT_DE_PASSE, MOT_DE_PASSE),
        poivre=moyens.empreintes.poivre,
        cree_le=maintenant,
    )
    session.add(compte)
    session.flush()
    return compte
