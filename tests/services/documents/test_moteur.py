from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import typst

from portail.services.documents import moteur
from portail.services.documents.actes import imprimer_acte

from .exemples import ETUDE, TIRAGE, TOUS
from .lecture import texte


def test_when_the_fonts_refuse_a_combination_western_letters_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    vrai, essais = moteur._compiler, []

    def capricieux(gabarit: str, donnees: Any, imprime_le: datetime) -> bytes:
        essais.append(gabarit)
        if len(essais) == 1:
            raise typst.TypstError("the text `x` could not be displayed with font `y`")
        return vrai(gabarit, donnees, imprime_le)

    monkeypatch.setattr(moteur, "_compiler", capricieux)
    lue = texte(imprimer_acte(TIRAGE, ETUDE, intitule="Zoë Иван", blocs=()))
    assert "Zoë \ufffd\ufffd\ufffd\ufffd" in lue


def test_any_other_refusal_of_typst_is_an_error() -> None:
    with pytest.raises(typst.TypstError, match="dictionary does not contain key"):
        moteur.composer("acte", {}, imprime_le=datetime(2026, 1, 1, tzinfo=UTC))


def test_the_zone_of_the_clock_does_not_change_the_bytes() -> None:
    ici = TIRAGE.imprime_le
    ailleurs = ici.astimezone(timezone(timedelta(hours=-10)))
    donnees = {"intitule": "Essai", "blocs": ()}
    a = imprimer_acte(TIRAGE, ETUDE, **donnees)  # type: ignore[arg-type]
    b = imprimer_acte(replace(TIRAGE, imprime_le=ailleurs), ETUDE, **donnees)  # type: ignore[arg-type]
    assert a == b


def test_nothing_of_this_machine_is_in_the_file() -> None:
    assert b"/home" not in TOUS["titre"]()
    assert b"/tmp" not in TOUS["titre"]()


def test_printing_in_a_forked_process_is_refused_instead_of_waiting_for_ever() -> None:
    imprimer_acte(TIRAGE, ETUDE, intitule="Essai", blocs=())
    with pytest.raises(RuntimeError, match="forked"):
        moteur._verifier_processus(moteur._premier_processus() + 1)
