"""Sentences of answers that a desk would not print: `python -m eval.quality.clean INDEX FILE…`.

Every question of the files is asked, and each sentence of an answer is held against its article:
a line that is a heading, a credit, a caption, a question or begins with a dateline is named. The
rules are not those that articles are cut by.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from eval.loaders.lines import read_json_lines
from index.archive import Index
from index.errors import DatelineError
from rag.answer.model import Answer

_ENDS = re.compile(r"[.!?…。！？:;][\"'”’)\]»]*$")
_KINDS: Mapping[str, re.Pattern[str]] = {
    "question": re.compile(r"[?？]$"),
    "dateline": re.compile(
        r"^[A-Z][A-Z .,'-]{2,40}(?:\([A-Z][\w ]+\) ?)?[—–−] [A-Z“\"]|\([가-힣]+="
    ),
    "credit": re.compile(
        r"contributed to this (?:report|story)|solely responsible for all content"
        r"|^(?:reporting by|contributing:) |(?:reach|email|follow|contact) (?:him|her|them) "
        r"|@[\w.]+\.(?:com|org)\b.*$|receives? (?:financial )?support from .*foundation"
        r"|this story was (?:first |originally )?(?:published|updated)",
        re.IGNORECASE,
    ),
    "promotion": re.compile(
        r"^(?:sign up|subscribe|read more|see also|click here|download the|need a break)\b"
        r"|newsletter.{0,40}inbox",
        re.IGNORECASE,
    ),
    "caption": re.compile(
        r"\((?:AP )?Photo\b|/(?:Getty|AP|AFP|Reuters)\b|Getty Images$|^FILE (?:PHOTO)?[-:–—]"
    ),
    "cut short": re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Sgt|Prof|Rev)\.$"),
}
# An item of a list begins with its mark.
_OPENS = re.compile(r"[\w\"“'‘(]")
_LONGEST_HEADING = 14


def faults(sentence: str, before: str, behind: str) -> list[str]:
    """Return what is wrong with a sentence of an answer; nothing when it can be printed.

    Args:
        sentence: its words.
        before: what stands before it in its article.
        behind: what stands behind it.
    """
    found = [kind for kind, pattern in _KINDS.items() if pattern.search(sentence)]
    line = before.rstrip(" ")[-1:] in ("", "\n") and behind.lstrip(" ")[:1] in ("", "\n")
    if line and _OPENS.match(sentence) and not _ENDS.search(sentence):
        found += ["heading"] if len(sentence.split()) <= _LONGEST_HEADING else []
    return found


def looked_at(answer: Answer, archive: Index) -> Iterator[tuple[str, list[str]]]:
    """Yield the sentences of an answer that are an article's own, each with its faults."""
    cited = {citation.n: citation for citation in answer.citations}
    for sentence in answer.sentences:
        if sentence.origin != "extract":
            continue
        citation = cited[sentence.citations[0]]
        text = archive.article(citation.article_id).text
        before, behind = text[: citation.start], text[citation.end :]
        yield sentence.text, faults(sentence.text, before, behind)


def main(
    index: Annotated[Path, typer.Argument(help="Index folder.")],
    questions: Annotated[list[Path], typer.Argument(help="JSONL with a `question` a line.")],
    now: Annotated[str | None, typer.Option(help="The day to take as today.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Questions at most.")] = None,
    show: Annotated[bool, typer.Option(help="Print every sentence, for reading by eye.")] = False,
) -> None:
    """Ask questions and count the sentences that are no sentences of news."""
    from rag import ask

    rows = [line for file in questions for line in read_json_lines(file)][:limit]
    counts: Counter[str] = Counter()
    with Index.open(index, must_exist=True) as archive:
        for row in rows:
            answer = ask(row.text("question"), index=archive, now=now)
            counts["answers"] += not answer.abstained
            for sentence, found in looked_at(answer, archive):
                counts["sentences"] += 1
                counts.update(found)
                if found or show:
                    typer.echo(f"{', '.join(found) or 'clean'}: {sentence}")
    for name in ("answers", "sentences", *_KINDS, "heading"):
        typer.echo(f"{name:<12}{counts[name]:>6}")


if __name__ == "__main__":
    try:
        typer.run(main)
    except DatelineError as error:
        typer.echo(f"clean: {error}", err=True)
        sys.exit(1)
