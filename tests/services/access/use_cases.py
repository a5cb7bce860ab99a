"""Finds in the source which use cases there are, what they ask and whether they are noted."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SERVICES = Path(__file__).parents[3] / "monitor" / "services"
_RULES, _SERVICES = "monitor.domain.access.rules", "monitor.services."
# What adds to the trail is called so, also where a module hands it to another.
_NOTING = ("note", "take_away")


@dataclass(frozen=True, slots=True)
class UseCase:
    """A public function that gets a context and opens a transaction, itself or by a helper."""

    name: str  # As in "checkin.rounds.open_round".
    asks: bool
    stores: bool
    is_noted: bool

    @property
    def folder(self) -> str:
        """The folder under services that it is in."""
        return self.name.partition(".")[0]


def find_use_cases() -> list[UseCase]:
    """Return all use cases of the product, by name."""
    found = [case for path in sorted(SERVICES.rglob("*.py")) for case in _find_in(path)]
    return sorted(found, key=lambda case: case.name)


def _find_in(path: Path) -> Iterator[UseCase]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    place = ".".join(path.relative_to(SERVICES).with_suffix("").parts)
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    rules, notes = _names_from(tree, _RULES), _names_from(tree, _SERVICES)
    for name, function in functions.items():
        if not _is_use_case(name, function):
            continue
        nodes = list(_walk(function, functions))
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        opened = [node for node in nodes if _opens(node)]
        if opened:
            writes = any(not _reads_only(call) for call in opened)
            yield UseCase(
                f"{place}.{name}",
                asks=any(rules.get(each, "").startswith("check_can") for each in used),
                stores=writes and any(_is_call_of(node, "commit") for node in nodes),
                is_noted=any(notes.get(each, "").startswith(_NOTING) for each in used),
            )


def _walk(function: ast.FunctionDef, functions: Mapping[str, ast.FunctionDef]) -> Iterator[ast.AST]:
    """Yield all that a function is made of, and the functions of its module that it names."""
    waiting, seen = [function], {function.name}
    while waiting:
        for node in ast.walk(waiting.pop()):
            yield node
            if isinstance(node, ast.Name) and node.id in functions and node.id not in seen:
                seen.add(node.id)
                waiting.append(functions[node.id])


def _names_from(tree: ast.Module, source: str) -> Mapping[str, str]:
    """Return what is imported from a module or package: how it is called here, and there."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(source)
        for alias in node.names
    }


def _is_use_case(name: str, function: ast.FunctionDef) -> bool:
    """Tell whether it is public and begins a transaction: else another one began it, and asks."""
    arguments = [*function.args.args, *function.args.kwonlyargs]
    kinds = {each.annotation.id for each in arguments if isinstance(each.annotation, ast.Name)}
    return not name.startswith("_") and "Context" in kinds and "UnitOfWork" not in kinds


def _opens(node: ast.AST) -> bool:
    """Tell whether it makes a unit of work: here, or in another workspace."""
    if not isinstance(node, ast.Call):
        return False
    is_by_name = isinstance(node.func, ast.Name) and node.func.id == "whole_workspace"
    return is_by_name or _is_call_of(node, "unit_of_work") or _is_call_of(node.func, "within")


def _is_call_of(node: ast.AST, method: str) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr == method


def _reads_only(call: ast.AST) -> bool:
    assert isinstance(call, ast.Call)
    given = [each.value for each in call.keywords if each.arg == "reads_only"]
    return any(isinstance(each, ast.Constant) and each.value is True for each in given)
