from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from monitor.domain.partnership import Language, PartyKind, Phase
from monitor.domain.questionnaire import Dimension
from monitor.i18n import catalogue
from monitor.i18n.catalogue import LOCALES, Translator, read_catalogue, translator

HEADER = """
msgid ""
msgstr ""
"Language: nl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
FIRST_AREA = """
msgid "trial.greeting"
msgstr "Dag {name}, één ogenblik."

msgid "trial.plain"
msgstr "Vertrouwelijk"

msgid "trial.round"
msgstr "Ronde {n}"

msgid "trial.answers"
msgid_plural "trial.answers"
msgstr[0] "{n} antwoord van {name}"
msgstr[1] "{n} antwoorden van {name}"

msgid "trial.empty"
msgstr ""
"""
SECOND_AREA = """
msgid "other.title"
msgstr "Andere pagina"
"""


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Translator]:
    """A translator of two small areas."""
    folder = tmp_path / "nl"
    folder.mkdir()
    for name, text in (("first.po", FIRST_AREA), ("second.po", SECOND_AREA)):
        (folder / name).write_text(HEADER + text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "LOCALES", tmp_path)
    translator.cache_clear()
    yield translator(Language.DUTCH)
    translator.cache_clear()


def keys_of(language: Language) -> set[str]:
    """Return all keys of a language, with a mark at those that have plural forms."""
    return {
        message.id if isinstance(message.id, str) else f"{message.id[0]} (plural)"
        for path in (LOCALES / language.value).glob("*.po")
        for message in read_catalogue(path, language)
        if message.string
    }


def test_a_text_is_found_by_its_key(trial: Translator) -> None:
    assert trial("trial.plain") == "Vertrouwelijk"


def test_all_areas_are_found(trial: Translator) -> None:
    assert trial("other.title") == "Andere pagina"


def test_placeholders_are_filled_in(trial: Translator) -> None:
    assert trial("trial.greeting", name="Anna") == "Dag Anna, één ogenblik."


def test_a_value_is_never_read_as_a_text_with_placeholders(trial: Translator) -> None:
    assert trial("trial.greeting", name="{n} {name}") == "Dag {n} {name}, één ogenblik."


def test_a_placeholder_without_a_value_raises(trial: Translator) -> None:
    with pytest.raises(KeyError, match="name"):
        trial("trial.greeting", names="Anna")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 antwoorden van Anna"),
        (1, "1 antwoord van Anna"),
        (2, "2 antwoorden van Anna"),
        (1001, "1001 antwoorden van Anna"),
    ],
)
def test_the_number_chooses_the_plural_form(number: int, text: str, trial: Translator) -> None:
    assert trial("trial.answers", n=number, name="Anna") == text


def test_a_number_for_a_text_without_plural_forms_is_an_ordinary_value(trial: Translator) -> None:
    assert trial("trial.round", n=3) == "Ronde 3"


@pytest.mark.parametrize("key", ["trial.absent", "trial", "", "trial.empty", "Vertrouwelijk"])
def test_a_key_without_a_text_raises(key: str, trial: Translator) -> None:
    with pytest.raises(KeyError):
        trial(key)
    with pytest.raises(KeyError):
        trial(key, n=2)


def test_the_header_of_a_file_is_no_text(trial: Translator) -> None:
    assert not trial.has("")


def test_a_translator_tells_which_keys_it_has(trial: Translator) -> None:
    assert trial.has("trial.plain")
    assert trial.has("trial.answers")
    assert not trial.has("trial.absent")


def test_a_language_is_read_once_by_all_threads() -> None:
    translator.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        texts = set(threads.map(lambda _: translator(Language.DUTCH)("dimension.trust"), range(40)))

    assert texts == {"Vertrouwen"}
    assert translator(Language.DUTCH) is translator(Language.DUTCH)


def test_both_languages_have_exactly_the_same_keys() -> None:
    assert keys_of(Language.DUTCH) == keys_of(Language.ENGLISH)
    assert len(keys_of(Language.DUTCH)) > 100


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("dimension", [each.value for each in Dimension]),
        ("party", [each.value for each in PartyKind]),
        ("phase", [each.value for each in Phase]),
        ("scale", ["1", "2", "3", "4", "5", "dont_know"]),
    ],
)
def test_everything_that_can_be_named_has_a_name(
    language: Language, prefix: str, values: list[str]
) -> None:
    assert [value for value in values if not translator(language).has(f"{prefix}.{value}")] == []


def test_the_two_languages_differ() -> None:
    names = [translator(language)("dimension.growth") for language in Language]

    assert names == ["Ruimte om te groeien", "Room to grow"]


@pytest.mark.parametrize("language", list(Language))
def test_a_translator_knows_its_language(language: Language) -> None:
    assert translator(language).language is language
