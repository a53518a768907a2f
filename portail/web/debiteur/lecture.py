"""What the debtor reads before signing, and the page that says what changed since he read it."""

from collections.abc import Iterator
from datetime import date

from flask import redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition
from portail.services import declarations
from portail.services.consentement import Genre, LectureChangee, Lu
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.web.base import maintenant
from portail.web.debiteur import depuis, situation
from portail.web.debiteur.composition import Composition
from portail.web.langue import enumerer, euros, jour_mois_an
from portail.web.rendu import rendre
from portail.web.traduction import gettext


def de_composition(dossier: Dossier, composee: Composition, *, participe: bool) -> Lu:
    """One's own terms: an offer, or an agreement at once when the creditor signed them in advance.

    `participe`: the same form says that he takes part, and that statement is read with the other.
    """
    genre = Genre.PLAN if composee.plan else Genre.OFFRE
    nature = NatureRecepisse.ACCORD if composee.plan else NatureRecepisse.PROPOSITION
    dites = [declarations.lire(dossier, nature, composee.termes.dite).empreinte]
    if participe:
        dites.append(declarations.lire(dossier, NatureRecepisse.ACCEPTATION).empreinte)
    return Lu.de(genre, composee.termes.empreinte, composee.echeancier, *dites)


def de_offre(dossier: Dossier) -> Lu | None:
    """The creditor's pending offer; None if there is none any more."""
    offre = dossier.proposition_en_cours
    return _de_offre(dossier, offre) if offre is not None and offre.auteur is Role.CREANCIER else None


def changee(dossier: Dossier, perdue: LectureChangee | None, present: Lu | None, suite: str) -> Reponse:
    """Nothing was recorded: what was read, what it is now, and one way on. `suite`: the page to read and sign again.

    What was read was signed in another tab: the proof of it instead.
    """
    lu = perdue.lu if perdue is not None else None
    faite = depuis.deja_dit(dossier, lu.declarations[0]) if lu is not None else None
    if faite is not None:
        return redirect(url_for("debiteur.acte", reference=dossier.reference, numero=faite.numero), 303)
    return rendre(
        "debiteur/termes_changes.html",
        statut=409,
        lu=lu,
        present=present,
        trop_vieux=perdue is not None and perdue.trop_vieux,
        lignes=list(_lignes(lu, present)),
        suite=suite,
        **situation.contexte(dossier, maintenant()),
    )


def _de_offre(dossier: Dossier, offre: Proposition) -> Lu:
    dite = declarations.lire(dossier, NatureRecepisse.ACCORD, declarations.offre_de(offre))
    return Lu.de(Genre.ACCORD, offre.empreinte, offre.echeancier, dite.empreinte)


def _lignes(lu: Lu | None, present: Lu | None) -> Iterator[tuple[str, str, str]]:
    """Label, what was read, what it is now; "" where there is nothing to say."""
    for (libelle, avant), (_, apres) in zip(_mots(lu or present), _mots(present or lu), strict=True):
        yield libelle, avant if lu else "", apres if present else ""


def _mots(lu: Lu | None) -> tuple[tuple[str, str], ...]:
    if lu is None:
        return ()
    reponse = gettext("à attendre") if lu.genre is Genre.OFFRE else gettext("déjà donné")
    fois = gettext("en une fois") if lu.nombre == 1 else gettext("%(nombre)s fois", nombre=lu.nombre)
    return (
        (gettext("Total"), euros(lu.montant_centimes)),
        (gettext("Paiements"), fois),
        (gettext("Premier paiement"), _paiement(*lu.premier)),
        (gettext("Dernier paiement"), _paiement(*lu.dernier)),
        (gettext("Accord du créancier"), reponse),
    )


def _paiement(le: date, centimes: int) -> str:
    return enumerer((euros(centimes), jour_mois_an(le)))  # short, for a narrow column
