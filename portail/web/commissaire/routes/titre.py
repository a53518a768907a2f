"""The titre exécutoire: its checklist, its issue; then the debtor's free copy (R125-6, R125-8)."""

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role
from portail.persistance.actes import GenreDocument
from portail.persistance.dossiers import Dossier
from portail.persistance.signatures import ActeSigne
from portail.services import titre as service
from portail.services.constats import Suspendu
from portail.services.signataires import SignatureManquante
from portail.services.signature.motifs import SignatureRefusee
from portail.web import preuve
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, moyens, session_bd
from portail.web.commissaire import bp, signature
from portail.web.commissaire.commun import commissaire, pas_possible, refuser, retour_si_ferme
from portail.web.commissaire.forms import COPIES, CopieForm, TitreForm
from portail.web.commissaire.mots import PARTIES_DU_TITRE
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/titre")
@autorise(Role.COMMISSAIRE, Action.DELIVRER_TITRE)
def titre(dossier: Dossier) -> Reponse:
    detour = retour_si_ferme(dossier, Action.DELIVRER_TITRE)
    if detour is not None:
        return detour
    if dossier.suspendu:
        return pas_possible(dossier, gettext("Délivrer le titre exécutoire"), Suspendu())
    form = TitreForm(dossier)
    form.vu.data = service.empreinte(dossier)
    return _page(dossier, form)


@bp.post("/dossiers/<reference>/titre")
@autorise(Role.COMMISSAIRE, Action.DELIVRER_TITRE, prouve=True)
def delivrer(dossier: Dossier) -> Reponse:
    """Signs and issues; where the commissaire signs elsewhere, prepares what he signs."""
    form, a_distance, code = TitreForm(dossier), moyens().signataires.a_distance, 422
    if form.validate_on_submit() and (a_distance or preuve.acquise(form)):
        faire = service.remettre_a_signer if a_distance else service.delivrer
        try:
            faire(session_bd(), dossier, moyens(), vu=form.vu.data, commissaire=commissaire(), acteur=acteur())
        except Suspendu as refus:
            return pas_possible(dossier, gettext("Délivrer le titre exécutoire"), refus)
        except (service.MentionsManquantes, SignatureManquante) as refus:
            refuser(form, refus)
        except SignatureRefusee as refus:
            refuser(form, refus)
            code = signature.statut(refus)
        else:
            return redirect(url_for(".signer_titre" if a_distance else ".copie", reference=dossier.reference), 303)
    return _page(dossier, form, statut=code)


@bp.get("/dossiers/<reference>/copie")
@autorise(Role.COMMISSAIRE, Action.REMETTRE_COPIE)
def copie(dossier: Dossier) -> Reponse:
    return retour_si_ferme(dossier, Action.REMETTRE_COPIE) or _copie(dossier, CopieForm(dossier))


@bp.post("/dossiers/<reference>/copie")
@autorise(Role.COMMISSAIRE, Action.REMETTRE_COPIE)
def remettre_copie(dossier: Dossier) -> Reponse:
    form = CopieForm(dossier)
    if not form.validate_on_submit():
        return _copie(dossier, form, statut=422)
    service.remettre_copie(session_bd(), dossier, COPIES[form.mode.data].lower(), acteur())
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _page(dossier: Dossier, form: TitreForm, statut: int = 200) -> Response:
    """Fit for a dossier whose state has moved too: the service refused, the page says so."""
    accord = dossier.proposition_acceptee
    if moyens().signataires.a_distance:
        form.lu.label.text = gettext("J’ai lu le projet de titre. Je vais le signer.")
    controles = service.controle(session_bd(), dossier, moyens(), commissaire(), maintenant())
    constate = jour_a_paris(dossier.fin_constatee_le) if dossier.fin_constatee_le else None
    return rendre(
        "commissaire/titre.html",
        statut=statut,
        dossier=dossier,
        form=form,
        controles=[(PARTIES_DU_TITRE[partie], motifs) for partie, motifs in controles.items()],
        complet=not any(controles.values()),
        accord=accord,
        somme=sum(e.montant_centimes for e in accord.echeances_dues) if accord else 0,
        constate=constate,
        preuve_exigee=preuve.exigee(),
        **signature.contexte(dossier, ActeSigne.TITRE),
    )


def _copie(dossier: Dossier, form: CopieForm, statut: int = 200) -> Response:
    emis = next((d for d in reversed(dossier.documents) if d.genre is GenreDocument.TITRE), None)
    return rendre("commissaire/copie.html", statut=statut, dossier=dossier, form=form, document=emis)
