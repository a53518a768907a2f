"""The charts, drawn as SVG by pure functions: attributes and classes only, so the CSP needs no exception.

Each drawing carries its whole meaning in words (`title`, `desc`), under an id of its own: no page draws one twice.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from markupsafe import Markup

from portail.web.langue import (
    euros,
    jour,
    jour_abrege,
    jour_court,
    jour_mois,
    jour_semaine,
    mois,
    mois_court,
)
from portail.web.traduction import gettext, isole, ngettext

LARGEUR = 328
LARGEUR_CALENDRIER = 700
BARRES_MAX = 24
NOEUDS_MAX = 24


class Versement(Protocol):
    """What a bar needs to know of an instalment."""

    @property
    def le(self) -> date: ...

    @property
    def montant_centimes(self) -> int: ...


def fil_du_delai(envoi: date, aujourd_hui: date, fin: date) -> Markup:
    """The thread from the sending to the last day, and where today stands on it."""
    debut_x, fin_x = 8, 318
    duree = max((fin - envoi).days, 1)
    part = min(max((aujourd_hui - envoi).days, 0), duree) / duree
    x = round(debut_x + part * (fin_x - debut_x))
    passe = aujourd_hui > fin
    titre = gettext(
        "Lettre envoyée le %(envoi)s. Aujourd’hui, %(aujourd_hui)s. Date limite, %(fin)s.",
        envoi=jour_mois(envoi),
        aujourd_hui=jour_mois(aujourd_hui),
        fin=jour_mois(fin),
    )
    dessin = [
        _trait("piste", debut_x, fin_x, 34),
        _trait("fait", debut_x, x, 34),
        _cercle("noeud plein", debut_x, 34, 6),
        _cercle("fin", fin_x, 34, 8),
        _texte("", 0, 62, jour_court(envoi)),
        _texte("droite fort" if passe else "droite", LARGEUR, 62, jour_court(fin)),
    ]
    if not passe:
        dessin += [_cercle("noeud", x, 34, 8), _texte("milieu fort", min(max(x, 44), 284), 14, gettext("aujourd’hui"))]
    return _svg("fil-delai", 66, titre, "", dessin)


def barres_echeancier(echeances: Sequence[Versement]) -> Markup:
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
    etiquette = euros(barres[0])
    if par_trimestre:
        etiquette = gettext("%(montant)s par trimestre", montant=etiquette)
    premier, dernier = echeances[0].le, echeances[-1].le
    dessin += [_trait("piste", 3, 325, 84), _texte("fort", 0, 18, etiquette), _texte("", 0, 106, mois_court(premier))]
    if len(echeances) > 1:
        dessin.append(_texte("droite", LARGEUR, 106, mois_court(dernier)))
    return _svg("barres-echeancier", 110, _dire_echeancier(echeances), "", dessin)


def fil_des_paiements(payes: int, total: int) -> Markup:
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
    phrase = ngettext(
        "%(num)s paiement fait sur %(total)s", "%(num)s paiements faits sur %(total)s", payes, total=total
    )
    dessin.append(_texte("fort", 0, 42, phrase))
    reste = total - payes
    suite = gettext("Il en reste %(reste)s.", reste=reste) if reste else gettext("Tout est payé.")
    return _svg("fil-paiements", 46, f"{phrase}. {suite}", "", dessin)


def fins_de_delai(comptes: Sequence[tuple[date, int, int]]) -> Markup:
    """The étude's calendar: per day, files without agreement (full) and with one (dashed) whose month ends."""
    pas = LARGEUR_CALENDRIER / len(comptes)
    plus = max(max(sans + avec for _, sans, avec in comptes), 1)
    dessin = [_trait("piste", 3, LARGEUR_CALENDRIER - 3, 92)]
    charge = max(range(len(comptes)), key=lambda rang: comptes[rang][1] + comptes[rang][2])
    for rang, (le, sans, avec) in enumerate(comptes):
        x, largeur = round(rang * pas + pas * 0.16, 1), round(pas * 0.68, 1)
        h_sans, h_avec = round(sans * 84 / plus), round(avec * 84 / plus)
        if sans:
            dessin.append(_barre("barre", x, 88 - h_sans, largeur, h_sans, arrondi=0))
        if avec:
            dessin.append(_barre("barre autre", x + 1, 89 - h_sans - h_avec, largeur - 2, h_avec - 2, arrondi=0))
        dessin += _etiquette_calendrier(rang, le, sans + avec, charge, pas)
    return _svg(
        "fins-de-delai",
        128,
        gettext("Nombre de dossiers dont le délai d’un mois finit, par jour"),
        _dire_calendrier(comptes, charge),
        dessin,
        largeur=LARGEUR_CALENDRIER,
        classe="fil fil-large",
    )


def entonnoir(etapes: Sequence[tuple[str, int]]) -> Markup:
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
    titre = gettext("Des sommes demandées aux sommes reçues")
    texte = _dire_les_barres(etapes)
    return _svg("entonnoir", len(etapes) * 46 - 6, titre, texte, dessin)


def barres_de_scenarios(issues: Sequence[tuple[str, int, int]]) -> Markup:
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
    titre = gettext("Ce qui vous reste, selon la fin")
    texte = _dire_les_barres([(libelle, recu - depense) for libelle, recu, depense in issues])
    return _svg("scenarios", len(issues) * 46 - 6, titre, texte, dessin)


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
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(classe, x, y, isole(texte))


def _etiquette_calendrier(rang: int, le: date, nombre: int, charge: int, pas: float) -> list[Markup]:
    centre = round((rang + 0.5) * pas, 1)
    if rang == charge and nombre:
        return [
            _texte(
                "milieu fort",
                min(max(centre, 60), 640),
                122,
                gettext("%(nom)s : %(valeur)s", nom=jour_abrege(le), valeur=nombre),
            )
        ]
    if rang % 7 == 0 and abs(rang - charge) * pas > 90:
        return [_texte("milieu", max(centre, 22), 122, jour_abrege(le))]
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
        return gettext("Un seul paiement de %(total)s, le %(jour)s.", total=total, jour=jour(premier.le))
    dits = {"nombre": len(echeances), "debut": mois(premier.le), "fin": mois(dernier.le), "total": total}
    dits["premier"], dits["dernier"] = euros(premier.montant_centimes), euros(dernier.montant_centimes)
    if len({e.montant_centimes for e in echeances}) == 1:
        return gettext(
            "%(nombre)s paiements égaux de %(premier)s, entre %(debut)s et %(fin)s. Total : %(total)s.", **dits
        )
    if len(echeances) > 2 and echeances[1].montant_centimes != premier.montant_centimes:
        return gettext(
            "%(nombre)s paiements, entre %(debut)s et %(fin)s. Le premier : %(premier)s. Les suivants : %(suivant)s. "
            "Le dernier : %(dernier)s. Total : %(total)s.",
            suivant=euros(echeances[1].montant_centimes),
            **dits,
        )
    return gettext(
        "%(nombre)s paiements, entre %(debut)s et %(fin)s. Le premier : %(premier)s. Le dernier : %(dernier)s. "
        "Total : %(total)s.",
        **dits,
    )


def _dire_les_barres(barres: Iterable[tuple[str, int]]) -> str:
    return " ".join(gettext("%(nom)s : %(valeur)s.", nom=nom, valeur=euros(montant)) for nom, montant in barres)


def _dire_calendrier(comptes: Sequence[tuple[date, int, int]], charge: int) -> str:
    le, sans, avec = comptes[charge]
    if not sans + avec:
        return gettext("Aucun délai ne finit sur cette période.")
    return ngettext(
        "Le plus chargé : %(jour)s, %(num)s dossier dont %(sans)s sans accord.",
        "Le plus chargé : %(jour)s, %(num)s dossiers dont %(sans)s sans accord.",
        sans + avec,
        jour=jour_semaine(le),
        sans=sans,
    )
