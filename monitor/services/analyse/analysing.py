"""Analyses a file of answers, and writes one JSON document as it goes."""

from dataclasses import dataclass
from typing import BinaryIO

from pydantic_core import to_json

from monitor.domain.analysis.engine import ENGINE_VERSION
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.domain.results import EngineVersion
from monitor.domain.tiers import COARSE_MINIMUM
from monitor.services.analyse.document import WriteFlag
from monitor.services.analyse.heading import WriteNote, describe_heading
from monitor.services.analyse.loading import Loaded, OnProgress, Request, Stage, load
from monitor.services.analyse.measuring import Ground
from monitor.services.analyse.run import Work, analyse_parts
from monitor.services.checkin.questionnaires import CURRENT_VERSION, read_questionnaires


@dataclass(frozen=True, slots=True)
class Texts:
    """Who writes the sentences of a document, in every language."""

    write_flag: WriteFlag
    write_note: WriteNote


def analyse_answers(
    request: Request, out: BinaryIO, texts: Texts, on_progress: OnProgress
) -> Loaded:
    """Write the analysis of a file of answers; return what was read.

    Raises:
        BadRowsError: rows cannot be used, and they may not be skipped or nothing is left.
        OSError: a file cannot be read or written.
    """
    ground = make_ground(request)
    loaded = load(request, ground.questionnaire, on_progress)
    total, done = len(loaded.grouped.ids), 0
    heading = to_json(describe_heading(loaded, ground, texts.write_note))
    out.write(heading.removesuffix(b"}") + b',"partnerships":[\n')
    for count, text in analyse_parts(
        loaded.grouped, Work(ground, texts.write_flag), request.processes
    ):
        out.write(b",\n" + text if done else text)
        done += count
        on_progress(Stage.ANALYSING, done, total)
    out.write(b"\n]}\n")
    return loaded


def make_ground(request: Request) -> Ground:
    """Choose by what answers are judged: the newest rules and questionnaire, default variances."""
    return Ground(
        questionnaire=read_questionnaires()[CURRENT_VERSION],
        variances=DEFAULT_VARIANCES,
        privacy_mode=request.privacy.mode,
        minimum_group=COARSE_MINIMUM,
        judged_by=EngineVersion(ENGINE_VERSION, DEFAULT_VARIANCES.version),
    )
