import anyio
import pytest
from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from monitor.metrics.counting import CountingMiddleware, template_of

TOKEN = "aB3_-kLmN0pQrStUvWxYz1234567890A"


async def answer(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("answer")


async def fail(_request: Request) -> PlainTextResponse:
    raise RuntimeError("not now")


async def keep_open(socket: WebSocket) -> None:
    await socket.accept()
    await socket.receive_text()
    await socket.close()


@pytest.fixture
def client() -> TestClient:
    survey = Mount("/s", routes=[Route("/{token}/{number}", answer, methods=["GET", "POST"])])
    odd = Mount("/{place}", routes=[Route("/inside", answer)])
    routes = [Route("/health", answer), Route("/fails", fail), survey]
    app = Starlette(
        routes=[*routes, WebSocketRoute("/stream", keep_open), odd],
        middleware=[Middleware(CountingMiddleware)],
    )
    return TestClient(app, raise_server_exceptions=False)


def requests_of(route: str, status: str = "200", method: str = "GET") -> float:
    labels = {"method": method, "route": route, "status": status}
    return REGISTRY.get_sample_value("monitor_requests_total", labels) or 0


def test_a_request_counts_for_the_template_of_its_route(client: TestClient) -> None:
    before = requests_of("/s/{token}/{number}"), requests_of("/health")

    client.get(f"/s/{TOKEN}/1")
    client.get(f"/s/{TOKEN}/2")
    client.get("/health")

    assert requests_of("/s/{token}/{number}") - before[0] == 2
    assert requests_of("/health") - before[1] == 1


def test_no_label_holds_what_somebody_typed(client: TestClient) -> None:
    client.get(f"/s/{TOKEN}/1")
    client.get(f"/{TOKEN}/inside")
    client.get(f"/{TOKEN}")
    client.request(TOKEN, "/health")

    labels = [sample.labels for metric in REGISTRY.collect() for sample in metric.samples]
    assert labels
    assert not [each for each in labels if TOKEN in str(each)]


def test_an_address_that_does_not_exist_counts_as_another(client: TestClient) -> None:
    before = requests_of("other", "404")

    client.get("/nowhere")

    assert requests_of("other", "404") - before == 1


def test_a_failure_counts_too(client: TestClient) -> None:
    before = requests_of("/fails", "500")

    client.get("/fails")

    assert requests_of("/fails", "500") - before == 1


def test_how_long_it_took_is_counted_by_route(client: TestClient) -> None:
    name, labels = "monitor_request_seconds_count", {"route": "/health"}
    before = REGISTRY.get_sample_value(name, labels) or 0

    client.get("/health")

    assert (REGISTRY.get_sample_value(name, labels) or 0) - before == 1


def test_an_open_page_counts_as_long_as_it_is_open(client: TestClient) -> None:
    def count() -> float:
        return REGISTRY.get_sample_value("monitor_open_sessions") or 0

    before = count()
    with client.websocket_connect("/stream") as socket:
        during = count()
        socket.send_text("that was all")
        socket.receive()

    assert (during - before, count() - before) == (1, 0)


def test_the_start_of_the_process_passes_uncounted() -> None:
    passed: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope["type"])

    async def receive() -> Message:
        return {}

    async def send(_message: Message) -> None:
        pass

    async def start() -> None:
        await CountingMiddleware(app)({"type": "lifespan"}, receive, send)

    anyio.run(start)

    assert passed == ["lifespan"]


def test_the_pages_of_the_dashboard_are_one_route() -> None:
    assert template_of({"type": "http", "route": Mount("/", routes=[])}) == "pages"
