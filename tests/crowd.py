"""Very many partnerships at once: copies of the rows of one."""

from sqlalchemy import Engine, text

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < :last)"
_ALIKE = "phase, attention, manager_id, opens_until, look_again_on, quarter"
_STATEMENTS = (
    f"""
    INSERT INTO partnership (id, name, phase, privacy_mode, minimum_group, is_sample)
    {_NUMBERS} SELECT i, name || ' ' || i, phase, privacy_mode, minimum_group, is_sample
    FROM partnership, n
    """,  # noqa: S608 - Our own words.
    f"""
    INSERT INTO summary (partnership_id, name_key, search_key, {_ALIKE})
    {_NUMBERS} SELECT i, name_key || ' ' || i, search_key || ' ' || i, {_ALIKE}
    FROM summary, n
    """,  # noqa: S608 - The same.
    f"""
    INSERT INTO summary_content (partnership_id, content)
    {_NUMBERS} SELECT i, content FROM summary_content, n
    """,  # noqa: S608 - The same.
)


def multiply(engine: Engine, partnerships: int) -> None:
    """Copy the only partnership and its summary; the copies all show the same content."""
    with engine.begin() as connection:
        for statement in _STATEMENTS:
            connection.execute(text(statement), {"last": partnerships})
