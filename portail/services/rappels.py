"""« Être prévenu avant chaque paiement »: what the debtor chose, and the discreet mail that follows (decision 0035).

A choice gives and takes no right: it stands in no journal, the last one counts, and what it kept is erased at the end.
"""

import logging
from datetime import datetime

from sqlalchemy import String, cast, select, update
from sqlalchemy.orm import Session, sessionmaker

from portail.domaine.delais import debut_de_journee, jour_a_paris
from portail.domaine.procedure import PAIEMENTS_EN_COURS, Etat
from portail.domaine.rappels import a_rappeler
from portail.persistance.courriels import Courriel, EtatCourriel
from portail.persistance.dossiers import Dossier
from portail.persistance.rappels import Rappel
from portail.services import codes_courriel
from portail.services.courriels import deposer
from portail.services.journal import DossierChange

PROPOSES = (Etat.ACCORD_CONCLU, Etat.FIN_ACCORD, *PAIEMENTS_EN_COURS)
GARDES = (*PROPOSES, Etat.DEFAUT)  # nothing is sent after a default; a payment noted then starts them again
FAIT = "rappel"
_CORPS = (
    "Portail : une date de votre dossier {debut} approche.\n"
    "Ouvrez-le avec votre lettre.\n"
    "Nous ne demandons jamais de paiement par e-mail.\n\n"
    "Vous ne voulez plus ces messages ? Dites-le dans votre dossier.\n\n"
    "Message automatique : ne répondez pas à cette adresse.\n"
)

journal = logging.getLogger(__name__)


class AdresseManquante(Exception):
    """A mail is wanted, and no address is known or given."""


def choix(session: Session, dossier: Dossier) -> Rappel | None:
    """What the debtor said; None if he said nothing yet."""
    return session.get(Rappel, dossier.id)


def adresse(dossier: Dossier, rappel: Rappel | None) -> str:
    """Where a reminder goes: the address known before the letter, else the one typed for this; "" if nowhere."""
    return codes_courriel.adresse(dossier) or (rappel.courriel if rappel else "")


def choisir(session: Session, dossier: Dossier, *, par_courriel: bool, courriel: str, maintenant: datetime) -> None:
    """The debtor's choice, in place of the one before; without mails, the typed address is erased at once. Commits.

    `courriel` is forgotten when an address was known before the letter; what still waits goes to the new address.
    « No » is heard as long as a choice is kept, after a default too. Raises AdresseManquante, and DossierChange when
    the payments ended meanwhile.
    """
    if dossier.etat not in (PROPOSES if par_courriel else GARDES):
        raise DossierChange
    tapee = "" if codes_courriel.adresse(dossier) or not par_courriel else courriel
    if par_courriel and not (codes_courriel.adresse(dossier) or tapee):
        raise AdresseManquante
    suite = (codes_courriel.adresse(dossier) or tapee) if par_courriel else ""
    _vider_la_boite(session, dossier, maintenant, suite)
    rappel = choix(session, dossier)
    if rappel is None:
        rappel = Rappel(dossier_id=dossier.id)
        session.add(rappel)
    rappel.par_courriel, rappel.courriel, rappel.choisi_le = par_courriel, tapee, maintenant
    session.commit()


def oublier(session: Session, dossier: Dossier, maintenant: datetime) -> None:
    """Erase the choice, its address, and what waits in the outbox; asked again, as if nothing was said. No commit."""
    _vider_la_boite(session, dossier, maintenant)
    rappel = choix(session, dossier)
    if rappel is not None:
        session.delete(rappel)


def est_rappel(courriel: Courriel) -> bool:
    """True for a reminder: its address may have been typed for that alone, it is nobody's to read."""
    return f".{FAIT}." in courriel.cle


def deposer_dus(fabrique: sessionmaker[Session], maintenant: datetime) -> int:
    """Put every reminder due in the outbox, once for each date; how many. Commits dossier by dossier.

    A dossier that cannot be read is logged and left: the others are not kept waiting.
    """
    nombre = 0
    voulus = select(Rappel.dossier_id).join(Dossier).where(Rappel.par_courriel, Dossier.etat.in_(PAIEMENTS_EN_COURS))
    with fabrique() as session:
        dossiers = list(session.scalars(voulus.order_by(Rappel.dossier_id)))
    for dossier_id in dossiers:
        try:
            nombre += _deposer_un(fabrique, dossier_id, maintenant)
        except Exception:
            journal.exception("dossier %s : le rappel n’a pas pu être préparé", dossier_id)
    return nombre


def effacer_finis(fabrique: sessionmaker[Session], maintenant: datetime) -> int:
    """Erase the choices and the addresses of the dossiers whose payments ended; how many. Commits."""
    with fabrique() as session:
        finis = session.scalars(select(Rappel).join(Dossier).where(Dossier.etat.not_in(GARDES))).all()
        for rappel in finis:
            oublier(session, rappel.dossier, maintenant)
        session.commit()
        return len(finis)


def _deposer_un(fabrique: sessionmaker[Session], dossier_id: int, maintenant: datetime) -> int:
    with fabrique() as session:
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        rappel, accord = choix(session, dossier), dossier.proposition_acceptee
        if rappel is None or not rappel.par_courriel or accord is None or dossier.etat not in PAIEMENTS_EN_COURS:
            return 0  # changed since the list was read
        recu = sum(p.montant_centimes for p in dossier.paiements)
        dus = a_rappeler(accord.echeances_dues, dossier.reports, recu, jour_a_paris(maintenant))
        faits = {f"{FAIT}.{le.isoformat()}": le for le in dus}
        neufs = faits.keys() - _deja_dits(session, dossier)
        for fait in sorted(neufs):
            deposer(
                session,
                dossier,
                fait=fait,
                destinataire=adresse(dossier, rappel),
                sujet="Une date approche",
                corps=_CORPS.format(debut=dossier.reference.split("-")[1]),  # enough for its owner, nothing for others
                maintenant=maintenant,
                perime_le=debut_de_journee(faits[fait]),  # kept back by a failure, it must not come on the day
            )
        session.commit()
        return len(neufs)


def _deja_dits(session: Session, dossier: Dossier) -> set[str]:
    requete = select(Courriel.cle).where(Courriel.dossier_id == dossier.id, Courriel.cle.like(f"%.{FAIT}.%"))
    return {cle.removeprefix(f"{dossier.reference}.") for cle in session.scalars(requete)}


def _vider_la_boite(session: Session, dossier: Dossier, maintenant: datetime, suite: str = "") -> None:
    """The outbox forgets where the reminders went. One that waits goes to `suite`; with none, it is never sent.

    No row is deleted, since one may be on its way. What never left gives its fact back: the date may be told again.
    The caller commits.
    """
    siens = [Courriel.dossier_id == dossier.id, Courriel.cle.like(f"%.{FAIT}.%"), Courriel.destinataire != ""]
    if suite:
        attend = (Courriel.etat == EtatCourriel.A_ENVOYER) & (Courriel.perime_le > maintenant)
        session.execute(update(Courriel).where(*siens, attend).values(destinataire=suite))
        siens.append(~attend)
    jamais_partis = (*siens, Courriel.etat != EtatCourriel.ENVOYE)
    session.execute(
        update(Courriel).where(*jamais_partis).values(cle=Courriel.cle + ".retire." + cast(Courriel.id, String))
    )
    session.execute(update(Courriel).where(*siens).values(destinataire="", corps="", perime_le=maintenant))
