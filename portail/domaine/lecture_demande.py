"""Reading a claim described in JSON, as `portail verifier-creance` takes it."""

from collections.abc import Mapping
from typing import Any

from portail.domaine.arguments import ArgumentInvalide, Arguments
from portail.domaine.demande import Cause, Demande, ElementDemande, Nature

_REPONSES = ("creancier_commercant", "debiteur_commercant", "facturee", "solde_total_du_contrat", "surendettement")
_REPONSES_2 = ("procedure_collective", "protege_ou_mineur", "deces")
_DRAPEAUX = ("emprise_aerodrome", "renonce_au_surplus", "pension_alimentaire", "cheque", "tentative_anterieure")
CHAMPS_DEMANDE = (
    *("date", "cause", "elements", "debiteur_professionnel", "creancier_professionnel", "code_lieu_debiteur", "pays"),
    *(*_REPONSES, *_REPONSES_2, *_DRAPEAUX, "solde_du_contrat", "cour_appel_etude"),
)
_ELEMENT = ("nature", "montant", "exigible_le", "libelle")


def lire_demande(a: Arguments) -> Demande:
    """The claim; `debiteur_professionnel` and `cause` must be said; raises ArgumentInvalide."""
    if not a.contient("debiteur_professionnel"):
        raise ArgumentInvalide("Indiquez l’argument « debiteur_professionnel » : true ou false.")
    options: dict[str, Any] = {nom: a.reponse(nom) for nom in (*_REPONSES, *_REPONSES_2)}
    options |= {nom: a.drapeau(nom) for nom in _DRAPEAUX}
    return Demande(
        cause=Cause(a.choix("cause", tuple(Cause))),
        elements=tuple(_element(brut) for brut in a.liste("elements")),
        debiteur_professionnel=a.drapeau("debiteur_professionnel"),
        creancier_professionnel=a.reponse("creancier_professionnel") is not False,
        code_lieu_debiteur=a.texte("code_lieu_debiteur") if a.contient("code_lieu_debiteur") else None,
        pays=a.texte("pays") if a.contient("pays") else "FR",
        solde_du_contrat_centimes=a.montant_ou("solde_du_contrat", None),
        cour_appel_etude=a.texte("cour_appel_etude") if a.contient("cour_appel_etude") else None,
        **options,
    )


def _element(brut: Mapping[str, Any]) -> ElementDemande:
    e = Arguments(brut, _ELEMENT)
    return ElementDemande(
        Nature(e.choix("nature", tuple(Nature), Nature.PRINCIPAL)),
        e.montant("montant"),
        e.jour_ou("exigible_le", None),
        e.texte("libelle") if e.contient("libelle") else "",
    )
