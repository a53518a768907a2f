"""What is left to live on after an instalment: a calculation for the person alone, kept by nobody."""

from dataclasses import dataclass
from enum import StrEnum

RESERVE_CENTIMES = 5_000  # under 50 € left in a month, one unforeseen bill is too much


class Verdict(StrEnum):
    RIEN_NE_RESTE = "rien_ne_reste"  # nothing is left even without an instalment
    TROP_HAUTE = "trop_haute"
    JUSTE = "juste"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class Budget:
    """Centimes for one month. `mensualite_centimes` None: no schedule is chosen yet."""

    revenus_centimes: int
    depenses_centimes: int
    mensualite_centimes: int | None = None

    @property
    def reste_centimes(self) -> int:
        """What is left before any instalment; negative when spending exceeds income.

        >>> Budget(140_000, 121_800).reste_centimes
        18200
        """
        return self.revenus_centimes - self.depenses_centimes

    @property
    def apres_centimes(self) -> int | None:
        return None if self.mensualite_centimes is None else self.reste_centimes - self.mensualite_centimes

    @property
    def verdict(self) -> Verdict | None:
        """None as long as no instalment is known and something is left.

        >>> Budget(140_000, 121_800, 10_166).verdict, Budget(140_000, 135_000, 10_166).verdict
        (<Verdict.POSSIBLE: 'possible'>, <Verdict.TROP_HAUTE: 'trop_haute'>)
        """
        if self.reste_centimes <= 0:
            return Verdict.RIEN_NE_RESTE
        apres = self.apres_centimes
        if apres is None:
            return None
        if apres < 0:
            return Verdict.TROP_HAUTE
        return Verdict.JUSTE if apres < RESERVE_CENTIMES else Verdict.POSSIBLE
