"""The second step before the acts that commit to terms: a code by mail, the code under the fold, or on paper.

Always asked, however fresh the sign-in. What is typed is checked before anything is locked, because Argon2 is slow; a
mailed code is used up with the act itself, in its transaction.
"""

import re
from dataclasses import dataclass

from flask import g, request, session
from flask_login import current_user

from portail.domaine.identifiants import LONGUEUR_CODE, LONGUEUR_SIGNATURE, est_bien_forme, normaliser
from portail.persistance.dossiers import Dossier
from portail.services import codes_courriel, connexion, consentement
from portail.services.acteur import SecondPas
from portail.services.codes_courriel import CHIFFRES, CodePerime
from portail.services.consentement import LectureChangee, Lu
from portail.services.empreintes import TropDeMonde
from portail.services.essais import TropDEssais
from portail.web.base import ecritures, maintenant, moyens, session_bd
from portail.web.forms import SignatureForm
from portail.web.langue import heure, instant
from portail.web.messages import phrase
from portail.web.traduction import gettext, ngettext

CLE = "signature"
COURRIEL, FEUILLE = "code_courriel", "code_signature"  # the two inputs
_SAUF_CHIFFRES = re.compile(r"\D+", re.ASCII)


@dataclass(frozen=True)
class Recu:
    """What the request brought: which way, or why not. `numero`: the mailed code to use up with the act."""

    moyen: SecondPas | None = None
    numero: int | None = None
    champ: str = FEUILLE
    refus: str = ""


@dataclass(frozen=True)
class Moyens:
    """What the page offers. `adresse`: masked, "" when no code can be mailed; `envoye`: the code waited for."""

    sous_pli: bool
    adresse: str
    envoye: object | None


def recevoir() -> None:
    """Check what was typed, before the dossier is locked. Called by @autorise, with nothing known of the dossier."""
    courriel, feuille = request.form.get(COURRIEL, ""), request.form.get(FEUILLE, "")
    if courriel.strip():
        g.second_pas = _par_courriel(courriel[:64])
    elif feuille.strip():
        g.second_pas = _par_la_feuille(feuille[:64])
    else:
        g.second_pas = Recu(refus=gettext("Il manque le code. Tapez-le, ou prenez un autre moyen."))


def acquise(form: SignatureForm) -> SecondPas | None:
    """The way by which the person signs, or None: the field then says what is expected. Uses up a mailed code."""
    recu: Recu = g.second_pas
    refus = recu.refus
    if not refus and recu.numero is not None:
        pris = codes_courriel.consommer(session_bd(), recu.numero, _idem(), maintenant())
        refus = "" if pris else _perime()
    if refus:
        form[recu.champ].errors = [refus]
        return None
    return recu.moyen


def sceller(dossier: Dossier, lu: Lu) -> str:
    """The token of what this page shows."""
    return consentement.sceller(moyens().jetons, dossier.id, current_user.ouverte.empreinte, lu, maintenant())


def verifier(form: SignatureForm, dossier: Dossier, present: Lu | None) -> None:
    """Raises LectureChangee unless `present` is what this form's page showed."""
    jeton = form.vu.data or ""
    consentement.verifier(moyens().jetons, jeton, dossier.id, current_user.ouverte.empreinte, present, maintenant())


def lue(form: SignatureForm, dossier: Dossier) -> LectureChangee:
    """The dossier moved meanwhile: what the form's page said, as far as its token tells."""
    seance = current_user.ouverte.empreinte
    try:
        lu = consentement.ouvrir(moyens().jetons, form.vu.data or "", dossier.id, seance, maintenant())
        return LectureChangee(lu)
    except LectureChangee as perdue:
        return perdue


def envoyer(dossier: Dossier, objet: str, coches: list[str]) -> str:
    """Mail a code; gives why not, or "". The boxes already ticked are found again on the page."""
    try:
        codes_courriel.envoyer(session_bd(), moyens().empreintes, dossier, current_user.ouverte, objet, maintenant())
    except codes_courriel.SansAdresse:
        return gettext("Nous n’avons pas d’adresse e-mail sûre pour vous. Prenez un autre moyen.")
    except codes_courriel.TropDEnvois as trop:
        return _trop_d_envois(trop)
    session[CLE] = {"objet": objet, "coches": coches}
    return ""


def coches(objet: str) -> list[str]:
    """The boxes ticked before a code was asked for, on these very terms; within this session only."""
    gardees = session.get(CLE) or {}
    return list(gardees["coches"]) if gardees.get("objet") == objet else []


def oublier() -> None:
    """Signed: nothing waits any more."""
    session.pop(CLE, None)


def offerts(dossier: Dossier, objet: str) -> Moyens:
    """The ways that this person has, to sign this text."""
    ouverte, adresse = current_user.ouverte, codes_courriel.adresse(dossier)
    envoye = codes_courriel.dernier(session_bd(), ouverte, objet, maintenant()) if adresse else None
    return Moyens(
        connexion.code_sous_pli(session_bd(), ouverte), codes_courriel.masquer(adresse) if adresse else "", envoye
    )


def _par_courriel(tape: str) -> Recu:
    code = _SAUF_CHIFFRES.sub("", tape)
    if len(code) != CHIFFRES:
        refus = gettext("Il y a %(nombre)s chiffres dans ce code. Cela ne compte pas comme un essai.", nombre=CHIFFRES)
        return Recu(champ=COURRIEL, refus=refus)
    ouverte = current_user.ouverte
    try:
        with ecritures()() as bd:
            lu = consentement.ouvrir(
                moyens().jetons, request.form.get("vu", ""), current_user.numero, ouverte.empreinte, maintenant()
            )
            numero = codes_courriel.verifier(bd, moyens().empreintes, ouverte, lu.objet, code, _idem(), maintenant())
    except LectureChangee:
        return Recu(champ=COURRIEL, refus=_perime())  # the view shows the new terms instead
    except CodePerime:
        return Recu(champ=COURRIEL, refus=_perime())
    except connexion.Inconnu as faux:
        return Recu(champ=COURRIEL, refus=_dernier() if faux.restants == 0 else code_faux(faux))
    except codes_courriel.TropDeFauxCodes as trop:
        return Recu(champ=COURRIEL, refus=_trop_de_faux(trop))
    except TropDEssais as refus:
        return Recu(champ=COURRIEL, refus=phrase(refus))
    return Recu(SecondPas.COURRIEL, numero, COURRIEL)


def _par_la_feuille(tape: str) -> Recu:
    mot = normaliser(tape)
    try:
        with ecritures()() as bd:
            faute = _faute_de_frappe(mot, connexion.code_sous_pli(bd, current_user.ouverte))
            bd.rollback()
            if faute:
                return Recu(refus=faute)
            moyen = connexion.prouver_par_la_feuille(bd, moyens().empreintes, current_user.ouverte, mot, maintenant())
    except connexion.Inconnu as faux:
        return Recu(refus=code_faux(faux))
    except (TropDEssais, TropDeMonde) as refus:
        return Recu(refus=phrase(refus))
    return Recu(moyen)


def _trop_d_envois(trop: codes_courriel.TropDEnvois) -> str:
    if trop.bref:
        return gettext(
            "Trois codes sont déjà partis. Attendez %(heure)s pour un autre, ou prenez un autre moyen.",
            heure=heure(trop.jusqu_a),
        )
    return gettext(
        "Beaucoup de codes sont déjà partis. Un autre sera possible %(instant)s. Ou prenez un autre moyen.",
        instant=instant(trop.jusqu_a),
    )


def _faute_de_frappe(mot: str, sous_pli: bool) -> str:
    """A slip is told as a slip, and costs no try."""
    attendue = LONGUEUR_SIGNATURE if sous_pli else LONGUEUR_CODE
    if sous_pli and est_bien_forme(mot, LONGUEUR_CODE):
        return gettext("C’est le code d’ouverture. Tapez celui du volet plié. Cela ne compte pas comme un essai.")
    if len(mot) != attendue:
        return gettext(
            "Il y a %(attendue)s caractères dans ce code. Vous en avez tapé %(nombre)s.",
            attendue=attendue,
            nombre=len(mot),
        )
    if not est_bien_forme(mot, attendue):
        return gettext("Un caractère n’est pas le bon. Regardez de nouveau. Cela ne compte pas comme un essai.")
    return ""


def code_faux(refus: connexion.Inconnu) -> str:
    """A wrong code, and how many tries are left."""
    if refus.restants == 0:
        return gettext("Ce n’est pas le bon code. C’était le dernier essai avant une pause de 15 minutes.")
    return ngettext(
        "Ce n’est pas le bon code. Il vous reste %(num)s essai.",
        "Ce n’est pas le bon code. Il vous reste %(num)s essais.",
        refus.restants,
    )


def _dernier() -> str:
    """How long the pause lasts depends on what was tried before: the next page says it."""
    return gettext("Ce n’est pas le bon code. C’était le dernier essai avant une pause.")


def _trop_de_faux(trop: codes_courriel.TropDeFauxCodes) -> str:
    return gettext(
        "Trop de mauvais codes ont été tapés. Ce moyen rouvre %(instant)s. Prenez un autre moyen.",
        instant=instant(trop.jusqu_a),
    )


def _perime() -> str:
    return gettext("Ce code ne sert plus. Demandez-en un autre.")


def _idem() -> str:
    return request.form.get("idem", "")[:64]
