"""« Envoyer ce projet à une personne de confiance »: a signed link that only lets read, for two days.

The portal sends it to nobody. It opens as long as the debtor leaves it open, the letter's codes are the same, and the
procedure runs. Source: parcours.md 1.9; securite.md, M7.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from portail.domaine.procedure import POURPARLERS, Action, Etat
from portail.persistance.acces import AccesLettre
from portail.persistance.dossiers import Dossier
from portail.persistance.lectures import LienLecture
from portail.services.acteur import Acteur
from portail.services.jetons import JetonInvalide, Jetons
from portail.services.journal import franchir, verifier_actuel

DUREE = timedelta(hours=48)
VIVANTS_MAX = 3
PAR_JOUR_MAX = 10
USAGE = "lecture"
_LISIBLES = (Etat.ENVOYEE, *POURPARLERS)


class LienFerme(Exception):
    """Forged, altered, too old, closed, of a letter that was replaced: one answer for all."""


class TropDeLiens(Exception):
    """VIVANTS_MAX are open, or PAR_JOUR_MAX were opened within a day; `ouverts` tells which."""

    def __init__(self, *, ouverts: bool) -> None:
        super().__init__()
        self.ouverts = ouverts


def ouvrir(session: Session, dossier: Dossier, acces_id: int, acteur: Acteur) -> LienLecture:
    """A new link for somebody the debtor trusts. Commits.

    `acces_id`: the letter whose codes were given. Raises TropDeLiens, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    if len(vivants(session, dossier, acteur.recu_le)) >= VIVANTS_MAX:
        raise TropDeLiens(ouverts=True)
    recents = (LienLecture.dossier_id == dossier.id, LienLecture.ouvert_le > acteur.recu_le - timedelta(days=1))
    if session.scalars(select(func.count()).select_from(LienLecture).where(*recents)).one() >= PAR_JOUR_MAX:
        raise TropDeLiens(ouverts=False)
    numero = session.scalars(select(func.count()).where(LienLecture.dossier_id == dossier.id)).one() + 1
    expire_le = acteur.recu_le + DUREE
    franchir(session, dossier, Action.OUVRIR_LECTURE, acteur, lien=numero, expire_le=expire_le.isoformat())
    lien = LienLecture(
        dossier=dossier, acces_id=acces_id, numero=numero, cle=secrets.token_urlsafe(18), ouvert_le=acteur.recu_le,
        expire_le=expire_le, lectures=0,
    )  # fmt: skip
    session.add(lien)
    session.commit()
    return lien


def fermer(session: Session, lien: LienLecture, acteur: Acteur) -> None:
    """It opens nothing any more, at once. Twice is once. Commits. Raises ActionInterdite, DossierChange, DejaFait."""
    verifier_actuel(session, lien.dossier, acteur)
    if lien.ferme_le is None:
        lien.ferme_le = acteur.recu_le
        franchir(session, lien.dossier, Action.FERMER_LECTURE, acteur, lien=lien.numero)
    session.commit()


def vivants(session: Session, dossier: Dossier, maintenant: datetime) -> list[LienLecture]:
    """The links of a dossier that still open, the oldest first."""
    if dossier.etat not in _LISIBLES:
        return []
    requete = (
        select(LienLecture)
        .join(AccesLettre, AccesLettre.id == LienLecture.acces_id)
        .where(LienLecture.dossier_id == dossier.id, LienLecture.ferme_le.is_(None))
        .where(LienLecture.expire_le > maintenant, AccesLettre.revoque_le.is_(None))
        .order_by(LienLecture.numero)
    )
    return list(session.scalars(requete))


def jeton(jetons: Jetons, lien: LienLecture) -> str:
    """What the address carries: the same each time it is shown, as long as the keys are the same."""
    return jetons.signer(USAGE, {"n": lien.cle}, le=lien.ouvert_le)


def trouver(session: Session, jetons: Jetons, texte: str, maintenant: datetime) -> LienLecture:
    """The link of this token, if it still opens. Raises LienFerme."""
    try:
        cle = jetons.lire(USAGE, texte, duree_s=int(DUREE.total_seconds()), le=maintenant).get("n")
    except JetonInvalide:
        raise LienFerme from None
    lien = session.scalar(select(LienLecture).where(LienLecture.cle == str(cle)))
    if lien is None or lien not in vivants(session, lien.dossier, maintenant):
        raise LienFerme
    return lien


def compter(session: Session, lien: LienLecture) -> None:
    """One opening more: the debtor sees how many, the journal keeps none. Commits."""
    session.execute(update(LienLecture).where(LienLecture.id == lien.id).values(lectures=LienLecture.lectures + 1))
    session.commit()
