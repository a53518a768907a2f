"""Two offers side by side, in words: no colour is needed to tell them apart."""

from dataclasses import dataclass
from datetime import date

from portail.domaine.echeancier import Echeancier
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition
from portail.services.negociation import Termes
from portail.web.langue import euros, jour_court
from portail.web.traduction import gettext

RIEN = "–"


@dataclass(frozen=True)
class CoteACote:
    """`mienne` heads the creditor's column; `lignes` are (label, mine, theirs)."""

    mienne: str
    sienne: str
    lignes: tuple[tuple[str, str, str], ...]


def cote_a_cote(dossier: Dossier, en_cours: Proposition) -> CoteACote:
    """The pending offer against the creditor's last one, or against the claim; or his own against theirs."""
    de_moi = en_cours.auteur is Role.CREANCIER
    autre = _derniere(dossier, Role.DEBITEUR if de_moi else Role.CREANCIER)
    if de_moi:
        sienne = gettext("Sa dernière proposition") if autre else gettext("Sa proposition")
        return _table(
            gettext("Votre offre"), sienne, _dire(en_cours.echeancier), _dire(autre.echeancier if autre else None)
        )
    if autre is None:
        return _table(
            gettext("Votre demande"), gettext("Sa proposition"), _dire_la_demande(dossier), _dire(en_cours.echeancier)
        )
    return _table(
        gettext("Votre dernière offre"), gettext("Sa proposition"), _dire(autre.echeancier), _dire(en_cours.echeancier)
    )


def face_a(dossier: Dossier, termes: Termes) -> CoteACote:
    """What is being composed against the other party's last proposal, or against the claim."""
    sienne = _derniere(dossier, Role.DEBITEUR)
    mienne = _dire(Echeancier(termes.echeances))
    if sienne is None:
        return _table(gettext("Votre offre"), gettext("Votre demande"), mienne, _dire_la_demande(dossier))
    return _table(gettext("Votre offre"), gettext("Sa proposition"), mienne, _dire(sienne.echeancier))


_LIBELLES = (
    Phrase("Par mois"),
    Phrase("Paiements"),
    Phrase("Le premier"),
    Phrase("Commence"),
    Phrase("Finit"),
    Phrase("Total"),
)


def _table(mienne: str, sienne: str, a: tuple[str, ...], b: tuple[str, ...]) -> CoteACote:
    return CoteACote(mienne, sienne, tuple(zip(_LIBELLES, a, b, strict=True)))


def _dire(plan: Echeancier | None) -> tuple[str, ...]:
    if plan is None:
        return (RIEN,) * len(_LIBELLES)
    return (
        euros(plan.mensualite_centimes),
        str(plan.nombre),
        euros(plan.echeances[0].montant_centimes),
        _jour(plan.echeances[0].le),
        _jour(plan.fin),
        euros(plan.total_centimes),
    )


def _dire_la_demande(dossier: Dossier) -> tuple[str, ...]:
    return (*(RIEN,) * (len(_LIBELLES) - 1), euros(dossier.total_centimes))


def _jour(le: date) -> str:
    return f"{jour_court(le)} {le.year}"


def _derniere(dossier: Dossier, auteur: Role) -> Proposition | None:
    return next((p for p in reversed(dossier.propositions) if p.auteur is auteur), None)
