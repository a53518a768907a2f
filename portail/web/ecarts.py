"""What sets one schedule apart from another, in short sentences. Their heading, on the page, names the other one."""

from datetime import date

from portail.domaine.delais import ajouter_mois, mois_entiers
from portail.domaine.echeancier import Echeancier, comparer
from portail.domaine.phrases import Duree
from portail.web.langue import dire, euros
from portail.web.traduction import gettext, ngettext


def en_mots(repere: Echeancier, autre: Echeancier) -> list[str]:
    """What changes from `repere` to `autre`, in the reader's language; a single sentence when nothing does."""
    phrases = [*_montants(repere, autre), *_rythme(repere, autre)]
    return phrases or [gettext("Les mêmes paiements, aux mêmes dates.")]


def duree(debut: date, fin: date) -> str:
    """« 2 mois et 5 jours », from the earlier day to the later one, in either order."""
    debut, fin = sorted((debut, fin))
    mois = mois_entiers(debut, fin)
    jours = (fin - ajouter_mois(debut, mois)).days
    return dire(Duree(mois, jours))


def _montants(repere: Echeancier, autre: Echeancier) -> list[str]:
    ecarts, phrases = comparer(repere, autre), []
    if ecarts.total_centimes:
        montant = euros(abs(ecarts.total_centimes))
        plus = ecarts.total_centimes > 0
        phrases.append(
            gettext("%(montant)s de plus en tout.", montant=montant)
            if plus
            else gettext("%(montant)s de moins en tout.", montant=montant)
        )
    deux = any(e.nombre == 2 and e.commence_autrement for e in (repere, autre))  # neither of the two is « the month »
    if ecarts.mensualite_centimes and not deux:
        phrases.append(_par_mois(repere, autre, ecarts.mensualite_centimes))
    if (repere.commence_autrement or autre.commence_autrement) and ecarts.premier_versement_centimes:
        premiers = [euros(e.echeances[0].montant_centimes) for e in (repere, autre)]
        phrases.append(
            gettext("Premier paiement : %(montant)s au lieu de %(avant)s.", montant=premiers[1], avant=premiers[0])
        )
    return phrases


def _par_mois(repere: Echeancier, autre: Echeancier, ecart: int) -> str:
    if repere.nombre == 1 or autre.nombre == 1:  # a single payment is not « a month »
        montants = [euros(e.mensualite_centimes) for e in (repere, autre)]
        return gettext("Chaque paiement : %(montant)s au lieu de %(avant)s.", montant=montants[1], avant=montants[0])
    montant = euros(abs(ecart))
    if ecart > 0:
        return gettext("%(montant)s de plus par mois.", montant=montant)
    return gettext("%(montant)s de moins par mois.", montant=montant)


def _rythme(repere: Echeancier, autre: Echeancier) -> list[str]:
    phrases = []
    ecart = autre.nombre - repere.nombre
    if ecart > 0:
        phrases.append(ngettext("%(num)s paiement de plus.", "%(num)s paiements de plus.", ecart))
    elif ecart < 0:
        phrases.append(ngettext("%(num)s paiement de moins.", "%(num)s paiements de moins.", -ecart))
    debuts = (repere.echeances[0].le, autre.echeances[0].le)
    if debuts[0] != debuts[1]:
        phrases.append(
            gettext("Le premier paiement vient %(duree)s plus tard.", duree=duree(*debuts))
            if debuts[1] > debuts[0]
            else gettext("Le premier paiement vient %(duree)s plus tôt.", duree=duree(*debuts))
        )
    if autre.fin > repere.fin:
        phrases.append(gettext("Tout est fini %(duree)s plus tard.", duree=duree(repere.fin, autre.fin)))
    elif autre.fin < repere.fin:
        phrases.append(gettext("Tout est fini %(duree)s plus tôt.", duree=duree(repere.fin, autre.fin)))
    return phrases
