"""The words for growth and support."""

from collections.abc import Iterable

from monitor.domain.growth import GrowthPath
from monitor.domain.register.log import GrowthStage, GrowthStep, SupportKind
from monitor.i18n.reader import Reader, capitalise, join_words


def name_stage(stage: GrowthStage, reader: Reader) -> str:
    """Name a stage of the growth path."""
    return reader.t(f"growth.stage.{stage.value}")


def name_kind(kind: SupportKind, reader: Reader) -> str:
    """Name a kind of support."""
    return reader.t(f"support.{kind.value}")


def name_kinds(kinds: Iterable[SupportKind], reader: Reader) -> str:
    """Name kinds of support, each once, in a fixed order."""
    given = set(kinds)
    return join_words([name_kind(kind, reader) for kind in SupportKind if kind in given], reader.t)


def write_step(step: GrowthStep, reader: Reader) -> str:
    """Say what a step is: its own words, and the stage it leads to."""
    text = step.text.rstrip(" .")  # It stands in the middle of a sentence.
    if step.stage is None:
        return text
    return reader.t("growth.to_stage", text=text, stage=name_stage(step.stage, reader))


def write_now(path: GrowthPath, reader: Reader) -> str:
    """Say in which stage the initiative is, and since when."""
    if path.stage is None:
        return reader.t("growth.unknown")
    on, stage = path.stages[-1]
    return reader.t(
        "growth.now",
        stage=capitalise(name_stage(stage, reader)),
        day=reader.formatter.long_day(on),
    )
