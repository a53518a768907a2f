"""Amounts in words, as a promise to pay must also bear them (C. civ. 1376)."""

# fmt: off
_UNITES = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
)
# fmt: on
_DIZAINES = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _moins_de_cent(n: int) -> str:
    if n <= 16:
        return _UNITES[n]
    if n < 20:
        return f"dix-{_UNITES[n - 10]}"
    dizaine = n - n % 20 if n >= 60 else n - n % 10
    reste = n - dizaine
    if not reste:
        return _DIZAINES[dizaine] + ("s" if n == 80 else "")
    if reste in (1, 11) and n < 80:
        return f"{_DIZAINES[dizaine]} et {_moins_de_cent(reste)}"
    return f"{_DIZAINES[dizaine]}-{_moins_de_cent(reste)}"


def _moins_de_mille(n: int, *, invariable: bool = False) -> str:
    """`invariable`: before « mille », where vingt and cent take no s."""
    centaines, reste = divmod(n, 100)
    mots = []
    if centaines:
        pluriel = "s" if centaines > 1 and not reste and not invariable else ""
        mots.append(f"cent{pluriel}" if centaines == 1 else f"{_UNITES[centaines]} cent{pluriel}")
    if reste or not centaines:
        texte = _moins_de_cent(reste)
        mots.append(texte.removesuffix("s") if invariable and reste == 80 else texte)
    return " ".join(mots)


def nombre_en_lettres(n: int) -> str:
    """A whole number from 0 to 999 999 999, in the traditional spelling.

    >>> nombre_en_lettres(80_280), nombre_en_lettres(71), nombre_en_lettres(200_000_000)
    ('quatre-vingt mille deux cent quatre-vingts', 'soixante et onze', 'deux cents millions')
    """
    if not 0 <= n <= 999_999_999:
        raise ValueError(n)
    millions, reste = divmod(n, 1_000_000)
    milliers, unites = divmod(reste, 1000)
    mots = []
    if millions:
        mots.append(f"{_moins_de_mille(millions)} million{'s' if millions > 1 else ''}")
    if milliers:
        mots.append("mille" if milliers == 1 else f"{_moins_de_mille(milliers, invariable=True)} mille")
    if unites or not mots:
        mots.append(_moins_de_mille(unites))
    return " ".join(mots)


def montant_en_lettres(centimes: int) -> str:
    """The amount in words; the cents are left out when there are none.

    >>> montant_en_lettres(122_000)
    'mille deux cent vingt euros'
    >>> montant_en_lettres(10_174), montant_en_lettres(100_000_000), montant_en_lettres(1)
    ('cent un euros et soixante-quatorze centimes', 'un million d’euros', 'un centime')
    """
    if centimes < 0:
        raise ValueError(centimes)
    euros, reste = divmod(centimes, 100)
    cents = f"{nombre_en_lettres(reste)} centime{'s' if reste > 1 else ''}" if reste else ""
    if not euros and reste:
        return cents
    liaison = " d’" if euros and euros % 1_000_000 == 0 else " "
    texte = f"{nombre_en_lettres(euros)}{liaison}euro{'s' if euros > 1 else ''}"
    return f"{texte} et {cents}" if cents else texte
