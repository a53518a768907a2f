"""What a titre lacks before it can be delivered: mandatory mentions (CPC 648, R. 125-6) and sums to the cent."""

from collections.abc import Iterator
from itertools import pairwise

from portail.domaine.delais import jour_a_paris
from portail.domaine.phrases import Montant, Phrase
from portail.services.documents.donnees import PartieImprimee
from portail.services.documents.donnees_actes import NatureDiligence, TitreDonnees
from portail.services.documents.formats import a_paris
from portail.services.documents.texte import illisibles

PLAFOND_CENTIMES = 500_000  # R. 125-1

_ILLISIBLES = (
    Phrase("Le nom ou l’adresse du créancier contient un caractère qui ne s’imprime pas."),
    Phrase("Le nom ou l’adresse du débiteur contient un caractère qui ne s’imprime pas."),
)

_DILIGENCES = {
    NatureDiligence.MANDAT: Phrase("le mandat du créancier"),
    NatureDiligence.ENVOI: Phrase("l’envoi de la lettre"),
    NatureDiligence.ACCEPTATION: Phrase("l’acceptation de participer"),
    NatureDiligence.CONSTAT_ACCEPTATION: Phrase("le constat d’acceptation (R. 125-3)"),
    NatureDiligence.PROPOSITION: Phrase("la proposition d’accord (R. 125-4)"),
    NatureDiligence.ACCORD_DEBITEUR: Phrase("l’accord du débiteur"),
    NatureDiligence.ACCORD_CREANCIER: Phrase("l’accord du créancier"),
    NatureDiligence.CONSTAT_ACCORD: Phrase("le constat d’accord (R. 125-5, 4°)"),
}


def controler_titre(donnees: TitreDonnees) -> tuple[str, ...]:
    """What is missing or does not tie, in French, in the order of the act; empty when the titre may be delivered."""
    return tuple(motif for motifs in controler_par_partie(donnees).values() for motif in motifs)


def controler_par_partie(donnees: TitreDonnees) -> dict[str, tuple[str, ...]]:
    """The same, part by part of the act: a part without sentences is complete."""
    controles = (_etude, _parties, _creance, _diligences, _montants, _echeancier, _dates, _formule)
    return {controle.__name__[1:]: tuple(controle(donnees)) for controle in controles}


def _etude(d: TitreDonnees) -> Iterator[str]:
    e = d.parties.etude
    yield from _absents(
        {
            Phrase("le nom du commissaire de justice"): e.commissaire,
            Phrase("l’office du commissaire de justice"): e.nom,
            Phrase("la demeure du commissaire de justice"): e.adresse.en_ligne,
            Phrase("la cour d’appel"): e.cour_appel,
        }
    )


def _parties(d: TitreDonnees) -> Iterator[str]:
    c, x = d.parties.creancier, d.parties.debiteur
    yield from _absents(_mentions_648(c))
    yield from _absents({Phrase("le nom du débiteur"): x.nom, Phrase("l’adresse du débiteur"): x.adresse.en_ligne})
    if not x.personne_morale:
        yield from _absents({Phrase("les prénoms du débiteur"): x.prenoms})
    for phrase, p in zip(_ILLISIBLES, (c, x), strict=True):
        if any(map(illisibles, (p.nom, p.prenoms, *p.adresse.lignes))):
            yield phrase


def _mentions_648(p: PartieImprimee) -> dict[str, object]:
    if p.personne_morale:
        return {
            Phrase("la dénomination du créancier"): p.nom,
            Phrase("la forme du créancier"): p.forme,
            Phrase("le siège social du créancier"): p.adresse.en_ligne,
            Phrase("l’organe qui représente le créancier"): p.representant,
        }
    return {
        Phrase("le nom du créancier"): p.nom,
        Phrase("les prénoms du créancier"): p.prenoms,
        Phrase("la profession du créancier"): p.profession,
        Phrase("le domicile du créancier"): p.adresse.en_ligne,
        Phrase("la nationalité du créancier"): p.nationalite,
        Phrase("la date de naissance du créancier"): p.naissance_le,
        Phrase("le lieu de naissance du créancier"): p.naissance_lieu,
    }


def _creance(d: TitreDonnees) -> Iterator[str]:
    c = d.parties.creance
    yield from _absents(
        {Phrase("le fondement de la créance"): c.fondement, Phrase("les éléments de la créance"): c.elements}
    )
    if any(e.montant_centimes <= 0 for e in c.elements):
        yield Phrase("Chaque élément de la créance doit être supérieur à zéro.")
    if c.total_centimes > PLAFOND_CENTIMES:
        yield Phrase(
            "Le total demandé (%(total)s) dépasse %(plafond)s (article R. 125-1).",
            total=Montant(c.total_centimes),
            plafond=Montant(PLAFOND_CENTIMES),
        )


def _diligences(d: TitreDonnees) -> Iterator[str]:
    faites = {x.nature for x in d.diligences}
    for nature, libelle in _DILIGENCES.items():
        if nature not in faites:
            yield Phrase("Il manque une diligence\u00a0: %(diligence)s.", diligence=libelle)
    if any(x.nature is NatureDiligence.ENVOI and not x.detail for x in d.diligences):
        yield Phrase("Il manque le numéro du recommandé.")
    if any(a_paris(avant.le) > a_paris(apres.le) for avant, apres in pairwise(d.diligences)):
        yield Phrase("Les diligences doivent être dans l’ordre de leurs dates.")


def _montants(d: TitreDonnees) -> Iterator[str]:
    demande, convenu = d.parties.creance.total_centimes, d.accord.montant_centimes
    if convenu <= 0:
        yield Phrase("Le montant convenu doit être supérieur à zéro.")
    if convenu > demande:
        yield Phrase(
            "Le montant convenu (%(convenu)s) dépasse le total demandé (%(demande)s).",
            convenu=Montant(convenu),
            demande=Montant(demande),
        )
    somme = sum(e.montant_centimes for e in d.accord.echeances)
    if somme != convenu:
        yield Phrase(
            "Le total de l’échéancier (%(somme)s) n’est pas le montant convenu (%(convenu)s).",
            somme=Montant(somme),
            convenu=Montant(convenu),
        )


def _echeancier(d: TitreDonnees) -> Iterator[str]:
    echeances = d.accord.echeances
    yield from _absents({Phrase("l’échéancier"): echeances})
    if [e.numero for e in echeances] != list(range(1, len(echeances) + 1)):
        yield Phrase("Les paiements doivent être numérotés à partir de 1, sans trou.")
    if any(e.montant_centimes <= 0 for e in echeances):
        yield Phrase("Chaque paiement doit être supérieur à zéro.")
    if any(avant.le >= apres.le for avant, apres in pairwise(echeances)):
        yield Phrase("Les paiements doivent être dans l’ordre de leurs dates.")
    constats = [a_paris(x.le) for x in d.diligences if x.nature is NatureDiligence.CONSTAT_ACCORD]
    if echeances and constats and echeances[0].le < max(constats):
        yield Phrase(
            "Le premier paiement (%(jour)s) précède le constat d’accord (article R. 125-7).", jour=echeances[0].le
        )


def _dates(d: TitreDonnees) -> Iterator[str]:
    yield from _absents({Phrase("le lieu"): d.lieu, Phrase("la mention de la copie remise au débiteur"): d.copie})
    if d.copie is not None:
        yield from _absents({Phrase("le mode de remise de la copie"): d.copie.mode})
    if any(a_paris(x.le) > d.fait_le for x in d.diligences):
        yield Phrase("Le titre porte une date antérieure à l’une des diligences.")
    if jour_a_paris(d.accord.conclu_le) > d.fait_le:
        yield Phrase("Le titre porte une date antérieure à l’accord.")


def _formule(d: TitreDonnees) -> Iterator[str]:
    f = d.formule
    if d.projet:  # a draft never carries it (R7)
        return
    if f is None or not f.entete or not f.alineas:
        yield Phrase("Il manque la formule exécutoire.")
        return
    if f.en_vigueur_au > d.fait_le:
        yield Phrase("La formule exécutoire n’est pas en vigueur au %(jour)s.", jour=d.fait_le)
    if not f.verifie and not d.parties.tirage.specimen:
        yield Phrase("La formule exécutoire doit être vérifiée par l’étude.")


def _absents(mentions: dict[str, object]) -> Iterator[str]:
    for libelle, valeur in mentions.items():
        if not valeur or (isinstance(valeur, str) and not valeur.strip()):
            yield Phrase("Il manque %(mention)s.", mention=libelle)
