"""Typst, held still: constant templates, data as JSON, one compiler per thread, same data same bytes."""

import json
import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import typst

from portail.ressources import chemin
from portail.services.documents.flux import lever_ambiguites
from portail.services.documents.texte import lier, prudent

_ILLISIBLE = "could not be displayed"
_fil = threading.local()  # a compiler used by two threads raises « Already borrowed »


def composer(gabarit: str, donnees: Mapping[str, Any], *, imprime_le: datetime) -> bytes:
    """The PDF (A-2a and UA-1) of `templates/documents/<gabarit>.typ` filled with `donnees`."""
    donnees = lier(donnees)
    try:
        return _compiler(gabarit, donnees, imprime_le)
    except typst.TypstError as erreur:
        if _ILLISIBLE not in str(erreur):
            raise
        return _compiler(gabarit, prudent(donnees), imprime_le)


def _compiler(gabarit: str, donnees: Mapping[str, Any], imprime_le: datetime) -> bytes:
    pdf = _compilateur().compile(
        input=chemin("templates") / "documents" / f"{gabarit}.typ",
        sys_inputs={"donnees": json.dumps(donnees, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        timestamp=imprime_le.astimezone(UTC).replace(microsecond=0),  # a PDF counts whole seconds
    )
    if not isinstance(pdf, bytes):
        raise TypeError(f"PDF attendu, reçu {type(pdf).__name__}")
    return lever_ambiguites(pdf)


def _compilateur() -> typst.Compiler:
    _verifier_processus(os.getpid())
    if not hasattr(_fil, "compilateur"):
        _fil.compilateur = typst.Compiler(root=chemin("templates") / "documents", font_paths=_polices())
    compilateur: typst.Compiler = _fil.compilateur
    return compilateur


@cache
def _premier_processus() -> int:
    return os.getpid()


def _verifier_processus(ici: int) -> None:
    """Typst's own threads do not survive a fork: in the child it would wait for ever, which must be said instead."""
    if _premier_processus() != ici:
        raise RuntimeError("Typst was used before this process was forked: print in a process of its own")


@cache
def _polices() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
