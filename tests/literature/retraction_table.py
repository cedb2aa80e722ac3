"""Retraction Watch's table, with made-up rows in its own form."""

import csv
import io

COLUMNS = [
    *("Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author"),
    *("URLS", "ArticleType", "RetractionDate", "RetractionDOI", "RetractionPubMedID"),
    *("OriginalPaperDate", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature"),
    *("Reason", "Paywalled", "Notes"),
]


def row(**cells: str) -> dict[str, str]:
    return {
        "Record ID": "1",
        "Title": "What helps in the room",
        "Journal": "Journal of Practice",
        "Author": "A B Okafor;C Lind",
        "RetractionDate": "5/3/2026 0:00",
        "RetractionDOI": "10.5555/notice",
        "RetractionPubMedID": "0",
        "OriginalPaperDate": "1/1/2017 0:00",
        "OriginalPaperDOI": "10.5555/HELPS",
        "OriginalPaperPubMedID": "0",
        "RetractionNature": "Retraction",
        "Reason": "+Error in Data;",
        **cells,
    }


def table(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
