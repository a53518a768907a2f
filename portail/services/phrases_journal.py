"""What to tell the operator who verifies the journal: what was found, row by row, and what cannot be told."""

from collections.abc import Iterator
from datetime import datetime

from portail.domaine.delais import jour_a_paris
from portail.domaine.ecriture import accorder, ecrire_date
from portail.services.controle_journal import Anomalie, Genre, Rapport

PHRASES: dict[Genre, str] = {
    Genre.CONTENU: "le contenu de l’acte, ou son sel, a été modifié.",
    Genre.LIGNE: "une colonne de la ligne a été modifiée après son écriture.",
    Genre.EMPREINTE: "l’empreinte enregistrée a été modifiée ; le reste de la ligne est intact.",
    Genre.SCEAU: (
        "le sceau n’est pas celui du portail : il a été modifié, ou la ligne a été ajoutée ou récrite sans la clé."
    ),
    Genre.RECRITE: "ni l’empreinte ni le sceau ne correspondent : la ligne a été ajoutée ou récrite à la main.",
    Genre.DEPLACEE: "intacte{s}, mais pas à {sa} place : écrite{s} sous le numéro {fait}{et_suivants}.",
    Genre.ABSENTE: "retirée{s} du journal.",
    Genre.DOUBLE: "suivie d’une ligne ajoutée, dont le numéro est déjà pris ou impossible (identifiant {fait}).",
    Genre.RUPTURE: "intacte, mais ne suit pas la ligne qui la précède : l’une des deux vient d’ailleurs.",
    Genre.TRONQUE: (
        "absente{s} de la base, alors qu’une ancre l’atteste ({fait}) : la fin du journal a été effacée, ou une "
        "copie plus ancienne a été remise à sa place."
    ),
    Genre.CONTREDITE: "une ancre ({fait}) atteste une autre ligne à cette place : le journal a été récrit.",
    Genre.DESCELLEE: "sans sceau, alors qu’une ancre atteste que le journal était déjà scellé.",
    Genre.ANCRE_FAUSSE: "son ancre ({fait}) n’est pas signée par une clé du portail, ou elle a été modifiée.",
    Genre.HORODATAGE: "l’horodatage de son ancre ({fait}) est celui d’autre chose, ou d’une autorité inconnue.",
    Genre.DOSSIER: "l’état du dossier {fait}, ou le nombre de ses actes, n’est pas celui que dit cette dernière ligne.",
}


def anomalie(a: Anomalie) -> str:
    """One sentence, that begins with the rows at fault."""
    plusieurs = a.de != a.a
    lignes = f"Lignes {a.de} à {a.a}" if plusieurs else f"Ligne {a.de}"
    mots = (
        {"s": "s", "sa": "leur", "et_suivants": " et suivants"}
        if plusieurs
        else {"s": "", "sa": "sa", "et_suivants": ""}
    )
    return f"{lignes} : {PHRASES[a.genre].format(fait=a.fait, **mots)}"


def illisible(lieu: str) -> str:
    """A line of an anchor file that says nothing: no proof against the journal, no proof for it either."""
    return f"Ancre illisible ({lieu}) : elle n’est pas comptée. Comparez avec la copie gardée ailleurs."


def bilan(rapport: Rapport) -> Iterator[str]:
    """What was read and what vouches for it, in a few lines."""
    yield f"Journal conforme : {_lues(rapport)}." if rapport.conforme else f"Journal altéré : {_lues(rapport)}."
    if rapport.effacees:
        yield f"{accorder(rapport.effacees, 'contenu effacé', 'contenus effacés')} : ces actes restent dans la chaîne."
    if rapport.scelle_depuis is None:
        yield "Aucune ligne n’est scellée : seules les ancres disent si le journal a été récrit."
    else:
        yield f"Scellé depuis la ligne {rapport.scelle_depuis}."
    if rapport.ancre is None:
        yield "Aucune ancre : une fin effacée ou une copie plus ancienne ne se verrait pas (portail journal ancrer)."
    else:
        le = ecrire_date(jour_a_paris(datetime.fromisoformat(rapport.ancre.le)))
        yield f"Dernière ancre : ligne {rapport.ancre.seq}, le {le}."
        suivantes = rapport.tete.seq - rapport.ancre.seq
        if suivantes > 0:
            yield f"{accorder(suivantes, 'ligne')} depuis cette ancre : leur disparition ne se verrait pas encore."


def _lues(rapport: Rapport) -> str:
    return f"{accorder(rapport.lignes, 'ligne vérifiée', 'lignes vérifiées')}, tête à la ligne {rapport.tete.seq}"
