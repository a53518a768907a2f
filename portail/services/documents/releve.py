"""The journal of one dossier, to be read by a person: each act, what it says, the hash that holds it in the chain."""

from dataclasses import dataclass
from datetime import datetime

from portail.services.documents.actes import LIBRE, MODELE_NON_OFFICIEL, imprimer_acte
from portail.services.documents.blocs import Bloc, empreinte, fiche, paragraphe, partie, rubrique
from portail.services.documents.donnees_actes import PartiesImprimees
from portail.services.documents.formats import instant, jour
from portail.services.documents.texte import assainir


@dataclass(frozen=True)
class ActeReleve:
    """One row. `faits`: what the act says, as (label, value); none once erased at the end of retention."""

    numero: int
    seq: int
    acte: str
    auteur: str
    article: str
    recu_le: datetime
    ecrit_le: datetime
    faits: tuple[tuple[str, str], ...]
    empreinte: str
    efface: bool = False


@dataclass(frozen=True)
class ReleveDonnees:
    """`ancre_le`: when the head that these acts lead to was signed outside the database, None if not yet."""

    parties: PartiesImprimees
    actes: tuple[ActeReleve, ...]
    ancre_le: datetime | None


def imprimer_releve(donnees: ReleveDonnees) -> bytes:
    d = assainir(donnees)
    blocs: list[Bloc] = [
        partie("Créancier", d.parties.creancier),
        partie("Débiteur", d.parties.debiteur),
        paragraphe(
            "Chaque acte est écrit une fois, dans l’ordre, et son empreinte dépend de celle de l’acte précédent\u00a0: "
            "en changer un seul change toutes les suivantes. Le fichier verifier.py, joint, refait ces calculs sans "
            "nous."
        ),
        paragraphe(_ancrage(d)),
    ]
    for acte in d.actes:
        blocs += _acte(acte)
    return imprimer_acte(
        d.parties.tirage,
        d.parties.etude,
        intitule="Relevé du journal",
        sous_titre=f"{len(d.actes)} actes, du {jour(d.actes[0].recu_le)} au {jour(d.actes[-1].recu_le)}"
        if d.actes
        else "",
        etiquette=MODELE_NON_OFFICIEL,
        blocs=blocs,
        pages=LIBRE,
    )


def _ancrage(d: ReleveDonnees) -> str:
    if d.ancre_le is None:
        return "La tête de cette chaîne n’a pas encore été signée hors de la base\u00a0: elle l’est chaque jour."
    return f"La tête de cette chaîne a été signée hors de la base le {instant(d.ancre_le)}."


def _acte(a: ActeReleve) -> list[Bloc]:
    effaces = (("Contenu", "effacé au terme de la durée de conservation"),) if a.efface else ()
    return [
        rubrique(f"{a.numero}. {a.acte}"),
        fiche(
            (
                ("Reçu le", instant(a.recu_le)),
                ("Écrit le", instant(a.ecrit_le) if a.ecrit_le != a.recu_le else ""),
                ("Par", a.auteur),
                ("Texte", a.article),
                *a.faits,
                *effaces,
            )
        ),
        *empreinte(f"Empreinte (ligne {a.seq} du journal)", a.empreinte),
    ]
