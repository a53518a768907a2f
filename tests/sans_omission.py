"""Pytest plugin: a skipped test fails the run, unless its reason starts with « admis : ».

Loaded by pyproject.toml; « -ra » names every skipped test in the summary.
"""

import pytest

ADMIS = "admis :"


def motif(rapport: pytest.TestReport | pytest.CollectReport) -> str:
    """The reason given to the skip, without pytest's own prefix."""
    detail = rapport.longrepr
    texte = detail[2] if isinstance(detail, tuple) else str(detail or "")
    return texte.removeprefix("Skipped: ")


class SansOmission:
    def __init__(self) -> None:
        self.omis: dict[str, str] = {}

    def noter(self, rapport: pytest.TestReport | pytest.CollectReport) -> None:
        if rapport.skipped and not hasattr(rapport, "wasxfail") and not motif(rapport).startswith(ADMIS):
            self.omis[rapport.nodeid] = motif(rapport)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.noter(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.noter(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.omis and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.omis:
            return
        terminalreporter.section("tests non exécutés : la suite échoue", red=True)
        for nom, pourquoi in sorted(self.omis.items()):
            terminalreporter.line(f"{nom} : {pourquoi}")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(SansOmission(), "sans-omission")
