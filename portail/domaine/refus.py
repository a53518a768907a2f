"""The root of every refusal of the domain that a person may read."""


class Refus(Exception):
    """`phrase` says in French what is expected, in one sentence."""

    phrase: str
