"""What holds for the repository as a whole: lay-out, texts, documentation, sizes."""

import re
import string
import subprocess
import tomllib
from pathlib import Path

import pytest
import typer.main
from babel.messages.pofile import read_po

from monitor.cli import app
from monitor.domain.partnership import Language
from monitor.domain.results import FlagKind
from monitor.i18n.catalogue import LOCALES
from monitor.settings import ROOT, Settings
from tests.sources import (
    Messages,
    forms_of,
    functions_of,
    literal_keys,
    messages_of,
    pins_of,
    python_files,
    relative_links,
    source_texts,
    tracked_files,
    used_patterns,
)

# Modules without a test file of their own, each with the reason.
UNMIRRORED = {
    "monitor/__main__.py": "hands over to the command line, which the tests of cli.py start so",
    "monitor/domain/errors.py": "names only; the tests of those who raise them hold them",
    "monitor/domain/manager.py": "fields only; the tests of storage/managers.py hold them",
    "monitor/domain/privacy_agreement.py": "fields only; those of storage/consents.py hold them",
    **dict.fromkeys(
        [
            "monitor/services/access_ports.py",
            "monitor/services/directory_ports.py",
            "monitor/services/keeping_ports.py",
            "monitor/services/mail_ports.py",
            "monitor/services/meeting_ports.py",
            "monitor/services/planning_ports.py",
            "monitor/services/ports.py",
            "monitor/services/privacy_ports.py",
            "monitor/services/provider_ports.py",
            "monitor/services/register_ports.py",
            "monitor/services/response_ports.py",
            "monitor/services/result_ports.py",
            "monitor/services/trail_ports.py",
            "monitor/services/whereabouts_ports.py",
        ],
        "Protocols only; the contract tests of storage hold them",
    ),
    **dict.fromkeys(
        [
            "monitor/storage/tables/access.py",
            "monitor/storage/tables/base.py",
            "monitor/storage/tables/checkins.py",
            "monitor/storage/tables/meetings.py",
            "monitor/storage/tables/register.py",
        ],
        "columns only; the tests of storage/tables and of the migrations hold them",
    ),
    "monitor/services/context.py": "dependencies only; the tests of every use case go through it",
    "monitor/domain/access/account_line.py": "fields only; the tests of the list make it",
    "monitor/domain/trail/line.py": "fields only; the tests of reading the trail make it",
    "monitor/sample_command.py": "the tests of the command line run it",
    "monitor/ui/addresses.py": "names only; the tests of the pages go there",
    **dict.fromkeys(
        [
            "monitor/ui/agreements/agreement_form.py",
            "monitor/ui/agreements/agreement_list.py",
            "monitor/ui/agreements/collaboration_form.py",
            "monitor/ui/agreements/collaboration_section.py",
            "monitor/ui/agreements/collaboration_tables.py",
            "monitor/ui/agreements/day_field.py",
            "monitor/ui/agreements/goal_box.py",
            "monitor/ui/agreements/parts.py",
            "monitor/ui/agreements/versions_section.py",
            "monitor/ui/cards_library/card_filters.py",
            "monitor/ui/cards_library/card_section.py",
            "monitor/ui/cards_library/choosing.py",
            "monitor/ui/cards_library/desk.py",
            "monitor/ui/cards_library/gallery.py",
            "monitor/ui/cards_library/own_card_form.py",
            "monitor/ui/cards_library/print_section.py",
            "monitor/ui/checkins/checkin_sections.py",
            "monitor/ui/meeting/following.py",
            "monitor/ui/meeting/screen/figures.py",
            "monitor/ui/meeting/screen/screen.py",
            "monitor/ui/meeting/screen/view.py",
            "monitor/ui/overview/filters.py",
            "monitor/ui/frame.py",
            "monitor/ui/checkins/link_sections.py",
            "monitor/ui/checkins/mail_notices.py",
            "monitor/ui/checkins/mail_text_sections.py",
            "monitor/ui/log/entry_dialog.py",
            "monitor/ui/log/entry_form.py",
            "monitor/ui/log/handover_section.py",
            "monitor/ui/log/learnt_section.py",
            "monitor/ui/log/parts.py",
            "monitor/ui/log/time_line_section.py",
            "monitor/ui/meeting/made_files.py",
            "monitor/ui/meeting/take_home.py",
            "monitor/ui/overview/new_partnership.py",
            "monitor/ui/ending/ended_notice.py",
            "monitor/ui/ending/kept_fields.py",
            "monitor/ui/ending/last_day_part.py",
            "monitor/ui/ending/lessons_part.py",
            "monitor/ui/ending/parts.py",
            "monitor/ui/ending/stays_part.py",
            "monitor/ui/ending/take_part.py",
            "monitor/ui/ending/why_part.py",
            "monitor/ui/partnership/growth_section.py",
            "monitor/ui/overview/partnerships.py",
            "monitor/ui/overview/saved_views.py",
            "monitor/ui/checkins/paper_entry.py",
            "monitor/ui/checkins/paper_sections.py",
            "monitor/ui/partnership/partnership_sections.py",
            "monitor/ui/partnership/worry_dialog.py",
            "monitor/ui/partnership/worry_section.py",
            "monitor/ui/checkins/people_import.py",
            "monitor/ui/checkins/people_replace.py",
            "monitor/ui/checkins/people_rights.py",
            "monitor/ui/checkins/people_sections.py",
            "monitor/ui/meeting/meeting_links.py",
            "monitor/ui/meeting/preparing/card_choice.py",
            "monitor/ui/meeting/preparing/desk.py",
            "monitor/ui/meeting/preparing/held_list.py",
            "monitor/ui/meeting/preparing/parts.py",
            "monitor/ui/meeting/preparing/plan_settings.py",
            "monitor/ui/meeting/preparing/preparation.py",
            "monitor/ui/meeting/preparing/step_rows.py",
            "monitor/ui/meeting/presenter/desk.py",
            "monitor/ui/meeting/presenter/keys_section.py",
            "monitor/ui/meeting/presenter/now_section.py",
            "monitor/ui/meeting/presenter/states.py",
            "monitor/ui/meeting/presenter/steering.py",
            "monitor/ui/picker.py",
            "monitor/ui/checkins/planning_sections.py",
            "monitor/ui/checkins/privacy_sections.py",
            "monitor/ui/questionnaires/comparing.py",
            "monitor/ui/questionnaires/editing.py",
            "monitor/ui/questionnaires/row_fields.py",
            "monitor/ui/questionnaires/viewing.py",
            "monitor/ui/register/manager_part.py",
            "monitor/ui/register/organisation_part.py",
            "monitor/ui/register/partnership_form.py",
            "monitor/ui/register/partnership_part.py",
            "monitor/ui/register/parts.py",
            "monitor/ui/register/party_section.py",
            "monitor/ui/parts.py",
            "monitor/ui/sign_in_menu.py",
            "monitor/ui/tabs.py",
            "monitor/ui/writer.py",
            "monitor/ui/accounts/form.py",
            "monitor/ui/accounts/invite_dialog.py",
            "monitor/ui/accounts/people.py",
            "monitor/ui/accounts/sheet.py",
            "monitor/ui/accounts/words.py",
            "monitor/ui/accounts/workspace.py",
            "monitor/ui/trail/asked.py",
            "monitor/ui/trail/trail_link.py",
            "monitor/ui/trail/trail_list.py",
        ],
        "needs a running page; the tests of the pages and the journeys hold it",
    ),
}


def test_no_pages_folder_lies_beside_the_streamlit_main_script() -> None:
    # Streamlit would serve it by itself, past every check of the shell (ADR 0002).
    main_script = ROOT / "monitor" / "shell.py"

    assert main_script.is_file()
    assert not (main_script.parent / "pages").exists()


def test_every_module_has_its_mirrored_test_file() -> None:
    missing = [
        module.relative_to(ROOT).as_posix()
        for module in python_files("monitor", "pages")
        if not mirror_of(module).is_file() and not is_without_mirror(module)
    ]

    assert missing == []


def test_no_exception_to_mirroring_is_out_of_date() -> None:
    assert [name for name in UNMIRRORED if not (ROOT / name).is_file()] == []
    assert [name for name in UNMIRRORED if mirror_of(ROOT / name).is_file()] == []


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    missing = [name for name in Settings.model_fields if f"`MONITOR_{name.upper()}`" not in readme]

    assert missing == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = typer.main.get_group(app).commands

    missing = [name for name in commands if f"`{name}" not in readme]

    assert commands
    assert missing == []


def test_every_kind_of_flag_is_in_the_method() -> None:
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")

    assert [kind.value for kind in FlagKind if f"(`{kind.value}`)" not in method] == []


def test_every_link_in_the_documentation_leads_to_a_file() -> None:
    documents = [path for path in tracked_files() if path.suffix == ".md"]

    broken = [
        f"{document.relative_to(ROOT)}: {link}"
        for document in documents
        for link in relative_links(document)
        if not (document.parent / link).exists()
    ]

    assert documents
    assert broken == []


@pytest.mark.parametrize("adr", sorted((ROOT / "docs" / "adr").glob("*.md")), ids=lambda p: p.stem)
def test_every_decision_has_the_same_four_headings(adr: Path) -> None:
    headings = re.findall(r"^## (.+)$", adr.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == ["Status", "Context", "Decision", "Consequences"]


def test_both_languages_have_the_same_areas() -> None:
    areas = {
        language: {path.name for path in (LOCALES / language.value).glob("*.po")}
        for language in Language
    }

    assert areas[Language.DUTCH]
    assert areas[Language.DUTCH] == areas[Language.ENGLISH]


@pytest.mark.parametrize("area", sorted(path.name for path in (LOCALES / "nl").glob("*.po")))
def test_both_languages_have_the_same_keys_with_the_same_placeholders(area: str) -> None:
    dutch = placeholders_of(messages_of(LOCALES / "nl" / area))
    english = placeholders_of(messages_of(LOCALES / "en" / area))

    assert dutch
    assert dutch == english


@pytest.mark.parametrize(
    "path", sorted(LOCALES.glob("*/*.po")), ids=lambda p: f"{p.parent.name}/{p.name}"
)
def test_no_text_is_empty_uncertain_or_left_over(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.name)

    empty = [m.id for m in catalogue if m.id and not all(forms_of(m.string))]
    uncertain = [m.id for m in catalogue if m.id and m.fuzzy]

    assert empty == []
    assert uncertain == []
    assert list(catalogue.obsolete) == []


def test_no_key_stands_in_two_areas() -> None:
    keys = [key for path in (LOCALES / "nl").glob("*.po") for key in messages_of(path)]

    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_every_key_that_the_code_names_exists() -> None:
    known = all_keys()

    unknown = sorted(f"{place}: {key}" for place, key in literal_keys() if key not in known)

    assert unknown == []


def test_every_key_is_used() -> None:
    patterns = used_patterns()

    unused = [key for key in sorted(all_keys()) if not any(p.fullmatch(key) for p in patterns)]

    assert unused == []


def test_session_state_is_touched_in_one_file_only() -> None:
    places = [place for place, text in source_texts("monitor", "pages") if "session_state" in text]

    assert set(places) <= {"monitor/ui/session.py"}


def test_pages_hold_no_colours() -> None:
    places = [
        place
        for place, text in source_texts("pages")
        if re.search(r"#(?:[0-9a-fA-F]{3}){1,2}\b|rgba?\(", text)
    ]

    assert places == []


def test_pages_are_short() -> None:
    too_long = [place for place, text in source_texts("pages") if len(text.splitlines()) > 80]

    assert too_long == []


def test_no_function_is_longer_than_forty_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}: {function.name} has {length} lines"
        for path in python_files("monitor", "pages")
        for function, length in functions_of(path)
        if length > 40
    ]

    assert too_long == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    too_long = [
        f"{place} has {len(text.splitlines())} lines"
        for place, text in source_texts("monitor", "pages")
        if len(text.splitlines()) > 400
    ]

    assert too_long == []


def test_no_database_and_no_key_is_tracked() -> None:
    private = {".db", ".sqlite", ".sqlite3", ".key", ".env", ".pem"}

    tracked = tracked_files()

    assert tracked
    assert [path for path in tracked if path.suffix in private or path.name == ".env"] == []
    assert is_ignored("data/monitor.db")
    assert is_ignored("data/monitor.db-wal")
    assert is_ignored("data/monitor.key")
    assert is_ignored("data/monitor.key.0123abcd")


# H40.
@pytest.mark.parametrize("group", ["requirements", "requirements-test"])
def test_every_direct_dependency_is_pinned_alike(group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    direct = {
        "requirements": project["project"]["dependencies"],
        "requirements-test": project["dependency-groups"]["test"],
    }[group]

    pinned = set(pins_of(ROOT / f"{group}.txt"))

    assert [line for line in direct if re.sub(r"\[.*\]", "", line) not in pinned] == []


@pytest.mark.parametrize("group", ["requirements", "requirements-test"])
def test_requirements_are_pins_and_name_no_other_place(group: str) -> None:
    lines = (ROOT / f"{group}.txt").read_text(encoding="utf-8").splitlines()
    requirements = [line for line in lines if not line.lstrip().startswith(("#", "--hash="))]

    assert requirements
    assert [line for line in requirements if not re.match(r"[\w.-]+==[\w.]+ [;\\]", line)] == []


# H40.
@pytest.mark.parametrize("group", ["requirements", "requirements-test"])
def test_nothing_is_installed_but_what_was_pinned_byte_for_byte(group: str) -> None:
    text = (ROOT / f"{group}.txt").read_text(encoding="utf-8")
    pins = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]

    assert pins
    assert [
        pin.split()[0] for pin in pins if not re.search(r"--hash=sha256:[0-9a-f]{64}", pin)
    ] == []


def test_both_requirement_files_agree() -> None:
    run = dict(pin.split("==") for pin in pins_of(ROOT / "requirements.txt"))
    test = dict(pin.split("==") for pin in pins_of(ROOT / "requirements-test.txt"))

    assert {name: test[name] for name in run.keys() & test.keys()} == {
        name: run[name] for name in run.keys() & test.keys()
    }


def mirror_of(module: Path) -> Path:
    """Return where the tests of a module belong."""
    place = module.relative_to(ROOT)
    inside = place if place.parts[0] == "pages" else place.relative_to("monitor")
    return ROOT / "tests" / inside.with_name(f"test_{place.name}")


def is_without_mirror(module: Path) -> bool:
    """Tell whether a module needs no tests of its own."""
    place = module.relative_to(ROOT)
    # Migrations are tested by running them all, in tests/storage/test_migrations.py.
    return module.name == "__init__.py" or "migrations" in place.parts or str(place) in UNMIRRORED


def placeholders_of(messages: Messages) -> dict[str, set[str]]:
    """Return the names between braces of every text, over all its plural forms."""
    formatter = string.Formatter()
    return {
        key: {name for form in forms for _, name, _, _ in formatter.parse(form) if name}
        for key, forms in messages.items()
    }


def all_keys() -> set[str]:
    """Return the keys of every area."""
    return {key for path in (LOCALES / "nl").glob("*.po") for key in messages_of(path)}


def is_ignored(path: str) -> bool:
    """Tell whether git leaves a path alone."""
    command = ["git", "check-ignore", "--quiet", path]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0  # noqa: S603 - fixed.
