"""Who acts, and when the request came in: what every use case receives."""

from dataclasses import dataclass
from datetime import datetime

from portail.domaine.procedure import Role


@dataclass(frozen=True)
class Acteur:
    """One person doing one thing.

    `recu_le` is stamped when the request enters: it is weighed against the deadline, so that a slow commit at
    midnight takes nothing away from the person who sent it in time. `version` is the dossier's version that was
    displayed; `idem` names the form that was shown, so that sending it twice is one act.
    """

    role: Role
    recu_le: datetime
    compte_id: int | None = None
    version: int | None = None
    idem: str | None = None
