"""Property tests are the same on every run, have no time limit on a busy machine, and leave no folder behind."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "portail-hypothesis")
settings.register_profile("domaine", deadline=None, derandomize=True)
settings.load_profile("domaine")
