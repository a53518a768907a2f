"""The results of the calculations as plain values: what scripts read, and keep stable."""

from datetime import date
from typing import Any

from portail.domaine.echeancier import Echeancier
from portail.domaine.frais import Frais, Periode
from portail.domaine.injonction import Injonction
from portail.domaine.interets import Interets

Resultat = dict[str, Any]


def decrire_periode(periode: Periode) -> Resultat:
    return {
        "du": iso(periode.du),
        "au": iso(periode.au),
        "texte": periode.texte,
        "source": periode.source,
        "verifie_le": periode.verifie_le.isoformat(),
        "certitude": periode.certitude,
        "exemple": periode.exemple,
    }


def iso(le: date | None) -> str | None:
    return le.isoformat() if le else None


def decrire_echeancier(plan: Echeancier) -> Resultat:
    return {
        "total_centimes": plan.total_centimes,
        "nombre": plan.nombre,
        "mensualite_centimes": plan.mensualite_centimes,
        "fin": plan.fin.isoformat(),
        "fusionnee": plan.fusionnee,
        "echeances": [
            {"numero": numero, "date": le.isoformat(), "montant_centimes": montant}
            for numero, le, montant in plan.echeances
        ],
    }


def decrire_frais(f: Frais) -> Resultat:
    return {
        "montant_centimes": f.montant_centimes,
        "date": f.au.isoformat(),
        "territoire": f.territoire,
        "droit_ht_centimes": f.droit_ht_centimes,
        "frais_dossier_ttc_centimes": f.frais_dossier_ttc_centimes,
        "titre_ttc_centimes": f.titre_ttc_centimes,
        "total_ht_centimes": f.ht_centimes,
        "total_tva_centimes": f.tva_centimes,
        "total_ttc_centimes": f.ttc_centimes,
        "lignes": [
            {
                "code": ligne.code,
                "libelle": ligne.libelle,
                "article": ligne.article,
                "ht_centimes": ligne.ht_centimes,
                "tva_centimes": ligne.tva_centimes,
                "ttc_centimes": ligne.ttc_centimes,
                "taux_tva_pct": float(ligne.taux_tva_pct),
            }
            for ligne in f.lignes
        ],
        "periode": decrire_periode(f.periode),
        "exemple": f.exemple,
        "avertissements": list(f.avertissements),
    }


def decrire_injonction(cout: Injonction) -> Resultat:
    return {
        "montant_centimes": cout.montant_centimes,
        "date": cout.au.isoformat(),
        "coefficient": float(cout.coefficient),
        "emolument_ht_centimes": cout.emolument_ht_centimes,
        "total_centimes": cout.total_centimes,
        "lignes": [poste.__dict__ for poste in cout.lignes],
        "periode": decrire_periode(cout.periode),
        "exemple": cout.exemple,
        "avertissements": list(cout.avertissements),
    }


def decrire_interets(resultat: Interets) -> Resultat:
    return {
        "principal_centimes": resultat.principal_centimes,
        "depuis": resultat.depuis.isoformat(),
        "jusqu_au": resultat.jusqu_au.isoformat(),
        "interets_centimes": resultat.interets_centimes,
        "tranches": [
            {
                "du": t.du.isoformat(),
                "au": t.au.isoformat(),
                "jours": t.jours,
                "base": t.base,
                "taux_pct": float(t.taux_pct),
                "interets_centimes": t.interets_centimes,
                "certitude": t.certitude,
            }
            for t in resultat.tranches
        ],
        "exemple": resultat.exemple,
        "avertissements": list(resultat.avertissements),
    }
