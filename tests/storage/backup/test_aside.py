"""A damaged file gets another name, with all that belongs to it."""

import stat
from pathlib import Path

from monitor.storage.backup.aside import set_aside
from monitor.storage.engine import make_engine
from tests.factories import NOW


def test_all_parts_of_it_are_kept_and_an_empty_database_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    engine = make_engine(f"sqlite:///{path}")
    for ending in ("", "-wal"):
        (tmp_path / f"monitor.db{ending}").write_text(f"broken{ending}", encoding="utf-8")

    aside = set_aside(engine, path, NOW)

    assert aside.name == f"monitor.db.damaged-{NOW:%Y%m%dT%H%M%SZ}"
    assert aside.read_text(encoding="utf-8") == "broken"
    assert Path(f"{aside}-wal").read_text(encoding="utf-8") == "broken-wal"
    assert path.read_bytes() == b""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not (tmp_path / "monitor.db-wal").exists()
