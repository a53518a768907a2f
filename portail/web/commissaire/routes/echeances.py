"""The month at a glance: which delays end on which day, and how many days are left."""

from calendar import Calendar
from datetime import date

from flask import Response, request
from flask_login import current_user

from portail.domaine.delais import ajouter_mois, jour_a_paris
from portail.domaine.procedure import PROCEDURE_EN_COURS, Etat, Role
from portail.web.acces import reserve_a
from portail.web.base import maintenant, session_bd
from portail.web.commissaire import bp, requete
from portail.web.commissaire.suites import suite
from portail.web.langue import mois, nom_jour
from portail.web.rendu import rendre

_ETATS = (*PROCEDURE_EN_COURS, Etat.FIN_ACCORD)


@bp.get("/echeances")
@reserve_a(Role.COMMISSAIRE)
def echeances() -> Response:
    aujourd_hui = jour_a_paris(maintenant())
    premier = _mois(request.args.get("mois", ""), aujourd_hui)
    suivant = ajouter_mois(premier, 1)
    lus = requete.dossiers(session_bd(), current_user.etude_id, _ETATS)
    lignes = sorted(
        ((d.fin_stricte, d) for d in lus if d.fin_stricte and premier <= d.fin_stricte < suivant),
        key=lambda ligne: (ligne[0], ligne[1].id),
    )
    par_jour: dict[date, int] = {}
    for fin, _ in lignes:
        par_jour[fin] = par_jour.get(fin, 0) + 1
    semaines = Calendar().monthdatescalendar(premier.year, premier.month)
    return rendre(
        "commissaire/echeances.html",
        titre=mois(premier),
        semaines=semaines,
        premier=premier,
        aujourd_hui=aujourd_hui,
        par_jour=par_jour,
        jours=[nom_jour(le) for le in semaines[0]],
        lignes=[(fin, (fin - aujourd_hui).days, d, suite(d, maintenant())) for fin, d in lignes],
        avant=ajouter_mois(premier, -1),
        apres=suivant,
        passes=sum(1 for d in lus if d.fin_prorogee and d.fin_prorogee < aujourd_hui and d.etat in PROCEDURE_EN_COURS),
    )


def _mois(texte: str, aujourd_hui: date) -> date:
    """The first day of the month « 2026-12 », else of the present one."""
    try:
        lu = date.fromisoformat(f"{texte}-01")
    except ValueError:
        return aujourd_hui.replace(day=1)
    return lu if 2016 <= lu.year <= 2199 else aujourd_hui.replace(day=1)
