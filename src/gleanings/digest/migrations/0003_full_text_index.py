"""The database's own full-text index over the search entries, kept up to date by itself.

A later migration that makes Django build digest_searchentry anew on SQLite has to run
`make_index` again: the triggers go with the old table.
"""

# ruff: noqa: S608 - every name in the SQL is written here

from django.db import migrations

COLUMNS = ["title", "implications", "terms", "article", "names", "studied", "text"]
NAMES = ", ".join(COLUMNS)


def of(row):
    return ", ".join(f"{row}.{column}" for column in COLUMNS)


SQLITE = [
    # words come folded and stemmed, parted by blanks; the tokenizer has nothing left to do
    f"""CREATE VIRTUAL TABLE digest_search USING fts5(
        {NAMES}, content='digest_searchentry', content_rowid='summary_id', tokenize='ascii')""",
    f"""CREATE TRIGGER digest_search_insert AFTER INSERT ON digest_searchentry BEGIN
        INSERT INTO digest_search(rowid, {NAMES}) VALUES (new.summary_id, {of("new")}); END""",
    f"""CREATE TRIGGER digest_search_delete AFTER DELETE ON digest_searchentry BEGIN
        INSERT INTO digest_search(digest_search, rowid, {NAMES})
        VALUES ('delete', old.summary_id, {of("old")}); END""",
    f"""CREATE TRIGGER digest_search_update AFTER UPDATE ON digest_searchentry BEGIN
        INSERT INTO digest_search(digest_search, rowid, {NAMES})
        VALUES ('delete', old.summary_id, {of("old")});
        INSERT INTO digest_search(rowid, {NAMES}) VALUES (new.summary_id, {of("new")}); END""",
]
SQLITE_AWAY = [
    *(f"DROP TRIGGER IF EXISTS digest_search_{event}" for event in ("insert", "delete", "update")),
    "DROP TABLE IF EXISTS digest_search",
]

# PostgreSQL knows four weights
WEIGHTS = dict(zip(COLUMNS, "ABCCCDD", strict=True))
VECTOR = " || ".join(
    f"setweight(to_tsvector('simple', {column}), '{weight}')" for column, weight in WEIGHTS.items()
)
POSTGRESQL = [
    f"ALTER TABLE digest_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
    "CREATE INDEX digest_search ON digest_searchentry USING gin (vector)",
]
POSTGRESQL_AWAY = ["ALTER TABLE digest_searchentry DROP COLUMN IF EXISTS vector"]


def make_index(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def drop_index(apps, schema_editor):
    run(schema_editor, SQLITE_AWAY, POSTGRESQL_AWAY)


def run(schema_editor, on_sqlite, on_postgresql):
    on_other = []
    statements = {"sqlite": on_sqlite, "postgresql": on_postgresql}
    for statement in statements.get(schema_editor.connection.vendor, on_other):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    # as of version 0.6.0
    replaces = [
        ("digest", "0011_full_text_index"),
        ("digest", "0026_basis_of_implications"),
    ]
    dependencies = [("digest", "0002_a_network_to_begin_with")]

    operations = [migrations.RunPython(make_index, drop_index)]
