"""Where each button of a page of questions leads."""

import re
from dataclasses import replace

from monitor.domain.errors import NotFoundError
from monitor.web.survey.forms import ACTION, LANGUAGE, Fields, last
from monitor.web.survey.reader import Reader
from monitor.web.survey.visit import parse_language

_PART_NUMBER = re.compile(r"[1-9][0-9]?")


def parse_number(text: str, total: int) -> int:
    """Read the number of a part from an address; NotFoundError if there is no such part."""
    if not _PART_NUMBER.fullmatch(text) or int(text) > total:
        raise NotFoundError
    return int(text)


def next_address(fields: Fields, reader: Reader, number: int, total: int, extra: str = "") -> str:
    """Return where the button that was pressed on a page of questions leads."""
    asked = parse_language(last(fields, LANGUAGE))
    if asked:
        return replace(reader, language=asked).link(str(number), extra=extra)
    match last(fields, ACTION):
        case "next" if number < total:
            return reader.link(str(number + 1), extra=extra)
        case "next" | "check":
            return reader.link("check", extra=extra)
        case "previous":
            return reader.link(str(number - 1) if number > 1 else "", extra=extra)
        case "accessibility" | "data" as asked_for:
            return {"accessibility": reader.accessibility, "data": reader.statement}[asked_for]
        case _:
            return reader.link(str(number), extra=extra)
