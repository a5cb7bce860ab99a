"""The analysis from a notebook: the same as ``python -m monitor analyse``, from a data frame.

The rules, the columns and the document are those of ``docs/analyse.md``.
"""

import io
import json
from typing import Any

import pandas as pd

from monitor.i18n.analysis_texts import write_flag_texts, write_note_texts
from monitor.services.analyse.analysing import Texts, analyse_answers
from monitor.services.analyse.loading import Request
from monitor.services.analyse.privacy import Privacy
from monitor.services.analyse.rows import Source


def analyse_frame(
    answers: pd.DataFrame,
    invited: pd.DataFrame | None = None,
    *,
    privacy: str = Privacy.CONFIDENTIAL,
    linked: bool = True,
    skip_bad_rows: bool = False,
) -> dict[str, Any]:
    """Analyse answers in memory; return the document as Python values.

    A missing value is "don't know". Lines are counted as in a file: the first row is line 2.

    Raises:
        BadRowsError: rows cannot be used; its ``faults`` say which and why.
        ValueError: there is no such privacy.
    """
    request = Request(
        answers=_as_source("answers", answers),
        invited=None if invited is None else _as_source("invited", invited),
        privacy=Privacy(privacy),
        is_linked=linked,
        skips_bad_rows=skip_bad_rows,
    )
    out = io.BytesIO()
    texts = Texts(write_flag_texts, write_note_texts)
    analyse_answers(request, out, texts, lambda _stage, _done, _total: None)
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


def _as_source(name: str, frame: pd.DataFrame) -> Source:
    text = frame.to_csv(index=False, date_format="%Y-%m-%d")
    return Source.of_bytes(name, text.encode("utf-8", "surrogateescape"))
