"""The charts, drawn as SVG by pure functions: attributes and classes only, so the CSP needs no exception.

Each drawing carries its whole meaning in words (`title`, `desc`); `identifiant` keeps ids unique on a page.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from markupsafe import Markup

from portail.domaine.ecriture import MOIS
from portail.web.langue import INSECABLE, JOURS, MOIS_COURTS, euros, jour_court

LARGEUR = 328
LARGEUR_CALENDRIER = 700
BARRES_MAX = 24
NOEUDS_MAX = 24
JOURS_COURTS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


class Versement(Protocol):
    """What a bar needs to know of an instalment."""

    @property
    def le(self) -> date: ...

    @property
    def montant_centimes(self) -> int: ...


def fil_du_delai(envoi: date, aujourd_hui: date, fin: date, *, identifiant: str = "fil-delai") -> Markup:
    """The thread from the sending to the last day, and where today stands on it."""
    debut_x, fin_x = 8, 318
    duree = max((fin - envoi).days, 1)
    part = min(max((aujourd_hui - envoi).days, 0), duree) / duree
    x = round(debut_x + part * (fin_x - debut_x))
    passe = aujourd_hui > fin
    titre = f"Lettre envoyée le {_jour(envoi)}. Aujourd’hui, {_jour(aujourd_hui)}. Date limite, {_jour(fin)}."
    dessin = [
        _trait("piste", debut_x, fin_x, 34),
        _trait("fait", debut_x, x, 34),
        _cercle("noeud plein", debut_x, 34, 6),
        _cercle("fin", fin_x, 34, 8),
        _texte("", 0, 62, jour_court(envoi)),
        _texte("droite fort" if passe else "droite", LARGEUR, 62, jour_court(fin)),
    ]
    if not passe:
        dessin += [_cercle("noeud", x, 34, 8), _texte("milieu fort", min(max(x, 44), 284), 14, "aujourd’hui")]
    return _svg(identifiant, 66, titre, "", dessin)


def barres_echeancier(echeances: Sequence[Versement], *, identifiant: str = "barres-echeancier") -> Markup:
    """One bar a month; by quarter beyond `BARRES_MAX`, when bars would be too thin to read."""
    par_trimestre = len(echeances) > BARRES_MAX
    barres = _par_trimestre(echeances) if par_trimestre else [e.montant_centimes for e in echeances]
    plus_haute = max(barres)
    pas = 324 / len(barres)
    largeur = round(min(48, pas * 0.75), 1)
    dessin = []
    for rang, montant in enumerate(barres):
        haut = max(2, round(montant * 48 / plus_haute))
        dessin.append(_barre("barre", round(2 + rang * pas, 1), 76 - haut, largeur, haut))
    etiquette = euros(barres[0]) + (" par trimestre" if par_trimestre else "")
    premier, dernier = echeances[0].le, echeances[-1].le
    dessin += [_trait("piste", 3, 325, 84), _texte("fort", 0, 18, etiquette), _texte("", 0, 106, _mois_an(premier))]
    if len(echeances) > 1:
        dessin.append(_texte("droite", LARGEUR, 106, _mois_an(dernier)))
    return _svg(identifiant, 110, _dire_echeancier(echeances), "", dessin)


def fil_des_paiements(payes: int, total: int, *, identifiant: str = "fil-paiements") -> Markup:
    """One node a payment: filled when paid, ringed for the next one, thin for those to come."""
    debut_x, fin_x = 12, 316
    pas = (fin_x - debut_x) / max(total - 1, 1)
    abscisses = [round(debut_x + rang * pas, 1) for rang in range(total)]
    atteint = abscisses[min(payes, total - 1)]
    dessin = [_trait("piste", debut_x, fin_x if total > 1 else debut_x, 14), _trait("fait", debut_x, atteint, 14)]
    rayon = min(8, round(pas * 0.36, 1)) if total > 1 else 8
    visibles = range(total) if total <= NOEUDS_MAX else sorted({0, min(payes, total - 1), total - 1})
    for rang in visibles:
        classe = "noeud plein" if rang < payes else "noeud" if rang == payes else "noeud venir"
        dessin.append(_cercle(classe, abscisses[rang], 14, max(rayon, 4)))
    phrase = f"{_pluriel(payes, 'paiement fait', 'paiements faits')} sur {total}"
    dessin.append(_texte("fort", 0, 42, phrase))
    reste = total - payes
    suite = f"Il en reste {reste}." if reste else "Tout est payé."
    return _svg(identifiant, 46, f"{phrase}. {suite}", "", dessin)


def fins_de_delai(comptes: Sequence[tuple[date, int, int]], *, identifiant: str = "fins-de-delai") -> Markup:
    """The étude's calendar: per day, files without agreement (full) and with one (dashed) whose month ends."""
    pas = LARGEUR_CALENDRIER / len(comptes)
    plus = max(max(sans + avec for _, sans, avec in comptes), 1)
    dessin = [_trait("piste", 3, LARGEUR_CALENDRIER - 3, 92)]
    charge = max(range(len(comptes)), key=lambda rang: comptes[rang][1] + comptes[rang][2])
    for rang, (jour, sans, avec) in enumerate(comptes):
        x, largeur = round(rang * pas + pas * 0.16, 1), round(pas * 0.68, 1)
        h_sans, h_avec = round(sans * 84 / plus), round(avec * 84 / plus)
        if sans:
            dessin.append(_barre("barre", x, 88 - h_sans, largeur, h_sans, arrondi=0))
        if avec:
            dessin.append(_barre("barre autre", x + 1, 89 - h_sans - h_avec, largeur - 2, h_avec - 2, arrondi=0))
        dessin += _etiquette_calendrier(rang, jour, sans + avec, charge, pas)
    return _svg(
        identifiant,
        128,
        "Nombre de dossiers dont le délai d’un mois finit, par jour",
        _dire_calendrier(comptes, charge),
        dessin,
        largeur=LARGEUR_CALENDRIER,
        classe="fil fil-large",
    )


def entonnoir(etapes: Sequence[tuple[str, int]], *, identifiant: str = "entonnoir") -> Markup:
    """What becomes of the sums asked for: one labelled bar a step, in euros, from zero."""
    plus = max(max(montant for _, montant in etapes), 1)
    dessin = []
    for rang, (libelle, montant) in enumerate(etapes):
        y = rang * 46
        dessin += [
            _texte("", 0, y + 16, libelle),
            _texte("droite fort", LARGEUR, y + 16, euros(montant)),
            _barre("barre", 0, y + 23, round(montant * LARGEUR / plus), 12),
        ]
    titre = "Des sommes demandées aux sommes reçues"
    texte = ". ".join(f"{libelle}{INSECABLE}: {euros(montant)}" for libelle, montant in etapes) + "."
    return _svg(identifiant, len(etapes) * 46 - 6, titre, texte, dessin)


def barres_de_scenarios(issues: Sequence[tuple[str, int, int]], *, identifiant: str = "scenarios") -> Markup:
    """Per outcome (label, received, spent): what is kept, full, then what is spent, dashed, on one scale from zero."""
    plus = max(max(recu, depense) for _, recu, depense in issues) or 1
    dessin = []
    for rang, (libelle, recu, depense) in enumerate(issues):
        y, garde = rang * 46, max(recu - depense, 0)
        plein, creux = round(garde * LARGEUR / plus), max(round(depense * LARGEUR / plus), 4 if depense else 0)
        dessin += [
            _texte("", 0, y + 16, libelle),
            _texte("droite fort", LARGEUR, y + 16, euros(recu - depense)),
            _barre("barre", 0, y + 23, plein, 12),
            _barre("barre autre", min(plein + 1, LARGEUR - creux), y + 24, creux, 10, arrondi=0),
        ]
    titre = "Ce qui vous reste, selon la fin"
    texte = ". ".join(f"{libelle}{INSECABLE}: {euros(recu - depense)}" for libelle, recu, depense in issues) + "."
    return _svg(identifiant, len(issues) * 46 - 6, titre, texte, dessin)


def _svg(
    identifiant: str,
    hauteur: int,
    titre: str,
    description: str,
    dessin: Iterable[Markup],
    *,
    largeur: int = LARGEUR,
    classe: str = "fil",
) -> Markup:
    desc = Markup('<desc id="{}-d">{}</desc>').format(identifiant, description) if description else Markup()
    return Markup(
        '<div class="graphe"><svg class="{classe}" viewBox="0 0 {largeur} {hauteur}" role="img" '
        'aria-labelledby="{id}-t"{decrit} focusable="false">'
        '<title id="{id}-t">{titre}</title>{desc}{dessin}</svg></div>'
    ).format(
        classe=classe,
        largeur=largeur,
        hauteur=hauteur,
        id=identifiant,
        titre=titre,
        desc=desc,
        decrit=Markup(' aria-describedby="{}-d"').format(identifiant) if description else "",
        dessin=Markup().join(dessin),
    )


def _trait(classe: str, de: float, vers: float, y: float) -> Markup:
    return Markup('<path class="{}" d="M{} {}H{}"/>').format(classe, de, y, vers)


def _cercle(classe: str, x: float, y: float, rayon: float) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(classe, x, y, rayon)


def _barre(classe: str, x: float, y: float, largeur: float, hauteur: float, arrondi: int = 3) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
        classe, x, y, round(largeur, 1), hauteur, arrondi
    )


def _texte(classe: str, x: float, y: float, texte: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(classe, x, y, texte)


def _etiquette_calendrier(rang: int, jour: date, nombre: int, charge: int, pas: float) -> list[Markup]:
    centre = round((rang + 0.5) * pas, 1)
    if rang == charge and nombre:
        return [_texte("milieu fort", min(max(centre, 60), 640), 122, f"{_jour_abrege(jour)}{INSECABLE}: {nombre}")]
    if rang % 7 == 0 and abs(rang - charge) * pas > 90:
        return [_texte("milieu", max(centre, 22), 122, _jour_abrege(jour))]
    return []


def _par_trimestre(echeances: Iterable[Versement]) -> list[int]:
    sommes: dict[tuple[int, int], int] = {}
    for e in echeances:
        trimestre = (e.le.year, (e.le.month - 1) // 3)
        sommes[trimestre] = sommes.get(trimestre, 0) + e.montant_centimes
    return list(sommes.values())


def _dire_echeancier(echeances: Sequence[Versement]) -> str:
    premier, dernier = echeances[0], echeances[-1]
    total = euros(sum(e.montant_centimes for e in echeances))
    if len(echeances) == 1:
        return f"Un seul paiement de {total}, le {_jour(premier.le)} {premier.le.year}."
    montants = {e.montant_centimes for e in echeances}
    combien = f"{len(echeances)} paiements" + (
        f" égaux de {euros(premier.montant_centimes)}" if len(montants) == 1 else ""
    )
    phrase = f"{combien}, {_depuis(premier.le)} à {_mois_entier(dernier.le)}. "
    if len(montants) > 1:
        phrase += f"Le premier{INSECABLE}: {euros(premier.montant_centimes)}. "
        phrase += f"Le dernier{INSECABLE}: {euros(dernier.montant_centimes)}. "
    return phrase + f"Total{INSECABLE}: {total}."


def _dire_calendrier(comptes: Sequence[tuple[date, int, int]], charge: int) -> str:
    jour, sans, avec = comptes[charge]
    if not sans + avec:
        return "Aucun délai ne finit sur cette période."
    quand = f"{JOURS[jour.weekday()]} {_jour(jour)}"
    return (
        f"Le plus chargé{INSECABLE}: {quand}, {_pluriel(sans + avec, 'dossier', 'dossiers')} dont {sans} sans accord."
    )


def _pluriel(nombre: int, un: str, plusieurs: str) -> str:
    return f"{nombre} {un if nombre < 2 else plusieurs}"


def _jour(le: date) -> str:
    return f"{'1er' if le.day == 1 else le.day} {MOIS[le.month - 1]}"


def _jour_abrege(le: date) -> str:
    return f"{JOURS_COURTS[le.weekday()]} {le.day}"


def _mois_an(le: date) -> str:
    return f"{MOIS_COURTS[le.month - 1]} {le.year}"


def _mois_entier(le: date) -> str:
    return f"{MOIS[le.month - 1]} {le.year}"


def _depuis(le: date) -> str:
    mois = _mois_entier(le)
    return f"d’{mois}" if mois[0] in "ao" else f"de {mois}"
