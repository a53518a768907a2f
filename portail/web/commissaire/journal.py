"""The journal of a dossier in words, the latest act first."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier, ModeReponse
from portail.persistance.etudes import Compte
from portail.persistance.journal import Evenement
from portail.services.acteur import SecondPas
from portail.services.codes import Demande, Identite
from portail.services.mots import ACTES
from portail.services.recepisses import SECOND_PAS
from portail.web.commissaire.mots import DEMANDES_DE_CODES, IDENTITES, PARTIES
from portail.web.langue import dire, enumerer, euros, jour, majuscule, tel_quel
from portail.web.libelles import MODES_REPONSE, ROLES
from portail.web.traduction import gettext

_ARTICLE = re.compile(r"^([LR])(?=\d)")


class Ligne(NamedTuple):
    le: datetime
    texte: str
    auteur: str
    detail: str


def lire(session: Session, dossier: Dossier) -> list[Ligne]:
    """Every act with who did it; the creditor's successive additions to his draft make one line."""
    noms = _noms(session, dossier)
    lignes = []
    for cle, actes in groupby(reversed(dossier.evenements), key=_cle):
        groupe = list(actes)
        detail = _completes(groupe) if cle[0] == Action.COMPLETER else Markup(" ").join(_details(groupe[0]))
        lignes.append(Ligne(groupe[0].recu_le, ACTES[Action(groupe[0].action)], _auteur(groupe[0], noms), detail))
    return lignes


def _cle(evenement: Evenement) -> tuple[str, int]:
    seul = 0 if evenement.action == Action.COMPLETER else evenement.numero
    return evenement.action, seul


def _noms(session: Session, dossier: Dossier) -> dict[int, str]:
    comptes = {e.compte_id for e in dossier.evenements if e.compte_id}
    return {c.id: c.nom for c in session.scalars(select(Compte).where(Compte.id.in_(comptes)))}


def _auteur(evenement: Evenement, noms: Mapping[int, str]) -> str:
    if evenement.role is Role.DEBITEUR:
        return dire(ROLES[Role.DEBITEUR])
    return noms.get(evenement.compte_id or 0) or dire(ROLES[evenement.role])


def _completes(evenements: list[Evenement]) -> str:
    parties = dict.fromkeys(PARTIES.get(e.details.get("partie", ""), "") for e in reversed(evenements))
    return majuscule(enumerer(p for p in parties if p))


def _details(e: Evenement) -> Iterator[str]:
    d = e.details
    if e.role is Role.COMMISSAIRE and d.get("mode") in tuple(ModeReponse):
        yield _reponse(d)
    elif d.get("mode"):
        yield gettext("Remise :")
        yield tel_quel(f"{d['mode']}.")
    yield from _signature(d)
    if d.get("numero") and d.get("envoye_le"):
        yield gettext("Recommandé n° %(numero)s, déposé le %(jour)s.", numero=d["numero"], jour=_jour(d["envoye_le"]))
    yield from _personnes(d)
    if d.get("raison"):
        yield tel_quel(str(d["raison"]))
    if e.action in (Action.ENREGISTRER_PAIEMENT, Action.ANNULER_PAIEMENT, Action.DEPOSER):
        centimes = d.get("montant_centimes", d.get("total_centimes"))
        yield f"{euros(int(centimes))}." if centimes is not None else ""
    if d.get("recu_le"):
        yield gettext("Reçu le %(jour)s.", jour=_jour(d["recu_le"]))
    if d.get("en_retard_centimes"):
        yield gettext("En retard : %(montant)s.", montant=euros(int(d["en_retard_centimes"])))
    yield tel_quel(_ARTICLE.sub("Art. \\1.\u00a0", e.article) + ".")


def _signature(d: Mapping[str, Any]) -> Iterator[str]:
    """How the terms were signed, if they were."""
    if d.get("second_pas"):
        yield gettext("Signé avec %(moyen)s.", moyen=dire(SECOND_PAS[SecondPas(d["second_pas"])]))


def _personnes(d: Mapping[str, Any]) -> Iterator[str]:
    """Who asked, and who helped."""
    if d.get("demande") and d.get("identite"):
        yield f"{dire(DEMANDES_DE_CODES[Demande(d['demande'])])}. {dire(IDENTITES[Identite(d['identite'])])}."
    if d.get("tiers"):
        yield gettext("Quelqu’un d’autre a pu ouvrir la lettre : brouillons effacés, papiers à signer fermés.")
    if d.get("aidant"):
        yield gettext("Aidée par : %(noms)s.", noms=enumerer(filter(None, (d["aidant"], d.get("organisme")))))


def _reponse(d: Mapping[str, Any]) -> str:
    mode, recue = dire(MODES_REPONSE[ModeReponse(d["mode"])]), _jour(d["recue_le"])
    if not d.get("postee_le"):
        return gettext("%(mode)s. Reçue le %(recue)s.", mode=mode, recue=recue)
    postee = _jour(d["postee_le"])
    return gettext("%(mode)s. Reçue le %(recue)s, postée le %(postee)s.", mode=mode, recue=recue, postee=postee)


def _jour(iso: str) -> str:
    return jour(date.fromisoformat(iso))
