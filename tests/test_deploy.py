"""The examples for a server: what they name exists, and what they say of each other is so."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from monitor.cli import app
from monitor.settings import Settings
from monitor.web.serving import DRAIN_SECONDS
from tests.postgresql import PostgresqlServer
from tests.units import FOLDER, UNITS, arguments_of, environment_of, read_unit

SERVERS = ("survey", "dashboard")
CADDYFILE = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: Mapping[str, Mapping[str, Any]] = COMPOSE["services"]
OURS = ("survey-1", "survey-2", "dashboard-1", "dashboard-2", "worker")
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


def commands() -> Iterator[tuple[str, Sequence[str]]]:
    """Yield every command of ours, with the file that it stands in."""
    for path in UNITS:
        yield path.name, arguments_of(path)
    for name in OURS[:-1]:
        yield f"compose.yaml: {name}", SERVICES[name]["command"]
    loop = " ".join(SERVICES["worker"]["entrypoint"])
    yield "compose.yaml: worker", shlex.split(loop.partition(" -m monitor ")[2].partition(";")[0])


def block_of(part: str) -> str:
    """Return how the proxy passes on what is for the survey, or for the dashboard."""
    survey, _, dashboard = CADDYFILE.partition("handle @survey {")[2].partition("\thandle {")
    return {"survey": survey, "dashboard": dashboard}[part]


def upstreams(part: str) -> Sequence[str]:
    """Return the ports that the proxy passes something on to."""
    found = re.search(r"reverse_proxy ((?:127\.0\.0\.1:\d+ )+)\{", block_of(part))
    assert found
    return re.findall(r":(\d+)", found[1])


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
def test_every_command_that_is_named_exists(place: str, command: Sequence[str]) -> None:
    group = typer.main.get_group(app)
    name, *options = command

    # A wrong option or value would raise here.
    context = group.commands[name].make_context(name, list(options))

    assert context.info_name == name, place


def test_the_settings_of_the_example_are_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in read_unit(FOLDER / "monitor.env.example").items():
        monkeypatch.setenv(name, value)

    settings = Settings(_env_file=None)

    assert settings.behind_proxy
    assert not settings.worker
    assert not settings.sample


@pytest.mark.parametrize("path", UNITS, ids=lambda path: str(path.stem))
def test_every_unit_keeps_its_process_small(path: Path) -> None:
    said = read_unit(path)

    assert {name: said.get(name) for name in HARDENING} == HARDENING
    assert said["User"] == "monitor"


@pytest.mark.parametrize("name", SERVERS)
def test_a_unit_gives_its_process_the_time_to_finish(name: str) -> None:
    said = read_unit(FOLDER / f"monitor-{name}@.service")

    assert int(said["TimeoutStopSec"]) > DRAIN_SECONDS
    assert (said["Restart"], said["RestartSec"]) == ("always", "1")


def test_containers_give_their_processes_the_time_to_finish() -> None:
    assert {SERVICES[name]["stop_grace_period"] for name in OURS} == {"60s"}
    assert DRAIN_SECONDS < 60


def test_the_timer_starts_the_unit_of_its_name() -> None:
    assert (FOLDER / "monitor-tick.timer").with_suffix(".service").is_file()
    assert read_unit(FOLDER / "monitor-tick.timer")["OnCalendar"] == "minutely"


@pytest.mark.parametrize("name", SERVERS)
def test_proxy_units_and_containers_agree_on_the_ports(name: str) -> None:
    ports = upstreams(name)
    path = FOLDER / f"monitor-{name}@.service"

    assert len(set(ports)) == len(ports) == 2
    assert [environment_of(path, port)["MONITOR_PORT"] for port in ports] == ports
    for number, port in enumerate(ports, start=1):
        assert SERVICES[f"{name}-{number}"]["environment"]["MONITOR_PORT"] == port


def test_who_looks_at_the_dashboard_keeps_coming_to_the_same_process() -> None:
    assert "lb_policy cookie monitor-process {\n\t\t\t\tfallback least_conn" in block_of(
        "dashboard"
    )
    assert "lb_policy round_robin" in block_of("survey")


def test_the_proxy_passes_over_what_is_dead_but_not_what_has_no_database() -> None:
    _, _, common = CADDYFILE.partition("(processes) {")

    assert all("import processes" in block_of(name) for name in SERVERS)
    # A file, which needs no database.
    assert "health_uri /robots.txt" in common
    assert "Host {$SITE_ADDRESS}" in common


def test_requests_that_somebody_breaks_off_take_no_process_away_from_others() -> None:
    said = dict(
        re.findall(r"^\t(lb_try_duration|health_interval) (\d+)s$", CADDYFILE, re.MULTILINE)
    )

    # Caddy counts a body that is malformed, too large or cut off as a failure of the process.
    assert not re.search(r"^\s*(?:fail_duration|unhealthy_\w+)\b", CADDYFILE, re.MULTILINE)
    # So only its own questions find out who is dead, in less time than it tries for.
    assert int(said["health_interval"]) < int(said["lb_try_duration"])


def test_only_the_survey_and_its_health_go_past_the_dashboard() -> None:
    assert re.search(r"@survey path /s /s/\* /health\n", CADDYFILE)
    assert CADDYFILE.count("reverse_proxy") == 2


def test_the_proxy_itself_accepts_its_file() -> None:
    caddy = shutil.which("caddy")
    command = [caddy or "true", "validate", "--adapter", "caddyfile", "--config"]

    done = subprocess.run(  # noqa: S603 - Fixed.
        [*command, str(FOLDER / "Caddyfile")],
        env={**os.environ, "SITE_ADDRESS": "checkin.example.nl"},
        capture_output=True,
        text=True,
        check=False,
    )

    # Where there is no Caddy, what can be told from the text alone: every block is closed.
    assert done.returncode == 0, done.stderr
    assert CADDYFILE.count("{") == CADDYFILE.count("}")


def test_the_role_of_the_monitor_does_not_pass_the_second_wall(
    postgresql_server: PostgresqlServer,
) -> None:
    script = (FOLDER / "create-database.sql").read_text(encoding="utf-8")
    role = re.search(r"CREATE ROLE monitor (.+) PASSWORD :'password';", script)
    assert role

    postgresql_server.execute(f"CREATE ROLE as_deployed {role[1]}")
    try:
        found = postgresql_server.ask(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcanlogin FROM pg_roles "
            "WHERE rolname = 'as_deployed'"
        )
    finally:
        postgresql_server.execute("DROP ROLE as_deployed")

    assert found == [(False, False, False, True)]


def test_the_database_of_the_containers_is_made_as_on_a_server() -> None:
    database = SERVICES["database"]

    assert (
        "./create-database.sql:/docker-entrypoint-initdb.d/create-database.sql:ro"
        in (database["volumes"])
    )
    assert "POSTGRES_USER" not in database["environment"]


def test_the_proxy_logs_no_address_of_a_request() -> None:
    before_sites, _, sites = CADDYFILE.partition("{$SITE_ADDRESS} {")

    assert not re.search(r"^\s*log\b", sites, re.MULTILINE)
    assert "request>uri delete" in before_sites
    assert "request>headers delete" in before_sites


def test_only_the_proxy_can_be_reached_and_ours_share_its_machine() -> None:
    assert [name for name, each in SERVICES.items() if "ports" in each] == ["proxy"]
    assert {SERVICES[name]["network_mode"] for name in OURS} == {"service:proxy"}


@pytest.mark.parametrize("name", OURS)
def test_containers_believe_the_proxy(name: str) -> None:
    assert SERVICES[name]["environment"]["MONITOR_BEHIND_PROXY"] == "1"


def test_no_container_holds_the_secrets_of_the_machine_it_was_made_on() -> None:
    ignored = (FOLDER / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()

    assert {".env", "data/*.db*", "data/*.key*", "data/outbox", "docs/deploy/.env"} <= set(ignored)
    assert "data/backups" in ignored
    assert "docs/deploy/secret.key" in ignored


def test_what_the_guide_names_lies_beside_it() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")

    examples = {path.name for path in FOLDER.iterdir()} - {"README.md"}
    unnamed = {name for name in examples if f"]({name})" not in guide}

    assert unnamed == {"Containerfile", "Containerfile.dockerignore"}
