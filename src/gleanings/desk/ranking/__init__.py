"""The ranking of records by what was taken up before: pure, without Django or a database."""
