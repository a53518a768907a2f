"""The conditions for opening the procedure (L125-1, R125-1; decisions D6 to D8, D11 to D14), one function each."""

from collections.abc import Callable, Iterator
from datetime import date

from portail.domaine.demande import Cause, Demande, Issue, Motif, Nature, plafond
from portail.domaine.phrases import Duree, Montant, Phrase
from portail.domaine.prescription import calculer_prescription, regime
from portail.domaine.saisie import SaisieInvalide
from portail.domaine.territoire import ressort

DEBUT_DE_LA_PROCEDURE = date(2016, 6, 1)
EXCLUSION_ENTRE_COMMERCANTS = date(2026, 4, 25)
ALERTE_PRESCRIPTION_JOURS = 60
INDEMNITE_PAR_FACTURE_CENTIMES = 4_000

_BLOQUEE, _A_DECIDER, _ACCEPTEE = Issue.BLOQUEE, Issue.A_DECIDER, Issue.ACCEPTEE
_L125 = "L125-1 al. 1 CPCE"


def _cause(d: Demande, au: date) -> Iterator[Motif]:
    """E1, E2: contractual or statutory, nothing else."""
    if d.cause is Cause.AUTRE:
        phrase = Phrase(
            "La créance doit venir d’un contrat ou d’une obligation statutaire, comme des charges de copropriété."
        )
        yield Motif("CAUSE", _BLOQUEE, _L125, phrase)


def _epoque(d: Demande, au: date) -> Iterator[Motif]:
    if au < DEBUT_DE_LA_PROCEDURE:
        yield Motif("EPOQUE", _BLOQUEE, _L125, Phrase("La procédure simplifiée n’existe que depuis le 1er juin 2016."))


def _montants(d: Demande, au: date) -> Iterator[Motif]:
    """E5: a claim valued in money, with a principal."""
    if any(e.montant_centimes <= 0 for e in d.elements):
        yield Motif(
            "MONTANT", _BLOQUEE, "L111-6 CPCE", Phrase("Chaque élément de la créance doit être supérieur à zéro.")
        )
    if not any(e.nature is Nature.PRINCIPAL for e in d.elements):
        yield Motif("PRINCIPAL", _BLOQUEE, "R125-2 I 3° CPCE", Phrase("Indiquez le montant dû en principal."))


def _plafond(d: Demande, au: date) -> Iterator[Motif]:
    """E3, D6: every element counts, the ceiling itself passes."""
    if (trouve := plafond(au)) is None:
        return
    limite, article = trouve
    if d.total_centimes > limite:
        phrase = Phrase(
            "Le total demandé est de %(total)s : il ne doit pas dépasser %(plafond)s.",
            total=Montant(d.total_centimes),
            plafond=Montant(limite),
        )
        yield Motif("PLAFOND", _BLOQUEE, article, phrase)
    elif d.total_centimes == limite:
        phrase = Phrase(
            "Le total atteint exactement le plafond de %(plafond)s : la demande reste possible.",
            plafond=Montant(limite),
        )
        yield Motif("PLAFOND_ATTEINT", _ACCEPTEE, article, phrase)


def _fractionnement(d: Demande, au: date) -> Iterator[Motif]:
    """D7: one contract is not split to fit under the ceiling."""
    limite = (plafond(au) or (0, ""))[0]
    solde = d.solde_du_contrat_centimes
    if d.renonce_au_surplus:
        phrase = Phrase(
            "Vous renoncez par écrit à réclamer le surplus de ce contrat : la renonciation est jointe au dossier."
        )
        yield Motif("RENONCIATION", _ACCEPTEE, "R125-1 al. 2 CPCE", phrase)
    elif solde is not None and solde > limite:
        phrase = Phrase(
            "Le solde de ce contrat dépasse %(plafond)s : renoncez par écrit au surplus, ou saisissez le tribunal.",
            plafond=Montant(limite),
        )
        yield Motif("FRACTIONNEMENT", _BLOQUEE, "R125-1 al. 2 CPCE", phrase)
    elif d.solde_total_du_contrat is None and solde is None:
        phrase = Phrase("Précisez si la demande couvre tout ce qui reste dû sur ce contrat.")
        yield Motif("SOLDE_INCONNU", _A_DECIDER, "R125-1 al. 2 CPCE", phrase, levable=True)
    elif not d.solde_total_du_contrat and solde is None:
        phrase = Phrase(
            "Une autre somme reste due sur ce contrat : indiquez le solde total, ou renoncez par écrit au surplus."
        )
        yield Motif("AUTRE_SOLDE", _A_DECIDER, "R125-1 al. 2 CPCE", phrase, levable=True)


def _commercants(d: Demande, au: date) -> Iterator[Motif]:
    """E4, D8: invoiced between commerçants, out since 25 April 2026."""
    if au < EXCLUSION_ENTRE_COMMERCANTS:
        return
    debiteur = False if d.debiteur_commercant is None and not d.debiteur_professionnel else d.debiteur_commercant
    createur = False if d.creancier_commercant is None and not d.creancier_professionnel else d.creancier_commercant
    reponses = (createur, debiteur, d.facturee)
    if False in reponses:
        return
    article = "L125-1 CPCE (loi n° 2026-307 du 23 avril 2026)"
    if None in reponses:
        phrase = Phrase(
            "Précisez si le créancier et le débiteur sont tous deux commerçants et si la créance a été facturée : "
            "depuis le 25 avril 2026, ces créances relèvent d’une autre procédure."
        )
        yield Motif("COMMERCANTS_A_PRECISER", _A_DECIDER, article, phrase, levable=True)
        return
    phrase = Phrase(
        "Depuis le 25 avril 2026, une créance facturée entre commerçants ne relève plus de cette procédure : "
        "la procédure des articles L126-1 et suivants est prévue pour elle."
    )
    # Wallis-et-Futuna keeps L125-1 in its 2019 wording (L641-1), without this exclusion.
    ailleurs = d.code_lieu_debiteur is not None and d.code_lieu_debiteur.strip().startswith("986")
    yield Motif("ENTRE_COMMERCANTS", _A_DECIDER if ailleurs else _BLOQUEE, article, phrase, levable=ailleurs)


def _exigibilite(d: Demande, au: date) -> Iterator[Motif]:
    """E5: every element is due; interest and penalties follow their principal when they bear no date."""
    for e in d.elements:
        if e.exigible_le is None and e.nature in (Nature.PRINCIPAL, Nature.AUTRE):
            phrase = Phrase(
                "Indiquez la date à laquelle le montant de %(montant)s devait être payé.",
                montant=Montant(e.montant_centimes),
            )
            yield Motif("EXIGIBILITE_INCONNUE", _A_DECIDER, "L111-2 CPCE", phrase, levable=True)
        elif e.exigible_le is not None and e.exigible_le > au:
            phrase = Phrase(
                "La somme n’est pas encore exigible : le montant de %(montant)s est à payer le %(jour)s.",
                montant=Montant(e.montant_centimes),
                jour=e.exigible_le,
            )
            yield Motif("NON_EXIGIBLE", _BLOQUEE, "L111-2 CPCE", phrase)


_PRESCRIT = Phrase("Le délai de %(annees)s ans pour réclamer le montant de %(montant)s a pris fin le %(fin)s.")
_BIENTOT_PRESCRIT = Phrase(
    "Il reste %(reste)s pour réclamer le montant de %(montant)s en justice (jusqu’au %(fin)s) : l’envoi de la "
    "lettre n’arrête pas ce délai."
)
_DERNIER_JOUR = Phrase(
    "C’est le dernier jour pour réclamer le montant de %(montant)s en justice (jusqu’au %(fin)s) : l’envoi de la "
    "lettre n’arrête pas ce délai."
)


def _prescription(d: Demande, au: date) -> Iterator[Motif]:
    """D11: per element; the sending suspends nothing, so a near end is said."""
    du_regime = regime(
        debiteur_professionnel=d.debiteur_professionnel,
        creancier_professionnel=d.creancier_professionnel,
        contractuelle=d.cause is Cause.CONTRACTUELLE,
    )
    for e in d.elements:
        if e.exigible_le is None or e.exigible_le > au:
            continue
        etat = calculer_prescription(e.exigible_le, du_regime)
        restants = (etat.fin_initiale - au).days
        montant = Montant(e.montant_centimes)
        if restants < 0:
            phrase = _PRESCRIT.avec(annees=du_regime.annees, montant=montant, fin=etat.fin_initiale)
            yield Motif("PRESCRIPTION", _BLOQUEE, du_regime.article, phrase, levable=True)
        elif restants < ALERTE_PRESCRIPTION_JOURS:
            presse = _BIENTOT_PRESCRIT if restants else _DERNIER_JOUR
            phrase = presse.avec(reste=Duree(0, restants), montant=montant, fin=etat.fin_initiale)
            yield Motif("PRESCRIPTION_PROCHE", _ACCEPTEE, f"{du_regime.article} et 2238 C. civ.", phrase)


def _indemnite(d: Demande, au: date) -> Iterator[Motif]:
    """N7: the 40 € only between professionals, for each invoice."""
    article = "C. com. L441-10 II et D441-5"
    for e in d.elements:
        if e.nature is not Nature.INDEMNITE_FORFAITAIRE:
            continue
        if not (d.debiteur_professionnel and d.creancier_professionnel):
            phrase = Phrase("L’indemnité de 40 € n’est due qu’entre professionnels : retirez-la de la demande.")
            yield Motif("INDEMNITE_FORFAITAIRE", _BLOQUEE, article, phrase)
        elif e.montant_centimes % INDEMNITE_PAR_FACTURE_CENTIMES:
            phrase = Phrase("L’indemnité forfaitaire est de 40 € par facture : indiquez un multiple de 40 €.")
            yield Motif("INDEMNITE_MONTANT", _A_DECIDER, article, phrase, levable=True)


def _clause_penale(d: Demande, au: date) -> Iterator[Motif]:
    if any(e.nature is Nature.CLAUSE_PENALE for e in d.elements):
        phrase = Phrase("La clause pénale est présentée à part : un juge peut la réduire si elle est excessive.")
        yield Motif("CLAUSE_PENALE", _ACCEPTEE, "C. civ. 1231-5", phrase)


_D_UNE_COUR = Phrase(
    "Le débiteur dépend de la %(juridiction)s : un commissaire de justice de ce ressort est compétent."
)
_D_UN_TRIBUNAL = Phrase(
    "Le débiteur dépend du %(juridiction)s : un commissaire de justice de ce ressort est compétent."
)


def _lieu(d: Demande, au: date) -> Iterator[Motif]:
    """E6, E7, D14: a place with a competent commissaire."""
    article = "R125-1 al. 1 CPCE"
    if d.pays.strip().upper() not in ("FR", "FRANCE"):
        phrase = Phrase("Le débiteur doit avoir son domicile, sa résidence ou son siège en France.")
        yield Motif("ETRANGER", _BLOQUEE, article, phrase)
        return
    if not d.code_lieu_debiteur:
        yield Motif("LIEU_INCONNU", _A_DECIDER, article, Phrase("Indiquez la commune du débiteur."), levable=True)
        return
    try:
        lieu = ressort(d.code_lieu_debiteur, emprise_aerodrome=d.emprise_aerodrome)
    except SaisieInvalide as refus:
        yield Motif("LIEU_INCONNU", _A_DECIDER, article, refus.phrase, levable=True)
        return
    if lieu.hors_procedure:
        yield Motif("HORS_TERRITOIRE", _BLOQUEE, "Livre VI CPCE", lieu.note or "")
        return
    if lieu.territoire == "wallis_et_futuna":
        yield Motif("WALLIS", _A_DECIDER, "L641-1 CPCE", lieu.note or "", levable=True)
    elif lieu.note:
        yield Motif("NOTE_RESSORT", _ACCEPTEE, article, lieu.note)
    if d.cour_appel_etude is not None and d.cour_appel_etude != lieu.cour_appel:
        dit = _D_UN_TRIBUNAL if (lieu.cour_appel or "").startswith("Tribunal") else _D_UNE_COUR
        yield Motif("RESSORT", _BLOQUEE, article, dit.avec(juridiction=lieu.juridiction))


def _exclusions(d: Demande, au: date) -> Iterator[Motif]:
    """E5: what follows a procedure of its own."""
    if d.pension_alimentaire:
        phrase = Phrase("Une pension alimentaire ne relève pas de cette procédure.")
        yield Motif("PENSION_ALIMENTAIRE", _BLOQUEE, _L125, phrase)
    if d.cheque:
        phrase = Phrase("Un chèque sans provision ne relève pas de cette procédure : il a la sienne.")
        yield Motif("CHEQUE", _BLOQUEE, "CMF L131-73", phrase)


_SITUATIONS = (
    (
        "surendettement",
        "SURENDETTEMENT",
        "C. conso. L722-2",
        Phrase("Un dossier de surendettement est signalé : le commissaire de justice décide de la suite."),
    ),
    (
        "procedure_collective",
        "PROCEDURE_COLLECTIVE",
        "C. civ. 1128",
        Phrase("Une procédure collective est signalée : le commissaire de justice décide de la suite."),
    ),
    (
        "protege_ou_mineur",
        "CAPACITE",
        "C. civ. 1128",
        Phrase("Le débiteur est signalé mineur ou protégé : le commissaire de justice décide de la suite."),
    ),
    (
        "deces",
        "DECES",
        "C. civ. 1128",
        Phrase("Le décès du débiteur est signalé : le commissaire de justice décide de la suite."),
    ),
)


def _situation(d: Demande, au: date) -> Iterator[Motif]:
    """D12: nothing goes on before the commissaire has decided."""
    reponses = [getattr(d, champ) for champ, *_ in _SITUATIONS]
    for reponse, (_, code, article, constat) in zip(reponses, _SITUATIONS, strict=True):
        if reponse:
            yield Motif(code, _A_DECIDER, article, constat, levable=True)
    if None in reponses:
        phrase = Phrase("La situation du débiteur n’est pas entièrement connue : le commissaire de justice la vérifie.")
        yield Motif("SITUATION_INCONNUE", _ACCEPTEE, "C. civ. 1128", phrase)


def _tentative(d: Demande, au: date) -> Iterator[Motif]:
    """D28: no second attempt for the same claim unless the debtor asks for it."""
    if d.tentative_anterieure:
        phrase = Phrase(
            "Cette créance a déjà fait l’objet de la procédure : elle ne recommence qu’à la demande du débiteur."
        )
        yield Motif("TENTATIVE_ANTERIEURE", _BLOQUEE, "R125-5 CPCE", phrase, levable=True)


REGLES: tuple[Callable[[Demande, date], Iterator[Motif]], ...] = (
    _epoque,
    _cause,
    _montants,
    _plafond,
    _fractionnement,
    _commercants,
    _exigibilite,
    _prescription,
    _indemnite,
    _clause_penale,
    _lieu,
    _exclusions,
    _situation,
    _tentative,
)
