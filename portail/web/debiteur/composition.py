"""From what the debtor typed to a schedule: one reading for the live result, the check page and the act."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from portail.domaine import saisie as lecture
from portail.domaine.delais import ajouter_mois
from portail.domaine.echeancier import Echeancier, EcheancierInvalide, MotifEcheancier, par_mensualite, par_nombre
from portail.domaine.procedure import Etat, Role
from portail.domaine.saisie import SaisieInvalide
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import PlanAccepte, Proposition
from portail.services import brouillons, negociation
from portail.services.negociation import MontantHorsBornes, Termes
from portail.web.langue import dire, euros, montant_tape
from portail.web.messages import phrase
from portail.web.traduction import gettext

CHAMPS = ("mode", "montant", "nombre", "jour", "autre_jour", "attendre", "acompte", "total")
MONTANTS = ("montant", "acompte", "total")
NOMBRES = (1, 3, 6, 12)
JOURS = (5, 10, 15, 28)
ATTENTES = (1, 2, 3)  # months by which the first payment may be put off
LIBRE, MOIS, AUTRE = "libre", "mois", "autre"
TAILLE_MAX = 60
# One may try before taking part; with one's own offer pending, only a plan signed in advance can replace it.
_OUVERTS = (Etat.ENVOYEE, Etat.ACCEPTEE, Etat.PROPOSITION_CREANCIER)
DERNIER_JOUR = 31

_M = MotifEcheancier
_CHAMP_DU_MOTIF = {
    _M.TOTAL_NUL: "total",
    _M.TOTAL_TROP_PETIT: "total",
    _M.MENSUALITE_NULLE: "montant",
    _M.MENSUALITE_TROP_PETITE: "montant",
    _M.PREMIER_VERSEMENT_NUL: "acompte",
    _M.PREMIER_VERSEMENT_TROP_GRAND: "acompte",
    _M.PREMIER_VERSEMENT_LAISSE_TROP_PEU: "acompte",
    _M.PREMIER_VERSEMENT_SEUL: "acompte",
    _M.DEBUT_TROP_TOT: "jour",
    _M.DEBUT_TROP_TARD: "jour",
}


class ChoixInvalide(Exception):
    """`champ` is the input to correct; `manque` tells what was not chosen yet from what cannot be.

    `trop_peu`: so little a month takes too long, and there are other ways than a larger amount.
    """

    def __init__(self, champ: str, texte: str, *, manque: bool = False, trop_peu: bool = False) -> None:
        super().__init__(texte)
        self.champ, self.phrase, self.manque, self.trop_peu = champ, texte, manque, trop_peu


@dataclass(frozen=True)
class Composition:
    """A lawful schedule. `plan`: the one the creditor signed, if these are its very terms."""

    echeancier: Echeancier
    termes: Termes
    plan: PlanAccepte | None
    offre: Proposition | None  # the creditor's pending offer
    jour: int

    @property
    def est_son_offre(self) -> bool:
        """These very payments are what the creditor offers (his own clause, if any, is shown before signing)."""
        return self.offre is not None and self.offre.echeances == self.termes.echeances


def nettoyer(formulaire: Mapping[str, str]) -> dict[str, str]:
    """The picker's inputs among everything that was sent, empty ones left out."""
    propres = {champ: formulaire.get(champ, "").strip()[:TAILLE_MAX] for champ in CHAMPS}
    lues = {champ: montant_tape(valeur) if champ in MONTANTS else valeur for champ, valeur in propres.items()}
    return {champ: valeur for champ, valeur in lues.items() if valeur}


def brouillon(session: Session, dossier: Dossier) -> dict[str, str]:
    """What the debtor was composing, or an empty dictionary."""
    return nettoyer(brouillons.lire(session, dossier, Role.DEBITEUR))


def gardee(session: Session, dossier: Dossier, maintenant: datetime) -> Composition | None:
    """What the kept draft describes; None if there is none, or if it describes nothing lawful."""
    return tenter(dossier, brouillon(session, dossier), maintenant)


def tenter(dossier: Dossier, saisie: Mapping[str, str], maintenant: datetime) -> Composition | None:
    """As `composer`, None where it refuses."""
    try:
        return composer(dossier, saisie, maintenant)
    except ChoixInvalide:
        return None


def composer(dossier: Dossier, saisie: Mapping[str, str], maintenant: datetime) -> Composition:
    """The schedule that these inputs describe. Raises ChoixInvalide."""
    _quantite(saisie)
    jour, total = lire_jour(saisie), _total(saisie)
    try:
        plan = _repartir(dossier, saisie, jour, dossier.total_centimes if total is None else total, maintenant)
        termes = Termes(plan.total_centimes, plan.echeances)
        negociation.verifier_termes(dossier, termes, maintenant, negociation.duree_max(dossier))
    except MontantHorsBornes as refus:
        raise ChoixInvalide("total", phrase(refus)) from None
    except EcheancierInvalide as refus:
        champ = _CHAMP_DU_MOTIF.get(refus.motif, _champ_du_nombre(saisie))
        petite = refus.motif is _M.MENSUALITE_TROP_PETITE
        raise ChoixInvalide(champ, _dire(refus, dossier, saisie), trop_peu=petite) from None
    signe = next((p for p in negociation.plans_ouverts(dossier) if negociation.plan_couvre(p, termes)), None)
    return Composition(
        plan,
        replace(termes, clause=signe.clause) if signe is not None else termes,
        signe,
        offre_du_creancier(dossier),
        jour,
    )


def fautes(saisie: Mapping[str, str]) -> list[ChoixInvalide]:
    """Every input that is missing or cannot be read, in the order of the page: told all at once."""
    trouvees = []
    for lire in (_quantite, lire_jour, _acompte, _total):
        try:
            lire(saisie)
        except ChoixInvalide as refus:
            trouvees.append(refus)
    return trouvees


def lire_jour(saisie: Mapping[str, str]) -> int:
    """The day of the month. Raises ChoixInvalide."""
    choisi, tape = saisie.get("jour", ""), saisie.get("autre_jour", "")
    if choisi == AUTRE or (not choisi and tape):
        jour = _entier(tape, "autre_jour")
        if not 1 <= jour <= DERNIER_JOUR:
            raise ChoixInvalide("autre_jour", gettext("Indiquez un jour entre 1 et 31."))
        return jour
    if choisi not in map(str, JOURS):
        raise ChoixInvalide("jour", gettext("Choisissez le jour du mois."), manque=True)
    return int(choisi)


def lire_attente(saisie: Mapping[str, str]) -> int:
    """Months to wait before the first payment: 0 unless one of ATTENTES was chosen."""
    choisie = saisie.get("attendre", "")
    return int(choisie) if choisie in map(str, ATTENTES) else 0


def premiere_date(jour: int, pas_avant: date) -> date:
    """The first lawful day with that number; the 31st means the last day of the month.

    >>> premiere_date(5, date(2026, 12, 9)).isoformat(), premiere_date(30, date(2027, 2, 1)).isoformat()
    ('2027-01-05', '2027-03-30')
    >>> premiere_date(31, date(2027, 2, 1)).isoformat()
    '2027-02-28'
    """
    debut = pas_avant.replace(day=1)
    for rang in range(3):
        mois = ajouter_mois(debut, rang)
        dernier = ajouter_mois(debut, rang + 1).toordinal() - mois.toordinal()
        if jour > dernier and jour != DERNIER_JOUR:
            continue
        le = mois.replace(day=min(jour, dernier))
        if le >= pas_avant:
            return le
    raise ValueError(f"no day {jour} within three months")


def total_vise(dossier: Dossier, saisie: Mapping[str, str]) -> int:
    """What the cards share out, in centimes: the total that was typed if it can be proposed, else the claim."""
    try:
        total = _total(saisie)
    except ChoixInvalide:
        total = None
    return total if total is not None and 0 < total <= dossier.total_centimes else dossier.total_centimes


def nombres_proposes(dossier: Dossier) -> list[int]:
    """The cards, in the order of numbers: what the creditor accepts in advance changes no place."""
    return sorted({*NOMBRES, *(p.nombre for p in negociation.plans_ouverts(dossier))})


def encore_acceptes(dossier: Dossier, saisie: Mapping[str, str], maintenant: datetime) -> list[PlanAccepte]:
    """The plans whose card, the other inputs being what they are, leads to these very terms on one of their days."""

    def mene(plan: PlanAccepte, jour: int) -> bool:
        choix = {**saisie, "mode": str(plan.nombre), "jour": AUTRE, "autre_jour": str(jour)}
        composee = tenter(dossier, choix, maintenant)
        return composee is not None and composee.plan is not None

    return [p for p in negociation.plans_ouverts(dossier) if any(mene(p, jour) for jour in p.jours_permis)]


def composable(dossier: Dossier) -> bool:
    """True if choosing terms can still lead to an act."""
    seul_un_plan = dossier.etat is Etat.PROPOSITION_DEBITEUR and bool(negociation.plans_ouverts(dossier))
    return dossier.etat in _OUVERTS or seul_un_plan


def offre_du_creancier(dossier: Dossier) -> Proposition | None:
    offre = dossier.proposition_en_cours
    return offre if offre is not None and offre.auteur is Role.CREANCIER else None


def _dire(refus: EcheancierInvalide, dossier: Dossier, saisie: Mapping[str, str]) -> str:
    """The sentence of the domain; for an amount too small, with what makes it so."""
    if refus.motif is not _M.MENSUALITE_TROP_PETITE or not isinstance(refus.limite, int):
        return dire(refus.phrase)
    return gettext(
        "%(montant)s par mois, c’est plus de %(mois)s mois. Le plus petit montant possible est %(limite)s.",
        montant=euros(_montant(saisie, "montant") or 0),
        mois=negociation.duree_max(dossier),
        limite=euros(refus.limite),
    )


def _repartir(dossier: Dossier, saisie: Mapping[str, str], jour: int, total: int, maintenant: datetime) -> Echeancier:
    if not 0 < total <= dossier.total_centimes:
        raise MontantHorsBornes(dossier.total_centimes)
    dernier = jour == DERNIER_JOUR
    pas_avant = ajouter_mois(negociation.premier_jour_possible(dossier, maintenant), lire_attente(saisie))
    premiere = premiere_date(jour, pas_avant)
    acompte, duree = _acompte(saisie), negociation.duree_max(dossier)
    if _mode(saisie) == LIBRE:
        return par_mensualite(
            total,
            _quantite(saisie),
            premiere=premiere,
            dernier_jour_du_mois=dernier,
            premier_versement=acompte,
            duree_max_mois=duree,
        )
    return par_nombre(
        total,
        _quantite(saisie),
        premiere=premiere,
        dernier_jour_du_mois=dernier,
        premier_versement=acompte,
        duree_max_mois=duree,
    )


def _mode(saisie: Mapping[str, str]) -> str:
    """What was chosen; an amount or a number typed without ticking its card counts as its card."""
    mode = saisie.get("mode", "")
    return mode or (LIBRE if saisie.get("montant") else MOIS if saisie.get("nombre") else "")


def _quantite(saisie: Mapping[str, str]) -> int:
    """How many payments; with LIBRE, how many centimes a month. Raises ChoixInvalide."""
    mode = _mode(saisie)
    if mode == MOIS:
        return _entier(saisie.get("nombre", ""), "nombre")
    if mode == LIBRE:
        mensualite = _montant(saisie, "montant")
        if mensualite is None:
            raise ChoixInvalide("montant", gettext("Indiquez un montant en euros, par exemple 80."), manque=True)
        return mensualite
    if not (mode.isascii() and mode.isdigit()):
        raise ChoixInvalide("mode", gettext("Choisissez en combien de fois vous voulez payer."), manque=True)
    return int(mode)


def _champ_du_nombre(saisie: Mapping[str, str]) -> str:
    return {LIBRE: "montant", MOIS: "nombre"}.get(_mode(saisie), "mode")


def _entier(texte: str, champ: str) -> int:
    try:
        return lecture.lire_entier(texte)
    except SaisieInvalide as refus:
        raise ChoixInvalide(champ, dire(refus.phrase), manque=not texte) from None


def _acompte(saisie: Mapping[str, str]) -> int | None:
    return _montant(saisie, "acompte")


def _total(saisie: Mapping[str, str]) -> int | None:
    return _montant(saisie, "total")


def _montant(saisie: Mapping[str, str], champ: str) -> int | None:
    texte = saisie.get(champ, "")
    try:
        return lecture.lire_montant(texte) if texte else None
    except SaisieInvalide as refus:
        raise ChoixInvalide(champ, dire(refus.phrase)) from None
