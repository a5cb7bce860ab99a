"""What is not shown and why, and what the check against working back found."""

from collections.abc import Sequence

from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import AuditVerdict, HiddenReason, PublishedParty, PublishedRound
from monitor.i18n.reader import Reader, capitalise, join_words
from monitor.i18n.sentences import name_dimension, name_party


def write_audit(verdict: AuditVerdict, partnership: Partnership, reader: Reader) -> str:
    """Say how close anybody can come to a colleague's score, and of whom less is shown for it."""
    t = reader.t
    if verdict.narrowest is None:
        sentence = t("pages.audit.nothing")
    else:
        sentence = t("pages.audit.safe", points=reader.formatter.points(verdict.narrowest))
    if verdict.hidden:
        names = [name_party(partnership, party_id, reader) for party_id in verdict.hidden]
        sentence += f" {t('pages.audit.hidden', parties=join_words(names, t))}"
    return sentence


def write_hidden(latest: PublishedRound, partnership: Partnership, reader: Reader) -> Sequence[str]:
    """Say of each party which scores are not shown, and why; nothing where all are."""
    return [
        _hidden_line(party, reason, partnership, reader)
        for party in latest.parties
        for reason in HiddenReason
        if any(score.hidden_because is reason for score in party.scores.values())
    ]


def _hidden_line(
    party: PublishedParty, reason: HiddenReason, partnership: Partnership, reader: Reader
) -> str:
    hidden = [each for each in Dimension if party.scores[each].hidden_because is reason]
    name = name_party(partnership, party.party_id, reader)
    if len(hidden) < len(Dimension):
        about = join_words([name_dimension(each, reader) for each in hidden], reader.t)
        name = f"{name}, {about}"
    return capitalise(f"{name}: {reader.t(f'charts.hidden.{reason.value}')}.")
