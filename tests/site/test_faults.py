"""What is wrong with the database or the disk, in a sentence for the operator."""

import errno

import pytest
from django.db import DatabaseError, OperationalError

from gleanings.site.faults import of_the_database


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full. Make room"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/x"), "written of /srv/x: Perm"),
        (OperationalError("database or disk is full"), "The disk is full. Make room"),
        (OperationalError("disk I/O error"), "Is it full, or failing?"),
        (OperationalError("database is locked"), "Another process writes to the database"),
        (OperationalError("attempt to write a readonly database"), "cannot be written to"),
        (OperationalError("unable to open database file"), "cannot be opened"),
        (OperationalError("no such table: x"), "Run: gleanings migrate"),
        (OperationalError('relation "x" does not exist'), "Run: gleanings migrate"),
        (
            OperationalError('connection failed: FATAL:  database "nope" does not exist'),
            "Do the database and the user",
        ),
        (OperationalError("connection refused"), "server cannot be reached"),
        (DatabaseError("database disk image is malformed"), "gleanings restore FILE --replace"),
        (DatabaseError("file is not a database"), "is no SQLite database"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_each_fault_has_its_sentence(error, words):
    assert words in of_the_database(error)


def test_a_fault_that_nobody_knows_is_quoted():
    assert "(it sulks)" in of_the_database(OperationalError("it\n sulks"))
    assert "The disk is full" not in of_the_database(OSError(errno.EIO, "Input/output error"))
