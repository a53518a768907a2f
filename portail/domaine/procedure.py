"""The states of a dossier and who may change them. The whole procedure stands in TRANSITIONS.

Source: art. L125-1 and R125-1 to R125-8 CPCE. Time never changes a state: the clock closes doors
(`domaine.delais.ouvertures`), and a commissaire records the outcome.
"""

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    DEBITEUR = "debiteur"
    CREANCIER = "creancier"
    COMMISSAIRE = "commissaire"


class Etat(StrEnum):
    BROUILLON = "brouillon"
    DEPOSEE = "deposee"
    RECEVABLE = "recevable"
    MANDAT = "mandat"
    ENVOYEE = "envoyee"
    ACCEPTEE = "acceptee"
    PROPOSITION_DEBITEUR = "proposition_debiteur"
    PROPOSITION_CREANCIER = "proposition_creancier"
    REFUS_EXPRIME = "refus_exprime"
    REFUS_DES_TERMES = "refus_des_termes"
    ACCORD_CONCLU = "accord_conclu"
    FIN_REFUS_PARTICIPATION = "fin_refus_participation"
    FIN_EXPIRATION = "fin_expiration"
    FIN_REFUS_MONTANT_OU_MODALITES = "fin_refus_montant_ou_modalites"
    FIN_ACCORD = "fin_accord"
    TITRE_DELIVRE = "titre_delivre"
    COPIE_REMISE = "copie_remise"
    PAIEMENTS = "paiements"
    SOLDE = "solde"
    DEFAUT = "defaut"
    INJONCTION = "injonction"
    AUTRE_VOIE = "autre_voie"
    CLOS = "clos"
    IRRECEVABLE = "irrecevable"
    ABANDONNEE = "abandonnee"


class Action(StrEnum):
    CONSULTER = "consulter"
    COMPLETER = "completer"
    DEPOSER = "deposer"
    RENVOYER = "renvoyer"
    DECLARER_RECEVABLE = "declarer_recevable"
    DECLARER_IRRECEVABLE = "declarer_irrecevable"
    PREPARER_INVITATION = "preparer_invitation"
    ANNULER_INVITATION = "annuler_invitation"
    ENREGISTRER_ENVOI = "enregistrer_envoi"
    REMETTRE_CODES = "remettre_codes"
    ACCEPTER_PARTICIPATION = "accepter_participation"
    REFUSER_PARTICIPATION = "refuser_participation"
    CONSTATER_ACCEPTATION = "constater_acceptation"
    RETIRER_PLAN = "retirer_plan"
    PROPOSER = "proposer"
    RETIRER_PROPOSITION = "retirer_proposition"
    DECLINER_PROPOSITION = "decliner_proposition"
    ACCEPTER_PROPOSITION = "accepter_proposition"
    CHOISIR_PLAN_ACCEPTE = "choisir_plan_accepte"
    REFUSER_TERMES = "refuser_termes"
    CONSTATER_REFUS_PARTICIPATION = "constater_refus_participation"
    CONSTATER_EXPIRATION = "constater_expiration"
    CONSTATER_REFUS_TERMES = "constater_refus_termes"
    CONSTATER_ACCORD = "constater_accord"
    DELIVRER_TITRE = "delivrer_titre"
    REMETTRE_COPIE = "remettre_copie"
    ENREGISTRER_PAIEMENT = "enregistrer_paiement"
    ANNULER_PAIEMENT = "annuler_paiement"
    CONSTATER_SOLDE = "constater_solde"
    DECLARER_DEFAUT = "declarer_defaut"
    CHOISIR_INJONCTION = "choisir_injonction"
    CHOISIR_AUTRE_VOIE = "choisir_autre_voie"
    CLORE = "clore"
    ABANDONNER = "abandonner"
    CONTESTER = "contester"
    SIGNALER = "signaler"
    REPONDRE_SIGNALEMENT = "repondre_signalement"
    AIDER = "aider"
    RENDRE_LA_MAIN = "rendre_la_main"
    OUVRIR_LECTURE = "ouvrir_lecture"
    FERMER_LECTURE = "fermer_lecture"


# Who reads beside the debtor: nothing of the dossier changes, and a page shown before stays true.
SANS_PORTEE = (Action.AIDER, Action.RENDRE_LA_MAIN, Action.OUVRIR_LECTURE, Action.FERMER_LECTURE)


class Transition(NamedTuple):
    """One line of the procedure. `vers` None: the act is journaled and the state stays."""

    action: Action
    role: Role
    depuis: tuple[Etat, ...]
    vers: Etat | None
    article: str


_A, _R, _E, _T = Action, Role, Etat, Transition

# Where the parties are talking: participation is accepted, nothing is concluded.
POURPARLERS = (_E.ACCEPTEE, _E.PROPOSITION_DEBITEUR, _E.PROPOSITION_CREANCIER)
# Failed ends, after which the creditor chooses what comes next.
FINS_SANS_ACCORD = (_E.FIN_REFUS_PARTICIPATION, _E.FIN_EXPIRATION, _E.FIN_REFUS_MONTANT_OU_MODALITES)
# The titre is issued: payments are noted and followed. One may pay from the recorded outcome on, FIN_ACCORD (R125-7).
PAIEMENT_PERMIS = (_E.TITRE_DELIVRE, _E.COPIE_REMISE, _E.PAIEMENTS, _E.SOLDE, _E.DEFAUT)
# What was agreed is being paid.
PAIEMENTS_EN_COURS = (_E.TITRE_DELIVRE, _E.COPIE_REMISE, _E.PAIEMENTS)
# From the sending to the recorded outcome: no payment may take place (R125-7).
PROCEDURE_EN_COURS = (_E.ENVOYEE, *POURPARLERS, _E.REFUS_EXPRIME, _E.REFUS_DES_TERMES, _E.ACCORD_CONCLU)
# The debtor has a letter, and something to follow with it.
LETTRE_RECUE = (*PROCEDURE_EN_COURS, *FINS_SANS_ACCORD, _E.FIN_ACCORD, _E.TITRE_DELIVRE, _E.COPIE_REMISE, _E.PAIEMENTS,
                _E.DEFAUT)  # fmt: skip
# Nothing more can happen.
TERMINAUX = (_E.SOLDE, _E.INJONCTION, _E.AUTRE_VOIE, _E.CLOS, _E.IRRECEVABLE, _E.ABANDONNEE)

# fmt: off
TRANSITIONS: tuple[Transition, ...] = (
    #  action                          qui             depuis                                          vers                                 texte
    _T(_A.COMPLETER,                   _R.CREANCIER,   (_E.BROUILLON,),                                None,                                "R125-2 I"),
    _T(_A.DEPOSER,                     _R.CREANCIER,   (_E.BROUILLON,),                                _E.DEPOSEE,                          "L125-1 al. 1"),
    _T(_A.RENVOYER,                    _R.COMMISSAIRE, (_E.DEPOSEE,),                                  _E.BROUILLON,                        "R125-1"),
    _T(_A.DECLARER_RECEVABLE,          _R.COMMISSAIRE, (_E.DEPOSEE,),                                  _E.RECEVABLE,                        "R125-1"),
    _T(_A.DECLARER_IRRECEVABLE,        _R.COMMISSAIRE, (_E.DEPOSEE, _E.RECEVABLE),                     _E.IRRECEVABLE,                      "R125-1"),
    _T(_A.PREPARER_INVITATION,         _R.COMMISSAIRE, (_E.RECEVABLE,),                                _E.MANDAT,                           "R125-2"),
    _T(_A.ANNULER_INVITATION,          _R.COMMISSAIRE, (_E.MANDAT,),                                   _E.RECEVABLE,                        "R125-2"),
    _T(_A.ENREGISTRER_ENVOI,           _R.COMMISSAIRE, (_E.MANDAT,),                                   _E.ENVOYEE,                          "L125-1 al. 2"),
    _T(_A.REMETTRE_CODES,              _R.COMMISSAIRE, LETTRE_RECUE,                                   None,                                "R125-2 III"),
    _T(_A.ACCEPTER_PARTICIPATION,      _R.DEBITEUR,    (_E.ENVOYEE,),                                  _E.ACCEPTEE,                         "R125-2 III 2°"),
    _T(_A.ACCEPTER_PARTICIPATION,      _R.COMMISSAIRE, (_E.ENVOYEE,),                                  _E.ACCEPTEE,                         "R125-2 III 2°"),
    _T(_A.REFUSER_PARTICIPATION,       _R.DEBITEUR,    (_E.ENVOYEE,),                                  _E.REFUS_EXPRIME,                    "R125-2 III 3°"),
    _T(_A.REFUSER_PARTICIPATION,       _R.COMMISSAIRE, (_E.ENVOYEE,),                                  _E.REFUS_EXPRIME,                    "R125-2 III 3°"),
    _T(_A.CONSTATER_ACCEPTATION,       _R.COMMISSAIRE, (*POURPARLERS, _E.REFUS_DES_TERMES,
                                                        _E.ACCORD_CONCLU),                             None,                                "R125-3"),
    _T(_A.RETIRER_PLAN,                _R.CREANCIER,   (_E.DEPOSEE, _E.RECEVABLE, _E.MANDAT,
                                                        _E.ENVOYEE, *POURPARLERS),                     None,                                "R125-4"),
    _T(_A.PROPOSER,                    _R.DEBITEUR,    (_E.ACCEPTEE, _E.PROPOSITION_CREANCIER),        _E.PROPOSITION_DEBITEUR,             "R125-4"),
    _T(_A.PROPOSER,                    _R.COMMISSAIRE, (_E.ACCEPTEE, _E.PROPOSITION_CREANCIER),        _E.PROPOSITION_DEBITEUR,             "R125-4"),
    _T(_A.PROPOSER,                    _R.CREANCIER,   (_E.ACCEPTEE, _E.PROPOSITION_DEBITEUR),         _E.PROPOSITION_CREANCIER,            "R125-4"),
    _T(_A.RETIRER_PROPOSITION,         _R.DEBITEUR,    (_E.PROPOSITION_DEBITEUR,),                     _E.ACCEPTEE,                         "R125-4"),
    _T(_A.RETIRER_PROPOSITION,         _R.CREANCIER,   (_E.PROPOSITION_CREANCIER,),                    _E.ACCEPTEE,                         "R125-4"),
    _T(_A.DECLINER_PROPOSITION,        _R.DEBITEUR,    (_E.PROPOSITION_CREANCIER,),                    _E.ACCEPTEE,                         "R125-4"),
    _T(_A.DECLINER_PROPOSITION,        _R.CREANCIER,   (_E.PROPOSITION_DEBITEUR,),                     _E.ACCEPTEE,                         "R125-4"),
    _T(_A.ACCEPTER_PROPOSITION,        _R.DEBITEUR,    (_E.PROPOSITION_CREANCIER,),                    _E.ACCORD_CONCLU,                    "L125-1 al. 3"),
    _T(_A.ACCEPTER_PROPOSITION,        _R.COMMISSAIRE, (_E.PROPOSITION_CREANCIER,),                    _E.ACCORD_CONCLU,                    "L125-1 al. 3"),
    _T(_A.ACCEPTER_PROPOSITION,        _R.CREANCIER,   (_E.PROPOSITION_DEBITEUR,),                     _E.ACCORD_CONCLU,                    "L125-1 al. 3"),
    _T(_A.CHOISIR_PLAN_ACCEPTE,        _R.DEBITEUR,    POURPARLERS,                                    _E.ACCORD_CONCLU,                    "L125-1 al. 3"),
    _T(_A.CHOISIR_PLAN_ACCEPTE,        _R.COMMISSAIRE, POURPARLERS,                                    _E.ACCORD_CONCLU,                    "L125-1 al. 3"),
    _T(_A.REFUSER_TERMES,              _R.DEBITEUR,    POURPARLERS,                                    _E.REFUS_DES_TERMES,                 "R125-5 3°"),
    _T(_A.REFUSER_TERMES,              _R.COMMISSAIRE, POURPARLERS,                                    _E.REFUS_DES_TERMES,                 "R125-5 3°"),
    _T(_A.CONSTATER_REFUS_PARTICIPATION, _R.COMMISSAIRE, (_E.REFUS_EXPRIME,),                          _E.FIN_REFUS_PARTICIPATION,          "R125-5 1°"),
    _T(_A.CONSTATER_EXPIRATION,        _R.COMMISSAIRE, (_E.ENVOYEE, *POURPARLERS),                     _E.FIN_EXPIRATION,                   "R125-5 2°"),
    _T(_A.CONSTATER_REFUS_TERMES,      _R.COMMISSAIRE, (_E.REFUS_DES_TERMES,),                         _E.FIN_REFUS_MONTANT_OU_MODALITES,   "R125-5 3°"),
    _T(_A.CONSTATER_ACCORD,            _R.COMMISSAIRE, (_E.ACCORD_CONCLU,),                            _E.FIN_ACCORD,                       "R125-5 4°"),
    _T(_A.DELIVRER_TITRE,              _R.COMMISSAIRE, (_E.FIN_ACCORD,),                               _E.TITRE_DELIVRE,                    "R125-6"),
    _T(_A.REMETTRE_COPIE,              _R.COMMISSAIRE, (_E.TITRE_DELIVRE,),                            _E.COPIE_REMISE,                     "R125-6"),
    _T(_A.ENREGISTRER_PAIEMENT,        _R.CREANCIER,   (_E.COPIE_REMISE, _E.PAIEMENTS, _E.DEFAUT),     _E.PAIEMENTS,                        "R125-7"),
    _T(_A.ANNULER_PAIEMENT,            _R.CREANCIER,   (_E.PAIEMENTS, _E.DEFAUT),                      None,                                "C. civ. 1342"),
    _T(_A.CONSTATER_SOLDE,             _R.CREANCIER,   (_E.PAIEMENTS,),                                _E.SOLDE,                            "C. civ. 1342"),
    _T(_A.DECLARER_DEFAUT,             _R.CREANCIER,   (_E.COPIE_REMISE, _E.PAIEMENTS),                _E.DEFAUT,                           "R125-8"),
    _T(_A.CHOISIR_INJONCTION,          _R.CREANCIER,   FINS_SANS_ACCORD,                               _E.INJONCTION,                       "CPC 1405"),
    _T(_A.CHOISIR_AUTRE_VOIE,          _R.CREANCIER,   FINS_SANS_ACCORD,                               _E.AUTRE_VOIE,                       "R125-2 III 5°"),
    _T(_A.CLORE,                       _R.CREANCIER,   FINS_SANS_ACCORD,                               _E.CLOS,                             "R125-5"),
    _T(_A.ABANDONNER,                  _R.CREANCIER,   (_E.BROUILLON, _E.DEPOSEE, _E.RECEVABLE,
                                                        _E.ENVOYEE, *POURPARLERS),                     _E.ABANDONNEE,                       "L125-1 al. 1"),
    _T(_A.CONTESTER,                   _R.DEBITEUR,    (_E.ENVOYEE, *POURPARLERS),                     None,                                "C. civ. 1353"),
    _T(_A.SIGNALER,                    _R.DEBITEUR,    (_E.ACCORD_CONCLU, _E.FIN_ACCORD,
                                                        _E.TITRE_DELIVRE, _E.COPIE_REMISE,
                                                        _E.PAIEMENTS, _E.DEFAUT),                      None,                                "C. civ. 1104"),
    _T(_A.REPONDRE_SIGNALEMENT,        _R.CREANCIER,   (_E.ENVOYEE, *POURPARLERS, _E.ACCORD_CONCLU,
                                                        _E.FIN_ACCORD, _E.TITRE_DELIVRE,
                                                        _E.COPIE_REMISE, _E.PAIEMENTS, _E.DEFAUT),     None,                                "C. civ. 1104"),
    _T(_A.REPONDRE_SIGNALEMENT,        _R.COMMISSAIRE, (_E.MANDAT, *PROCEDURE_EN_COURS,
                                                        *FINS_SANS_ACCORD, _E.FIN_ACCORD,
                                                        _E.TITRE_DELIVRE, _E.COPIE_REMISE,
                                                        _E.PAIEMENTS, _E.DEFAUT),                      None,                                "L125-1 al. 1"),
    _T(_A.AIDER,                       _R.DEBITEUR,    (_E.MANDAT, *LETTRE_RECUE),                     None,                                "R125-2 III 2°"),
    _T(_A.RENDRE_LA_MAIN,              _R.DEBITEUR,    (_E.MANDAT, *LETTRE_RECUE),                     None,                                "R125-2 III 2°"),
    _T(_A.OUVRIR_LECTURE,              _R.DEBITEUR,    (_E.ENVOYEE, *POURPARLERS),                     None,                                "C. civ. 9"),
    _T(_A.FERMER_LECTURE,              _R.DEBITEUR,    (_E.ENVOYEE, *POURPARLERS),                     None,                                "C. civ. 9"),
)
LECTURES: dict[Action, frozenset[Role]] = {
    _A.CONSULTER: frozenset(_R),
}
# fmt: on

_SUITE = {(t.action, t.role, etat): t.vers or etat for t in TRANSITIONS for etat in t.depuis}
_ARTICLE = {(t.action, t.role): t.article for t in TRANSITIONS}


class ActionInterdite(Exception):
    """The action is not open to this role in the dossier's present state."""

    def __init__(self, action: Action, role: Role, etat: Etat) -> None:
        super().__init__(f"{role} ne peut pas {action} depuis {etat}")
        self.action, self.role, self.etat = action, role, etat


def etat_suivant(action: Action, role: Role, etat: Etat) -> Etat:
    """The state that `action` leads to; raises ActionInterdite.

    >>> etat_suivant(Action.ACCEPTER_PARTICIPATION, Role.DEBITEUR, Etat.ENVOYEE)
    <Etat.ACCEPTEE: 'acceptee'>
    """
    try:
        return _SUITE[action, role, etat]
    except KeyError:
        raise ActionInterdite(action, role, etat) from None


def actions_ouvertes(role: Role, etat: Etat) -> frozenset[Action]:
    """What `role` may do now: the buttons to show, no more and no less (deadlines aside)."""
    return frozenset(a for (a, r, e) in _SUITE if (r, e) == (role, etat))


def role_connait(role: Role, action: Action) -> bool:
    """True if `role` may do `action` in at least one state: the right, state aside."""
    return role in LECTURES.get(action, ()) or (action, role) in _ARTICLE


def article(action: Action, role: Role) -> str:
    """The text on which `role`'s `action` rests, as printed in the journal."""
    return _ARTICLE[action, role]
