"""The examples for a server: what they name exists, and what they say of each other is so."""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from monitor.cli import app
from monitor.settings import ROOT, Settings
from monitor.web.serving import DRAIN_SECONDS

FOLDER = ROOT / "docs" / "deploy"
UNITS = sorted(FOLDER.glob("*.service"))
SERVERS = ("monitor-survey", "monitor-dashboard")
CADDYFILE = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: Mapping[str, Mapping[str, Any]] = COMPOSE["services"]
OURS = ("survey", "dashboard", "worker")
# What every unit keeps from the process that it starts.
HARDENING = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "SystemCallFilter": "@system-service",
    "UMask": "0077",
}


def unit(path: Path) -> dict[str, str]:
    """Return what stands before and after every equals sign."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield every command of ours, with the file that it stands in."""
    for path in UNITS:
        yield path.name, shlex.split(unit(path)["ExecStart"].partition(" -m monitor ")[2])
    for name in ("survey", "dashboard"):
        yield f"compose.yaml: {name}", SERVICES[name]["command"]
    loop = " ".join(SERVICES["worker"]["entrypoint"])
    yield "compose.yaml: worker", shlex.split(loop.partition(" -m monitor ")[2].partition(";")[0])


def upstream(place: str) -> str:
    """Return the port that the proxy passes something on to."""
    _, _, block = CADDYFILE.partition(place)
    found = re.search(r"reverse_proxy 127\.0\.0\.1:(\d+)", block)
    assert found
    return found[1]


def test_every_setting_that_is_named_exists() -> None:
    known = {f"MONITOR_{name.upper()}" for name in Settings.model_fields}

    named = {
        (path.name, setting)
        for path in FOLDER.iterdir()
        for setting in re.findall(r"\bMONITOR_[A-Z_]+", path.read_text(encoding="utf-8"))
    }

    assert named
    assert {each for each in named if each[1] not in known} == set()


@pytest.mark.parametrize(("place", "command"), list(commands()), ids=str)
def test_every_command_that_is_named_exists(place: str, command: list[str]) -> None:
    group = typer.main.get_group(app)
    name, *options = command

    # A wrong option or value would raise here.
    context = group.commands[name].make_context(name, list(options))

    assert context.info_name == name, place


def test_the_settings_of_the_example_are_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in unit(FOLDER / "monitor.env.example").items():
        monkeypatch.setenv(name, value)

    settings = Settings(_env_file=None)

    assert settings.behind_proxy
    assert not settings.worker
    assert not settings.sample


@pytest.mark.parametrize("path", UNITS, ids=lambda path: str(path.stem))
def test_every_unit_keeps_its_process_small(path: Path) -> None:
    said = unit(path)

    assert {name: said.get(name) for name in HARDENING} == HARDENING
    assert said["User"] == "monitor"


@pytest.mark.parametrize("name", SERVERS)
def test_a_unit_gives_its_process_the_time_to_finish(name: str) -> None:
    assert int(unit(FOLDER / f"{name}.service")["TimeoutStopSec"]) > DRAIN_SECONDS


def test_containers_give_their_processes_the_time_to_finish() -> None:
    assert {SERVICES[name]["stop_grace_period"] for name in OURS} == {"60s"}
    assert DRAIN_SECONDS < 60


def test_the_timer_starts_the_unit_of_its_name() -> None:
    assert (FOLDER / "monitor-tick.timer").with_suffix(".service").is_file()
    assert unit(FOLDER / "monitor-tick.timer")["OnCalendar"] == "minutely"


@pytest.mark.parametrize(("name", "place"), [("survey", "@survey {"), ("dashboard", "basic_auth")])
def test_proxy_units_and_containers_agree_on_the_ports(name: str, place: str) -> None:
    environment = unit(FOLDER / f"monitor-{name}.service")["Environment"]

    assert environment == f"MONITOR_PORT={upstream(place)}"
    assert SERVICES[name]["environment"]["MONITOR_PORT"] == upstream(place)


def test_all_but_the_survey_and_its_health_is_behind_a_password() -> None:
    assert re.search(r"@survey path /s /s/\* /health\n", CADDYFILE)
    survey, _, rest = CADDYFILE.partition("\thandle {")

    assert "basic_auth" not in survey
    assert rest.index("basic_auth") < rest.index("reverse_proxy")
    assert CADDYFILE.count("reverse_proxy") == 2


def test_the_proxy_logs_no_address_of_a_request() -> None:
    before_sites, _, sites = CADDYFILE.partition("{$SITE_ADDRESS} {")

    assert not re.search(r"^\s*log\b", sites, re.MULTILINE)
    assert "request>uri delete" in before_sites
    assert "request>headers delete" in before_sites


def test_only_the_proxy_can_be_reached_and_ours_share_its_machine() -> None:
    assert [name for name, each in SERVICES.items() if "ports" in each] == ["proxy"]
    assert {SERVICES[name]["network_mode"] for name in OURS} == {"service:proxy"}


@pytest.mark.parametrize("name", ["survey", "dashboard"])
def test_containers_believe_the_proxy(name: str) -> None:
    assert SERVICES[name]["environment"]["MONITOR_BEHIND_PROXY"] == "1"


def test_no_container_holds_the_secrets_of_the_machine_it_was_made_on() -> None:
    ignored = (FOLDER / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()

    assert {".env", "data/*.db*", "data/*.key*", "data/outbox", "docs/deploy/.env"} <= set(ignored)
    assert "docs/deploy/secret.key" in ignored


def test_what_the_guide_names_lies_beside_it() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")

    examples = {path.name for path in FOLDER.iterdir()} - {"README.md"}
    unnamed = {name for name in examples if f"]({name})" not in guide}

    assert unnamed == {"Containerfile", "Containerfile.dockerignore"}
