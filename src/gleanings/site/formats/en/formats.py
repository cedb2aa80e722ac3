"""Months in full everywhere: “November 29, 2026” beside “November 2026”, not “Nov. 29, 2026”."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, P"
