"""Small sets in the BEIR layout, written into a folder."""

import json


def write_lines(file, rows):
    """Write JSON Lines."""
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def write_set(folder, articles, questions):
    """Write a folder and return it.

    Args:
        folder: made, with what is above it.
        articles: (id, title, text) or (id, title, text, kind) of each.
        questions: (id, text, gold answers, gold article) of each; one without article cannot be
            answered.
    """
    (folder / "qrels").mkdir(parents=True)
    corpus = [
        {"_id": name, "title": title, "text": text, "metadata": {"kind": (*kind, None)[0]}}
        for name, title, text, *kind in articles
    ]
    queries = [
        {"_id": name, "text": text, "metadata": {"answers": answers, "answerable": bool(gold)}}
        for name, text, answers, gold in questions
    ]
    write_lines(folder / "corpus.jsonl", corpus)
    write_lines(folder / "queries.jsonl", queries)
    qrels = "".join(f"{name}\t{gold}\t1\n" for name, _, _, gold in questions if gold)
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder
