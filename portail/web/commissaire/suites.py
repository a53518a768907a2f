"""What comes next on a dossier, for the étude: read from its state and the clock alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from portail.domaine.delais import courrier_en_route, jour_a_paris, jours_restants, ouvertures
from portail.domaine.phrases import Phrase
from portail.domaine.prescription import fin_initiale
from portail.domaine.procedure import FINS_SANS_ACCORD, POURPARLERS, PROCEDURE_EN_COURS, Etat
from portail.domaine.signalements import Genre
from portail.persistance.actes import GenreConstat
from portail.persistance.dossiers import Dossier
from portail.services import actes, constats, reponses
from portail.web.commissaire.mots import VERBES
from portail.web.traduction import gettext

A_SUIVRE = (Etat.DEPOSEE, Etat.RECEVABLE, Etat.MANDAT, *PROCEDURE_EN_COURS, Etat.FIN_ACCORD, Etat.TITRE_DELIVRE)
_AVANT_ENVOI = (Etat.DEPOSEE, Etat.RECEVABLE, Etat.MANDAT)
PROCHE_JOURS = 3


@dataclass(frozen=True)
class Suite:
    """The next lawful step. `groupe`: tile it belongs to; `point`: the page where it is done; `pourquoi`: in words.

    `courrier`: an answer posted in time may still arrive.
    """

    groupe: str
    verbe: str
    point: str
    pourquoi: str
    genre: str = ""
    a_faire: bool = True
    courrier: bool = False

    @property
    def parametres(self) -> dict[str, str]:
        return {"genre": self.genre} if self.genre else {}


class Limite(NamedTuple):
    """The legal day that presses. `mot` says what ends; `reste`: days left, negative once it is over."""

    le: date
    mot: str
    reste: int

    @property
    def proche(self) -> bool:
        return self.reste <= PROCHE_JOURS


def adresse(genre: str) -> str:
    """A kind of constat as written in an address."""
    return genre.replace("_", "-")


_SUITES: dict[Etat, Suite] = {
    Etat.DEPOSEE: Suite(
        "a-verifier",
        Phrase("Vérifier la créance"),
        ".verifier",
        Phrase("Le créancier a déposé sa demande et donné mandat."),
    ),
    Etat.RECEVABLE: Suite(
        "invitations",
        Phrase("Préparer l’invitation"),
        ".invitation",
        Phrase("La demande est recevable. La lettre reste à préparer."),
    ),
    Etat.MANDAT: Suite(
        "invitations",
        Phrase("Poster la lettre"),
        ".invitation",
        Phrase("La lettre est prête. Le mois commence au dépôt à La Poste."),
    ),
    Etat.ENVOYEE: Suite(
        "attente",
        Phrase("Saisir une réponse papier"),
        ".reponse",
        Phrase("La personne peut répondre sur le portail, par courrier ou à l’étude."),
        a_faire=False,
    ),
    Etat.FIN_ACCORD: Suite(
        "titres",
        Phrase("Délivrer le titre"),
        ".titre",
        Phrase("L’accord est constaté. Le titre exécutoire peut être délivré."),
    ),
    Etat.TITRE_DELIVRE: Suite(
        "copies",
        Phrase("Remettre la copie"),
        ".copie",
        Phrase("Le titre est délivré. Sa copie gratuite est due à la personne."),
    ),
}
_POURPARLERS = Suite(
    "attente",
    Phrase("Suivre les pourparlers"),
    ".dossier",
    Phrase("La personne participe. Les deux parties cherchent un accord."),
    a_faire=False,
)
_FIN_PROCHE = Suite(
    "attente",
    Phrase("Attendre la fin du délai"),
    ".dossier",
    Phrase("Aucun accord ne peut plus être conclu. La fin du délai se constate après sa date la plus tardive."),
    a_faire=False,
)
_PAYE = Suite(
    "apres", Phrase("Voir les paiements"), ".dossier", Phrase("Le créancier suit les paiements."), a_faire=False
)
_ATTENTE_CREANCIER = Suite(
    "creancier", Phrase("Voir le dossier"), ".dossier", Phrase("C’est au créancier d’agir."), a_faire=False
)
_FINI = Suite("clos", Phrase("Voir le dossier"), ".dossier", Phrase("Ce dossier est terminé."), a_faire=False)

_SIGNALEMENTS: dict[Genre, Suite] = {
    Genre.CONTESTATION: Suite(
        "signalements",
        Phrase("Lire la contestation"),
        ".signalements",
        Phrase("Contesté : la personne dit que la somme n’est pas juste."),
    ),
    Genre.DESTINATAIRE: Suite(
        "signalements",
        Phrase("Lire le signalement"),
        ".signalements",
        Phrase(
            "Suspendu : quelqu’un dit que la lettre n’a pas atteint la personne. "
            "Lisez ce signalement et classez-le : avant, aucune fin ne se constate et aucun titre n’est délivré."
        ),
    ),
}

_LETTRE_PERDUE = Suite(  # nothing is left to hold back
    "signalements",
    Phrase("Lire le signalement"),
    ".signalements",
    Phrase("Quelqu’un dit que la lettre n’a pas atteint la personne. Lisez ce signalement et classez-le."),
)

_POURQUOI: dict[GenreConstat, str] = {
    GenreConstat.ACCEPTATION: Phrase("La personne accepte de participer. Le constat suspend la prescription."),
    GenreConstat.REFUS_PARTICIPATION: Phrase("La personne refuse de participer."),
    GenreConstat.EXPIRATION: Phrase("Le mois est fini sans accord."),
    GenreConstat.REFUS_TERMES: Phrase("La personne refuse le montant ou les modalités."),
    GenreConstat.ACCORD: Phrase("Les deux parties sont d’accord sur le montant et les modalités."),
}
_CONSTATS: dict[GenreConstat, Suite] = {
    genre: Suite(
        "accords" if genre is GenreConstat.ACCORD else "constats",
        VERBES[genre],
        ".constat",
        pourquoi,
        adresse(genre),
    )
    for genre, pourquoi in _POURQUOI.items()
}
_ACCEPTATION_TARDIVE = replace(
    _CONSTATS[GenreConstat.ACCEPTATION],
    pourquoi=Phrase("La personne a accepté de participer. Le constat vient trop tard pour suspendre la prescription."),
)
_COURRIER = replace(
    _CONSTATS[GenreConstat.EXPIRATION],
    pourquoi=Phrase("Le mois est fini sans accord. Une réponse postée à temps peut encore arriver."),
    courrier=True,
)


def suite(dossier: Dossier, maintenant: datetime) -> Suite:
    """The next lawful step of the étude, whether the daily command has run or not.

    A contestation does not pass before a constat that is due: `Rang.a_lire` tells it beside.
    """
    genre = constats.attendu(dossier, maintenant)
    signale = reponses.a_l_etude(dossier)
    if signale is not None and (dossier.suspendu or genre in (None, GenreConstat.EXPIRATION)):
        perdue = signale.genre is Genre.DESTINATAIRE and not dossier.retenu
        return _LETTRE_PERDUE if perdue else _SIGNALEMENTS[signale.genre]
    if genre is not None:
        return _constat(dossier, genre, maintenant)
    if dossier.etat in POURPARLERS:
        delai = dossier.delai
        return _POURPARLERS if delai is None or ouvertures(delai, maintenant).accord else _FIN_PROCHE
    if dossier.etat in _SUITES:
        return _SUITES[dossier.etat]
    if dossier.etat in (Etat.COPIE_REMISE, Etat.PAIEMENTS, Etat.DEFAUT):
        return _PAYE
    if dossier.etat in (Etat.BROUILLON, *FINS_SANS_ACCORD):
        return _ATTENTE_CREANCIER
    return _FINI


def _constat(dossier: Dossier, genre: GenreConstat, maintenant: datetime) -> Suite:
    if genre is GenreConstat.ACCEPTATION and not actes.suspend(dossier, maintenant):
        return _ACCEPTATION_TARDIVE
    if genre is GenreConstat.EXPIRATION and dossier.delai and courrier_en_route(dossier.delai, maintenant):
        return _COURRIER
    return _CONSTATS[genre]


def limite(dossier: Dossier, maintenant: datetime) -> Limite | None:
    """The next legal day of the dossier, None when no day presses."""
    aujourd_hui = jour_a_paris(maintenant)
    trouvee = _limite(dossier, aujourd_hui)
    return Limite(*trouvee, (trouvee[0] - aujourd_hui).days) if trouvee else None


def _limite(dossier: Dossier, aujourd_hui: date) -> tuple[date, str] | None:
    if dossier.etat in _AVANT_ENVOI:
        fin = prescription(dossier)
        return (fin, gettext("prescription, à vérifier")) if fin else None
    if dossier.etat in (Etat.ACCORD_CONCLU, Etat.FIN_ACCORD):
        accord = dossier.proposition_acceptee
        return (accord.echeances_dues[0].le, gettext("premier paiement")) if accord else None
    if dossier.etat is Etat.TITRE_DELIVRE and dossier.titre_delivre_le is not None:
        return jour_a_paris(dossier.titre_delivre_le), gettext("copie due le jour du titre")
    if dossier.etat not in PROCEDURE_EN_COURS or dossier.fin_stricte is None or dossier.fin_prorogee is None:
        return None
    if aujourd_hui <= dossier.fin_stricte:
        return dossier.fin_stricte, gettext("fin du mois")
    return dossier.fin_prorogee, gettext("fin du délai pour répondre")


def prescription(dossier: Dossier) -> date | None:
    """The earliest day on which an element of the claim looks prescribed: to be checked by the commissaire (D18)."""
    fins = [fin_initiale(e.exigible_le, dossier.regime) for e in dossier.elements if e.exigible_le]
    return min(fins, default=None)


def delai_proche(dossier: Dossier, maintenant: datetime) -> bool:
    """True when the month ends within three days and no agreement is concluded."""
    fin = dossier.fin_stricte
    if fin is None or dossier.etat not in (Etat.ENVOYEE, *POURPARLERS) or jour_a_paris(maintenant) > fin:
        return False
    return jours_restants(fin, maintenant) <= PROCHE_JOURS
