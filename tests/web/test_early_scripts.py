"""Pages of charts name the scripts they need, other pages do not."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.file_util import get_static_dir

from monitor.web.early_scripts import EarlyScriptsMiddleware, find_scripts

EXPECTED = "</static/js/PlotlyChart.abc.js>; rel=modulepreload"


def answer(request: Request) -> Response:
    kind = PlainTextResponse if "plain" in request.query_params else HTMLResponse
    return kind("A page.", headers={"link": "</own>; rel=self"})


def visit(folder: Path) -> TestClient:
    routes = [Route(path, answer) for path in ("/", "/partnership", "/register")]
    return TestClient(EarlyScriptsMiddleware(Starlette(routes=routes), folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    for name in ("PlotlyChart.abc.js", "PlotlyChartStyles.css", "Other.abc.js"):
        (scripts / name).touch()
    return tmp_path


def test_a_page_with_charts_names_their_script_beside_what_it_says_itself(folder: Path) -> None:
    links = visit(folder).get("/partnership").headers.get_list("link")

    assert links == ["</own>; rel=self", EXPECTED]


@pytest.mark.parametrize("path", ["/", "/register", "/partnership?plain"])
def test_other_answers_stay_as_they_are(folder: Path, path: str) -> None:
    assert visit(folder).get(path).headers.get_list("link") == ["</own>; rel=self"]


def test_a_streamlit_with_other_names_has_pages_all_the_same(tmp_path: Path) -> None:
    assert visit(tmp_path).get("/partnership").headers.get_list("link") == ["</own>; rel=self"]


def test_the_installed_streamlit_has_these_scripts() -> None:
    names = ("PlotlyChart", "BidiComponent", "Html", "PageLink")

    found = find_scripts(Path(get_static_dir()), names)

    assert len(found) == len(names)
