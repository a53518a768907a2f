"""Who acts, and when the request came in: what every use case receives."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portail.domaine.procedure import Role


class SecondPas(enum.StrEnum):
    """How the debtor showed, at the moment of signing, that it was he (docs/decisions/0033)."""

    COURRIEL = "courriel"  # a one-time code, at an address known before the letter
    SIGNATURE = "code_signature"  # the code under the fold of the sheet
    LETTRE = "code_lettre"  # the letter's own code again: letters sent before the fold existed
    PAPIER = "papier"  # by hand


@dataclass(frozen=True)
class Acteur:
    """One person doing one thing.

    `recu_le` is stamped when the request enters: it is weighed against the deadline, so that a slow commit at
    midnight takes nothing away from the person who sent it in time. `version` is the dossier's version that was
    displayed; `idem` names the form that was shown, so that sending it twice is one act. `second_pas`: set on the acts
    that commit to terms. `papier`: facts of the paper signed by the debtor, when the étude records it.
    """

    role: Role
    recu_le: datetime
    compte_id: int | None = None
    version: int | None = None
    idem: str | None = None
    second_pas: SecondPas | None = None
    papier: Mapping[str, Any] = field(default_factory=dict)
