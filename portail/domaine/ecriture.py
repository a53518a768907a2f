"""Amounts and dates as they are printed in French sentences, with the right spaces."""

from datetime import date

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

# As an Arabic or a Persian keyboard types them, for `str.translate`: what is read is written 0 to 9.
CHIFFRES = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def ecrire_montant(centimes: int) -> str:
    """Euros with a narrow space between thousands and a non-breaking one before the sign.

    >>> ecrire_montant(122000).encode("ascii", "backslashreplace").decode()
    '1\\\\u202f220,00\\\\xa0\\\\u20ac'
    """
    signe, (euros, reste) = ("-" if centimes < 0 else ""), divmod(abs(centimes), 100)
    return f"{signe}{euros:,}".replace(",", "\u202f") + f",{reste:02d}\u00a0€"


def ecrire_date(le: date) -> str:
    """The day in words.

    >>> ecrire_date(date(2027, 1, 1)), ecrire_date(date(2027, 1, 5))
    ('1er janvier 2027', '5 janvier 2027')
    """
    return f"{'1er' if le.day == 1 else le.day} {MOIS[le.month - 1]} {le.year}"


def accorder(nombre: int, singulier: str, pluriel: str | None = None) -> str:
    """The number and its noun; French takes the plural from two.

    >>> accorder(1, "mois", "mois"), accorder(3, "paiement")
    ('1\\xa0mois', '3\\xa0paiements')
    """
    return f"{nombre}\u00a0{singulier if abs(nombre) < 2 else pluriel or singulier + 's'}"
