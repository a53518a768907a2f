"""The constats: acceptance (R. 125-3) and the four ends (R. 125-5). No official model exists; each says so."""

from portail.services.documents.actes import MODELE_NON_OFFICIEL, en_tete, imprimer_acte
from portail.services.documents.blocs import Bloc, creance, en_texte, fiche, liste, partie, rubrique
from portail.services.documents.donnees_actes import Constat
from portail.services.documents.formats import jour
from portail.services.documents.phrases import envoi
from portail.services.documents.redaction import Redaction, rediger
from portail.services.documents.texte import assainir


def imprimer_constat(donnees: Constat, *, projet: bool = False) -> bytes:
    """The constat to sign; with `projet`, the draft that waits for the commissaire, without place for a signature."""
    d = assainir(donnees)
    r = rediger(d)
    return imprimer_acte(
        d.parties.tirage,
        d.parties.etude,
        intitule=f"Projet – {r.intitule}" if projet else r.intitule,
        sous_titre=f"Article {r.article} du code des procédures civiles d’exécution",
        etiquette=MODELE_NON_OFFICIEL,
        blocs=_blocs(d, r),
        blocs_lies=_suite(r),
        fait="" if projet else _fait(d),
        signature="" if projet else "Signature et sceau du commissaire de justice",
        projet=projet,
    )


def texte_constat(donnees: Constat) -> str:
    """The same words as the PDF, for the screen where the commissaire reads before recording.

    One line for each entry; a heading follows an empty line. Who establishes it, where and on which day are part of it.
    """
    d = assainir(donnees)
    r = rediger(d)
    lignes = (
        *en_tete(d.parties.etude),
        "",
        r.intitule,
        f"Article {r.article} du code des procédures civiles d’exécution",
        en_texte([*_blocs(d, r), *_suite(r)]),
        _fait(d),
    )
    return "\n".join(lignes)


def _fait(d: Constat) -> str:
    return f"Fait à {d.lieu}, le {jour(d.fait_le)}."


def _blocs(d: Constat, r: Redaction) -> list[Bloc]:
    p = d.parties
    return [
        rubrique("Les personnes"),
        partie("Créancier", p.creancier),
        partie("Destinataire", p.debiteur),
        rubrique("La créance invoquée"),
        *creance(p.creance),
        rubrique("L’invitation"),
        fiche(envoi(d.envoi)),
        rubrique("Ce qui est constaté"),
        *r.constatations,
    ]


def _suite(r: Redaction) -> list[Bloc]:
    """What stands just above the signature, so that no page holds a signature alone."""
    return [rubrique("Ce qui en résulte"), liste(r.effets)]
