"""When an answer is expected, and what an agreed delay changes: days, never the titre."""

from datetime import date, timedelta

import pytest

from portail.domaine.echeancier import Echeance
from portail.domaine.signalements import Aide, Report, demander_report, du_au, reponse_avant, verification_avant

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
