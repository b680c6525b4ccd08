"""Articles from your own records: `python examples/own_records.py NEW_INDEX_FOLDER`."""

import sys
from datetime import date

from index import Article, Index
from rag import ask

RECORDS = [
    {
        "key": "quay-1",
        "head": "Night ferry to Osterholm returns after two years",
        "body": "The night ferry between Tarvik and Osterholm sails again from 3 May. The operator"
        " had stopped it in 2023 because too few lorries used it.",
        "day": "2025-04-11",
    },
    {
        "key": "quay-2",
        "head": "Osterholm library closes for repairs",
        "body": "The public library of Osterholm is closed until September. Its roof is renewed.",
        "day": "2025-04-12",
    },
]


def article(record: dict[str, str]) -> Article:
    """Return a record as an article; its own key makes a later version replace this one."""
    return Article(
        id=record["key"],
        title=record["head"],
        text=record["body"],
        date=date.fromisoformat(record["day"]),
        source="Osterholm Daily",
    )


with Index.open(sys.argv[1]) as archive:
    print(archive.add(map(article, RECORDS)))  # one commit: all of them, or none
    print([hit.title for hit in archive.search("the ferry", 3)])
    print(ask("Why was the night ferry stopped?", index=archive).text)
    print(archive.add([article({**RECORDS[1], "head": "Osterholm library closed all summer"})]))
    print(archive.remove(["quay-1"]), "removed,", len(archive), "left")
    print(ask("Why was the night ferry stopped?", index=archive).abstained)
