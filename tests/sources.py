"""Reads the repository's own sources, for the tests that hold it as a whole."""

import ast
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

from babel.messages.pofile import read_po

from monitor.settings import ROOT

Messages = Mapping[str, tuple[str, ...]]
Function = ast.FunctionDef | ast.AsyncFunctionDef

_KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_TEMPLATE_CALL = re.compile(r"""\bt\(\s*["']([^"']+)["']\s*(~)?""")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def python_files(*folders: str) -> list[Path]:
    """Return all Python files below the folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def source_texts(*folders: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of all Python files below the folders."""
    for path in python_files(*folders):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def tracked_files() -> list[Path]:
    """Return every file that git tracks and that is still there."""
    command = ["git", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - fixed.
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.exists()]


def relative_links(document: Path) -> list[str]:
    """Return the links of a Markdown document that lead to files beside it."""
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    return [link for link in links if "://" not in link and not link.startswith("mailto:")]


def functions_of(path: Path) -> Iterator[tuple[Function, int]]:
    """Yield every function of a file with its number of lines, from ``def`` to the last."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def messages_of(path: Path) -> Messages:
    """Return the texts of a catalogue file, each as all its plural forms."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.name)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: forms_of(message.string)
        for message in catalogue
        if message.id
    }


def forms_of(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return a text as all its plural forms; an absent one as one empty form."""
    if text is None:
        return ("",)
    return (text,) if isinstance(text, str) else tuple(text)


def literal_keys() -> Iterator[tuple[str, str]]:
    """Yield place and key of every ``t("...")`` in Python and in templates."""
    for path in python_files("monitor", "pages"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _is_translation(node) and isinstance(node.args[0], ast.Constant):
                yield path.relative_to(ROOT).as_posix(), str(node.args[0].value)
    for path in _templates():
        for key, joined in _TEMPLATE_CALL.findall(path.read_text(encoding="utf-8")):
            if not joined:
                yield path.relative_to(ROOT).as_posix(), key


def used_patterns() -> list[re.Pattern[str]]:
    """Return patterns of all keys that the code can name: written out, or put together."""
    patterns = set()
    for path in python_files("monitor", "pages"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if _KEY.fullmatch(node.value):
                    patterns.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                patterns.update(_pattern_of(node))
    for path in _templates():
        for key, joined in _TEMPLATE_CALL.findall(path.read_text(encoding="utf-8")):
            patterns.add(re.escape(key) + (".+" if joined else ""))
    return [re.compile(pattern) for pattern in sorted(patterns)]


def _pattern_of(text: ast.JoinedStr) -> Iterator[str]:
    start = text.values[0]
    if isinstance(start, ast.Constant) and re.match(r"[a-z0-9_]+\.", str(start.value)):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[A-Za-z0-9_.]+"
            for part in text.values
        )


def _is_translation(node: ast.AST) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call) or not node.args:
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "t"


def _templates() -> list[Path]:
    return sorted((ROOT / "monitor").rglob("templates/**/*.html"))


def pins_of(requirements: Path) -> Iterator[str]:
    """Yield ``name==version`` of every line that has one."""
    for line in requirements.read_text(encoding="utf-8").splitlines():
        if "==" in line and not line.lstrip().startswith("#"):
            yield line.split()[0]
