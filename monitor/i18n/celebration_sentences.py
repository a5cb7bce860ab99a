"""The sentence for each thing that the parties may be proud of."""

from monitor.domain.celebration import Celebration, CelebrationKind
from monitor.domain.partnership import Partnership
from monitor.domain.rounding import AGREEMENT
from monitor.i18n.growth_sentences import name_stage
from monitor.i18n.reader import Reader, join_words


def write_celebration(celebration: Celebration, partnership: Partnership, reader: Reader) -> str:
    """Say what there is to celebrate, to the parties together."""
    match celebration.kind:
        case CelebrationKind.KEPT:
            return _write_kept(celebration, partnership, reader)
        case CelebrationKind.GREW:
            return _write_step(celebration, reader)
        case CelebrationKind.CHANGED:
            return reader.t("celebration.changed", text=_quote(celebration.text))
    return _write_strong(celebration, reader)


def _write_kept(celebration: Celebration, partnership: Partnership, reader: Reader) -> str:
    if celebration.owner is None:
        raise ValueError("What was kept is of a party")
    seen_by = [partnership.party(each).name for each in celebration.noticed_by]
    return reader.t(
        "celebration.kept",
        n=len(seen_by),
        owner=partnership.party(celebration.owner).name,
        others=join_words(seen_by, reader.t),
        text=_quote(celebration.text),
    )


def _write_step(celebration: Celebration, reader: Reader) -> str:
    text = _quote(celebration.text)
    if celebration.stage is None:
        return reader.t("celebration.grew", text=text)
    return reader.t("celebration.grew_to", text=text, stage=name_stage(celebration.stage, reader))


def _write_strong(celebration: Celebration, reader: Reader) -> str:
    if celebration.dimension is None or celebration.score is None:
        raise ValueError("What is strong is a dimension with a score")
    score = reader.spoken_score(celebration.score, fine=celebration.is_fine)
    if celebration.score == AGREEMENT.high_end:
        # Published means stop here: those beyond would tell what everyone answered.
        score = reader.t("celebration.or_more", score=reader.formatter.points(celebration.score))
    return reader.t(
        f"celebration.{celebration.kind.value}",
        dimension=reader.dimension(celebration.dimension),
        score=score,
    )


def _quote(text: str) -> str:
    """Return a text as it stands between quotation marks inside a sentence."""
    return text.strip().rstrip(".")
