"""From what the debtor typed to a contestation: which inputs each reason has, what was said, the ways out."""

from datetime import datetime
from typing import Any

from flask import Response, request, url_for

from portail.domaine import saisie as lecture
from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Etat
from portail.domaine.saisie import SaisieInvalide
from portail.domaine.signalements import Motif, Moyen
from portail.persistance.dossiers import Dossier
from portail.services import signalements
from portail.services.projets import Projet
from portail.services.signalements import SignalementInvalide
from portail.web.base import maintenant
from portail.web.debiteur import gardes, situation
from portail.web.langue import montant_tape
from portail.web.messages import phrase
from portail.web.rendu import rendre

_PAYE, _MONTANTS = ("le", "moyen", "paye"), ("paye", "juste")
CHAMPS: dict[Motif, tuple[str, ...]] = {
    Motif.DEJA_PAYE: _PAYE,
    Motif.PARTIE_PAYEE: _PAYE,
    Motif.MONTANT_FAUX: ("juste",),
}
CHAMP_DU_REFUS = {
    "futur": "le",
    "avant_envoi": "le",
    "paye": "paye",
    "juste": "juste",
    "rien_dit": "texte",
    "montant": "paye",
}
LONGUEUR_MAX = 2000


def projet_de(dossier: Dossier) -> Projet:
    return gardes.projet_de(dossier, gardes.CONTESTATION)


def motif_de(saisie: dict[str, Any]) -> Motif | None:
    """The reason chosen on the first page, if it is one of them."""
    return Motif(saisie["motif"]) if saisie.get("motif") in tuple(Motif) else None


def tapee(noms: tuple[str, ...]) -> dict[str, str]:
    """What the page sent under these names, cut to what a page may hold; amounts as any language reads them."""
    tapes = {nom: request.form.get(nom, "")[:LONGUEUR_MAX] for nom in noms}
    if "le" in tapes:
        tapes["le"] = _jour_en_chiffres(tapes["le"])
    return {nom: montant_tape(texte) if nom in _MONTANTS else texte for nom, texte in tapes.items()}


def _jour_en_chiffres(texte: str) -> str:
    """« hier » is another day tomorrow: what is kept is the day itself, as soon as it can be read."""
    try:
        return f"{lecture.lire_date_passee(texte, jour_a_paris(maintenant())):%d/%m/%Y}"
    except SaisieInvalide:
        return texte


def champs_de(motif: Motif) -> tuple[str, ...]:
    return CHAMPS.get(motif, ())


def faits_de(saisie: dict[str, str], motif: Motif) -> dict[str, Any]:
    """The facts of this reason as values. Raises SaisieInvalide for a draft that was never validated."""
    lus: dict[str, Any] = {}
    for nom in champs_de(motif):
        texte = saisie.get(nom, "")
        if not texte:
            continue
        if nom == "le":
            lus["le"] = lecture.lire_date(texte)
        elif nom == "moyen":
            lus["moyen"] = Moyen(texte) if texte in tuple(Moyen) else None
        else:
            lus[f"{nom}_centimes"] = lecture.lire_montant(texte)
    return lus


def lire(dossier: Dossier, saisie: dict[str, str], maintenant: datetime) -> tuple[Motif, dict[str, Any], str] | None:
    """Reason, facts and text of the draft, or None while something is missing or wrong."""
    motif = motif_de(saisie)
    if motif is None:
        return None
    texte = saisie.get("texte", "").strip()
    try:
        faits = faits_de(saisie, motif)
        signalements.verifier_contestation(dossier, motif, faits, texte, jour_a_paris(maintenant))
    except (SaisieInvalide, SignalementInvalide):
        return None
    return motif, faits, texte


def refuser(form: Any, refus: SignalementInvalide) -> None:
    """Beside the input that is wrong, else above the form."""
    champ = CHAMP_DU_REFUS.get(refus.motif, "")
    if champ and champ in form:
        form[champ].errors = [*form[champ].errors, phrase(refus)]
    else:
        form.form_errors = [phrase(refus)]


def page(gabarit: str, dossier: Dossier, form: Any, statut: int = 200, **reste: Any) -> Response:
    """A page on which the debtor writes to the others: where the dossier stands, and what this page adds."""
    contexte = situation.contexte(dossier, maintenant())
    return rendre(f"debiteur/{gabarit}.html", statut=statut, form=form, **contexte, **reste)


def annees_de_prescription(dossier: Dossier) -> int:
    """Two years against a consumer, else five; the page says « en général » (D11, D18)."""
    return dossier.regime.annees


def montant_a_proposer(dossier: Dossier, motif: Motif, faits: dict[str, Any]) -> int | None:
    """What the debtor would owe by his own account, to start the picker with; None when he did not say."""
    if motif is Motif.PARTIE_PAYEE and faits.get("paye_centimes"):
        reste = dossier.total_centimes - int(faits["paye_centimes"])
        return reste if reste > 0 else None
    juste = faits.get("juste_centimes")
    return int(juste) if motif is Motif.MONTANT_FAUX and juste else None


def issues(dossier: Dossier, maintenant: datetime, propose: int | None) -> dict[str, str]:
    """The addresses of the two other ways out that are open: « proposer » and « refuser »."""
    portes, voies = situation.portes(dossier, maintenant), {}
    if dossier.etat in (Etat.ENVOYEE, Etat.ACCEPTEE, Etat.PROPOSITION_CREANCIER) and _accord_ouvert(
        dossier, maintenant
    ):
        depart: dict[str, Any] = {"total": lecture.montant_saisi(propose)} if propose else {}
        voies["proposer"] = url_for("debiteur.echeancier", reference=dossier.reference, _anchor="total", **depart)
    if Action.REFUSER_PARTICIPATION in portes:
        voies["refuser"] = url_for("debiteur.refuser", reference=dossier.reference)
    elif Action.REFUSER_TERMES in portes:
        voies["refuser"] = url_for("debiteur.refuser_termes", reference=dossier.reference)
    return voies


def _accord_ouvert(dossier: Dossier, maintenant: datetime) -> bool:
    limite = situation.limite(dossier, maintenant)
    return limite is not None and limite.accord_ouvert
