"""The calculations offered to scripts: named text arguments in, plain values out (JSON without any more work)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from portail.domaine.arguments import ArgumentInvalide, Arguments
from portail.domaine.creance import examiner
from portail.domaine.delais import calculer_delai
from portail.domaine.echeancier import DUREE_MAX_MOIS, par_mensualite, par_nombre
from portail.domaine.ecriture import ecrire_montant
from portail.domaine.feries import Zone, jours_feries
from portail.domaine.frais import TERRITOIRES, calculer_frais
from portail.domaine.injonction import Voie, cout_injonction
from portail.domaine.interets import QualiteCreancier, calculer_interets, calculer_penalites
from portail.domaine.lecture_demande import CHAMPS_DEMANDE, lire_demande
from portail.domaine.lettres import montant_en_lettres
from portail.domaine.prescription import calculer_prescription, regime, reprise
from portail.domaine.resultats import (
    decrire_echeancier,
    decrire_frais,
    decrire_injonction,
    decrire_interets,
    iso,
)
from portail.domaine.tables import TABLES_PUBLIEES, Tables
from portail.domaine.territoire import ressort

Resultat = dict[str, Any]


class Operation(NamedTuple):
    arguments: tuple[str, ...]
    calculer: Callable[[Arguments, Tables], Resultat]


def executer(nom: str, arguments: Any, tables: Tables = TABLES_PUBLIEES) -> Resultat:
    """Run one calculation by name; raises Refus.

    >>> executer("delai", {"date": "2026-11-25"})["fin_prorogee"]
    '2026-12-28'
    """
    operation = OPERATIONS.get(nom)
    if operation is None:
        raise ArgumentInvalide(f"Choisissez une opération parmi : {', '.join(OPERATIONS)}.")
    return operation.calculer(Arguments(arguments, operation.arguments), tables)


def lire_zone(texte: str) -> Zone:
    """A zone by its name, or by the code of a département or commune.

    >>> lire_zone("alsace-moselle"), lire_zone("974")
    (<Zone.ALSACE_MOSELLE: 'alsace_moselle'>, <Zone.REUNION: 'reunion'>)
    """
    nom = texte.strip().lower().replace("-", "_")
    if nom == "metropole":
        return Zone.GENERAL
    if nom in tuple(Zone):
        return Zone(nom)
    if nom[:1].isdigit():
        return ressort(nom).zone
    raise ArgumentInvalide(f"« zone » : choisissez parmi {', '.join(Zone)}, ou indiquez un code de commune.")


def _delai(a: Arguments, tables: Tables) -> Resultat:
    delai = calculer_delai(a.jour("date"), _zone(a))
    return {
        "envoi": delai.envoi.isoformat(),
        "fin_stricte": delai.fin_stricte.isoformat(),
        "fin_prorogee": delai.fin_prorogee.isoformat(),
        "zone": str(delai.zone),
    }


def _zone(a: Arguments) -> Zone:
    return lire_zone(a.texte("zone")) if a.contient("zone") else Zone.GENERAL


def _feries(a: Arguments, tables: Tables) -> Resultat:
    zone = _zone(a)
    jours = jours_feries(a.entier("annee"), zone)
    return {
        "annee": a.entier("annee"),
        "zone": str(zone),
        "jours": [j.le.isoformat() for j in jours],
        "noms": [j.nom for j in jours],
    }


def _echeancier(a: Arguments, tables: Tables) -> Resultat:
    options: dict[str, Any] = {
        "premiere": a.jour("premiere"),
        "dernier_jour_du_mois": a.drapeau("jour_fin_de_mois"),
        "premier_versement": a.montant_ou("premier_versement", None),
        "duree_max_mois": a.entier("duree_max") if a.contient("duree_max") else DUREE_MAX_MOIS,
    }
    if a.contient("nombre") == a.contient("mensualite"):
        raise ArgumentInvalide("Indiquez soit le nombre de paiements, soit le montant par mois.")
    if not 1 <= options["duree_max_mois"] <= 600:
        raise ArgumentInvalide("« duree_max » : indiquez un nombre de mois compris entre 1 et 600.")
    if a.contient("nombre"):
        plan = par_nombre(a.montant("total"), a.entier("nombre"), **options)
    else:
        plan = par_mensualite(a.montant("total"), a.montant("mensualite"), **options)
    return decrire_echeancier(plan)


def _frais(a: Arguments, tables: Tables) -> Resultat:
    territoire = a.choix("territoire", TERRITOIRES, "metropole")
    return decrire_frais(calculer_frais(a.montant_positif("montant"), a.jour("date"), territoire, tables=tables))


def _injonction(a: Arguments, tables: Tables) -> Resultat:
    cout = cout_injonction(
        a.montant_positif("montant"),
        a.jour("date"),
        voie=Voie(a.choix("voie", tuple(Voie), Voie.PAPIER)),
        greffe_centimes=a.montant_ou("greffe", None),
        tables=tables,
    )
    return decrire_injonction(cout)


def _interets(a: Arguments, tables: Tables) -> Resultat:
    principal, depuis, jusqu_au = a.montant("principal"), a.jour("depuis"), a.jour("jusqu_au")
    creancier = QualiteCreancier(a.choix("creancier", tuple(QualiteCreancier)))
    taux, fige_le = a.taux_ou("taux", None), a.jour_ou("fige_le", None)
    if a.drapeau("penalites"):
        professionnel = creancier is QualiteCreancier.PROFESSIONNEL
        resultat = calculer_penalites(
            principal,
            depuis,
            jusqu_au,
            debiteur_professionnel=True,
            creancier_professionnel=professionnel,
            taux_contractuel=taux,
            fige_le=fige_le,
            tables=tables,
        )
    else:
        resultat = calculer_interets(
            principal, depuis, jusqu_au, creancier=creancier, taux_contractuel=taux, fige_le=fige_le, tables=tables
        )
    return decrire_interets(resultat)


_PERSONNES = ("particulier", "professionnel")


def _prescription(a: Arguments, tables: Tables) -> Resultat:
    du_regime = regime(
        debiteur_professionnel=a.choix("debiteur", _PERSONNES, "particulier") == "professionnel",
        creancier_professionnel=a.choix("creancier", _PERSONNES, "professionnel") == "professionnel",
        contractuelle=a.choix("cause", ("contractuelle", "statutaire"), "contractuelle") == "contractuelle",
    )
    repart = [a.jour_ou(nom, None) for nom in ("refus", "constat", "fin_du_mois")]
    p = calculer_prescription(
        a.jour("exigible"),
        du_regime,
        acceptation_constatee_le=a.jour_ou("acceptation", None),
        reprise_le=reprise(refus=repart[0], constat=repart[1], fin_du_mois=repart[2]),
        ne_le=a.jour_ou("naissance", None),
    )
    au = a.jour_ou("au", None)
    return {
        "regime": str(p.regime),
        "annees": p.regime.annees,
        "article": p.regime.article,
        "exigible": p.exigible_le.isoformat(),
        "fin_initiale": p.fin_initiale.isoformat(),
        "suspendue_le": iso(p.suspendue_le),
        "reprise_le": iso(p.reprise_le),
        "jours_acquis": p.jours_acquis,
        "fin": iso(p.fin),
        "acquise": p.est_acquise(au) if au else None,
        "jours_restants": p.jours_restants(au) if au else None,
    }


def _ressort(a: Arguments, tables: Tables) -> Resultat:
    r = ressort(a.texte("code"), emprise_aerodrome=a.drapeau("emprise_aerodrome"))
    return {
        "code": a.texte("code").strip().upper(),
        "departement": r.departement,
        "nom": r.nom,
        "cour_appel": r.cour_appel,
        "juridiction": r.juridiction,
        "zone": str(r.zone),
        "territoire": r.territoire,
        "hors_procedure": r.hors_procedure,
        "note": r.note,
    }


def _montant(a: Arguments, tables: Tables) -> Resultat:
    centimes = a.montant("texte")
    return {"centimes": centimes, "ecrit": ecrire_montant(centimes), "en_lettres": montant_en_lettres(centimes)}


def _verifier_creance(a: Arguments, tables: Tables) -> Resultat:
    verdict = examiner(lire_demande(a), au=a.jour("date"))
    return {
        "verdict": str(verdict.issue),
        "total_centimes": verdict.total_centimes,
        "motifs": [motif._asdict() for motif in verdict.motifs],
    }


_ECHEANCIER = ("total", "nombre", "mensualite", "premiere", "jour_fin_de_mois", "premier_versement", "duree_max")
_INTERETS = ("principal", "depuis", "jusqu_au", "creancier", "taux", "penalites", "fige_le")
_PRESCRIPTION = (
    *("exigible", "debiteur", "creancier", "cause", "acceptation", "refus", "constat", "fin_du_mois"),
    *("naissance", "au"),
)
OPERATIONS: dict[str, Operation] = {
    "delai": Operation(("date", "zone"), _delai),
    "echeancier": Operation(_ECHEANCIER, _echeancier),
    "frais": Operation(("montant", "date", "territoire"), _frais),
    "injonction": Operation(("montant", "date", "voie", "greffe"), _injonction),
    "interets": Operation(_INTERETS, _interets),
    "ressort": Operation(("code", "emprise_aerodrome"), _ressort),
    "montant": Operation(("texte",), _montant),
    "prescription": Operation(_PRESCRIPTION, _prescription),
    "feries": Operation(("annee", "zone"), _feries),
    "verifier_creance": Operation(CHAMPS_DEMANDE, _verifier_creance),
}
