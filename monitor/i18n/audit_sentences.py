"""What the check against working back found, in the reader's language."""

from monitor.domain.partnership import Partnership
from monitor.domain.results import AuditVerdict
from monitor.i18n.reader import Reader, join_words
from monitor.i18n.sentences import name_party


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
