"""When an answer is expected, and what an agreed delay changes: days, never the titre."""

from datetime import date, timedelta

import pytest

from portail.domaine.echeancier import Echeance
from portail.domaine.signalements import (
    Aide,
    Report,
    demander_report,
    du_au,
    prochain_du,
    reponse_avant,
    verification_avant,
)

FIN = date(2026, 12, 2)
LIGNES = [Echeance(n, date(2027, 2 + n, 5), 20_333) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2026, 11, 22), date(2026, 11, 26)),
        (date(2026, 11, 29), FIN),
        (FIN, FIN),
        (date(2026, 12, 3), date(2026, 12, 7)),  # between the two ends: nothing to keep within any more
    ],
)
def test_the_creditor_has_four_days_and_never_beyond_the_last_day(jour, attendu):
    assert verification_avant(jour, FIN) == attendu
    assert verification_avant(jour, None) == jour + timedelta(days=4)
    assert reponse_avant(jour) == jour + timedelta(days=3)


def test_a_delay_moves_the_instalment_or_its_rest():
    assert demander_report(LIGNES, 2, Aide.DECALER, 5_000) == Report(2, 0, date(2027, 4, 15))
    assert demander_report(LIGNES, 2, Aide.PAYER_MOINS, 5_000) == Report(2, 5_000, date(2027, 5, 5))
    assert demander_report(LIGNES, 3, Aide.PAYER_MOINS, 5_000) == Report(3, 5_000, date(2027, 6, 5)), "the last one"
    with pytest.raises(KeyError):
        demander_report(LIGNES, 4, Aide.DECALER, 0)


@pytest.mark.parametrize("jour", [date(2027, 3, 1) + timedelta(days=n) for n in range(0, 120, 7)])
def test_without_a_delay_what_is_due_is_what_the_titre_says(jour):
    assert du_au(LIGNES, [], jour) == sum(e.montant_centimes for e in LIGNES if e.le < jour)


def test_a_granted_delay_is_kept_to_its_last_day_and_not_beyond():
    report = [Report(1, 8_000, date(2027, 4, 5))]
    dus = {jour: du_au(LIGNES, report, jour) for jour in map(date, [2027] * 4, (3, 3, 4, 4), (5, 6, 5, 6))}
    assert list(dus.values()) == [0, 8_000, 8_000, 40_666]


MARS, AVRIL, MAI = (e.le for e in LIGNES)


@pytest.mark.parametrize(
    ("report", "recu", "jour", "attendu"),
    [
        (Report(1, 0, date(2027, 3, 15)), 0, date(2027, 3, 1), (date(2027, 3, 15), 20_333)),
        (Report(1, 0, date(2027, 3, 15)), 0, date(2027, 3, 15), (date(2027, 3, 15), 20_333)),
        (Report(1, 0, date(2027, 3, 15)), 0, date(2027, 3, 16), (AVRIL, 20_333)),  # late: told apart
        (Report(1, 8_000, AVRIL), 0, MARS, (MARS, 8_000)),
        (Report(1, 8_000, AVRIL), 3_000, MARS, (MARS, 5_000)),
        (Report(1, 8_000, AVRIL), 8_000, MARS, (AVRIL, 32_666)),  # the rest falls on the next instalment's day
        (Report(1, 8_000, AVRIL), 0, date(2027, 3, 6), (AVRIL, 32_666)),
        (Report(1, 0, date(2027, 4, 12)), 0, MARS, (AVRIL, 20_333)),  # moved beyond the second: that one comes first
        (Report(3, 5_000, date(2027, 6, 5)), 45_666, date(2027, 5, 6), (date(2027, 6, 5), 15_333)),
        (Report(3, 5_000, date(2027, 6, 5)), 45_666, date(2027, 6, 6), None),
        (Report(1, 0, date(2027, 3, 15)), 60_999, MARS, None),
    ],
)
def test_what_is_to_be_paid_next_keeps_to_the_agreed_delay_and_is_never_past(report, recu, jour, attendu):
    assert prochain_du(LIGNES, [report], recu, jour) == attendu
