"""`python -m portail` is the command `portail`."""

from portail.cli import principal

principal()
