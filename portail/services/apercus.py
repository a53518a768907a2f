"""The pages of a PDF as images, to read a creditor's document beside the checklist.

A document made by somebody else is drawn in a process of its own, without the portal's secrets, with little time and
memory: whatever it contains, the portal goes on.
"""

import os
import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

PAGES_MAX = 6
SECONDES_MAX = 10
MEMOIRE_MAX = 2_000_000_000  # address space, most of it never touched
_POINTS_PAR_POUCE = 110
_SOURCE = """#set page(width: auto, height: auto, margin: 0pt)
#image("/piece.pdf", page: int(sys.inputs.page), width: 595pt)"""


class ApercuImpossible(Exception):
    """This page cannot be drawn: the document must be opened."""


def nombre_de_pages(contenu: bytes) -> int:
    """How many pages a PDF has; 0 when it cannot be read."""
    try:
        with pikepdf.open(BytesIO(contenu)) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return 0


def dessiner(contenu: bytes, page: int) -> bytes:
    """The PNG of page `page` (from 1) of this PDF. Raises ApercuImpossible."""
    if not 1 <= page <= PAGES_MAX:
        raise ApercuImpossible
    chemins = os.pathsep.join(chemin for chemin in sys.path if chemin)
    try:
        fini = subprocess.run(  # noqa: S603 — our own module; the document comes through standard input
            [sys.executable, "-m", "portail.services.apercus", str(page)],
            input=contenu,
            capture_output=True,
            timeout=SECONDES_MAX,
            check=True,
            env={"PYTHONPATH": chemins, "PATH": os.environ.get("PATH", "")},
        )
    except (subprocess.SubprocessError, OSError):
        raise ApercuImpossible from None
    return fini.stdout


def _dans_son_processus(page: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE_MAX, MEMOIRE_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDES_MAX, SECONDES_MAX))
    import typst  # here, after the limits

    with TemporaryDirectory() as dossier:
        racine = Path(dossier)
        (racine / "piece.pdf").write_bytes(sys.stdin.buffer.read())
        (racine / "page.typ").write_text(_SOURCE, encoding="utf-8")
        image = typst.compile(
            input=racine / "page.typ",
            root=racine,
            font_paths=typst.Fonts(include_system_fonts=False),
            format="png",
            ppi=_POINTS_PAR_POUCE,
            sys_inputs={"page": page},
        )
    sys.stdout.buffer.write(image)


if __name__ == "__main__":
    _dans_son_processus(sys.argv[1])
