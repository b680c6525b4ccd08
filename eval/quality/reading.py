"""How well the reader reads: a passage given, questions that it answers and that it does not.

The passages are those of articles of SQuAD 2.0 (Rajpurkar et al. 2018, arXiv:1806.03822) that the
reader was never trained on; its unanswerable questions were written by people to look answerable.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from eval.metrics.abstention import auroc
from eval.metrics.answers import exact_match, f1
from eval.train.mixture import held_out
from eval.train.rows import Row, read_questions
from index.article import Article, Passage
from index.text.passages import cut
from rag.read import load_reader
from rag.read.reader import read
from rag.types import Hit

SET = "squad2-dev-a.jsonl.gz"


def held_rows(data: Path) -> list[Row]:
    """Return the questions over articles that training leaves out.

    Args:
        data: folder of the training sets.
    """
    kept = held_out(data)
    return [row for row in read_questions(data / SET) if row.context in kept]


def measure_reading(rows: Sequence[Row], reader: str | None = None) -> dict[str, float]:
    """Return F1 and exact match of the best span, and how well its score tells nulls.

    F1 and exact match are those of SQuAD's own script, over the answerable questions; "over all"
    counts silence as right where no answer is, at the point that gives the best figure.

    Args:
        rows: questions, each over a passage under the title of its article.
        reader: name or folder; Dateline's own by default.
    """
    model = load_reader(reader)
    scores, shares, exact = [], [], []
    for row in rows:
        best = max(
            (each for own in read(model, row.question, [_hit(row)]) for each in own),
            key=lambda reading: reading.score,
        )
        gold = [row.passage[a:b] for a, b in row.spans]
        scores.append(best.score)
        shares.append(f1(best.text, gold) if gold else 0.0)
        exact.append(exact_match(best.text, gold) if gold else 0.0)
    known = [bool(row.spans) for row in rows]
    answered = [at for at, gold in enumerate(known) if gold]
    found = {
        "questions": float(len(rows)),
        "f1": fmean(shares[at] for at in answered),
        "exact match": fmean(exact[at] for at in answered),
        "f1 over all": _over_all(scores, shares, known),
        "auroc of nulls": auroc(scores, known),
    }
    return {name: value for name, value in found.items() if value is not None}


def _hit(row: Row) -> Hit:
    article = Article(id=row.context or "article", title=row.context, text=row.passage)
    spans = cut(row.passage, characters=len(row.passage) + 1)
    sentences = tuple(each for span in spans for each in span.sentences)
    return Hit(Passage(0, article.id, 0, len(row.passage), sentences), article, 0.0)


def _over_all(scores: Sequence[float], shares: Sequence[float], known: Sequence[bool]) -> float:
    """Return the best mean of F1 over all questions that any threshold of silence gives."""
    best = total = float(sum(not gold for gold in known))
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    for at in order:
        total += shares[at] if known[at] else -1.0
        best = max(best, total)
    return best / len(scores)
