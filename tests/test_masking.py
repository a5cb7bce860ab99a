import pytest

from monitor.masking import mask

TOKEN = "aB3_-kLmN0pQrStUvWxYz1234567890A"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"GET /s/{TOKEN}/1 failed", "GET /s/*** failed"),
        (f'"http://localhost:8501/s/party/{TOKEN}"', '"http://localhost:8501/s/***"'),
        ("/s/digest/3/short", "/s/***"),
        (f"GET /meeting?k={TOKEN}&page=2", "GET /meeting?k=***&page=***"),
        (f"key={TOKEN}", "key=***"),
        (f"the link {TOKEN} is gone", "the link *** is gone"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: ***"),
        ("(b'authorization', b'Basic dXNlcjpwYXNz')", "(b'authorization', b'***')"),
        ("{'cookie': '__Host-monitor=abc; theme=dark'}", "{'cookie': '***'}"),
        ("Set-Cookie: __Host-monitor=abc; Secure", "Set-Cookie: ***"),
        ("sent Bearer abcdefghijkl", "sent Bearer ***"),
        ("'password': 'geheim123'", "'password': '***'"),
        ("550 <anna.de-vries+x@voorbeeld.nl>: unknown", "550 <***@***>: unknown"),
        ("postgresql://monitor:geheim@db/monitor", "postgresql://monitor:***@db/monitor"),
        ("smtp://user:p%40ss@mail.example.nl:587", "smtp://user:***@mail.example.nl:587"),
        ("from 192.0.2.57:51234 came", "from 192.0.2.0/24:51234 came"),
        ("from 2001:db8:1:2:3:4:5:6 came", "from 2001:db8:1::/48 came"),
        ("from 2001:db8::6", "from 2001:db8::/48"),
    ],
)
def test_what_must_not_be_in_a_log_is_taken_out(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 12:34:56 INFO monitor.worker: A backup was made: monitor-20261122T010000Z.zip",
        "Listening on 127.0.0.1 port 8501, and on ::1",
        "Check-ins failed, and is tried again: StorageUnavailableError",
        '  File "monitor/services/checkin/answer_checkin.py", line 12, in save_part',
        "MONITOR_DATABASE_URL: sqlite:///data/monitor.db, schema 0007, streamlit 1.67.0",
        "test_the_answer_page_is_sent_only_after_the_commit",
        "The pool is full: 20 of 20 connections; std::vector of a library",
        "@functools.cache",
    ],
)
def test_what_helps_to_find_a_fault_stays(text: str) -> None:
    assert mask(text) == text
