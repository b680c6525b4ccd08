"""An answer with its sources, as other programs and papers want it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from index.text.byline import strip_by
from rag.answer.model import Answer, Citation

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\^{}",
    "~": r"\~{}",
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~-])")


def _flat(text: str) -> str:
    return " ".join(text.split())


def plain(answer: Answer) -> str:
    """Return question, answer and numbered sources as plain text."""
    lines = [answer.question, "", answer.answer, ""]
    for citation in answer.citations:
        parts = (citation.title, citation.source, citation.date, citation.url)
        lines.append(f"[{citation.n}] " + ". ".join(str(part) for part in parts if part))
        lines.append(f"    “{_flat(citation.quote)}”")
    return "\n".join(lines).rstrip() + "\n"


def markdown(answer: Answer) -> str:
    """Return question, answer and numbered sources as Markdown in which no words are markup."""
    lines = [f"**{_md(answer.question)}**", "", _md(answer.answer), ""]
    for citation in answer.citations:
        parts = (citation.title, citation.source, citation.date)
        about = ", ".join(_md(str(part)) for part in parts if part)
        url = f" <{citation.url}>" if _fit_url(citation.url) else ""
        lines.append(f"{citation.n}. {about}{url}  ")
        lines.append(f"   > {_md(citation.quote)}")
    return "\n".join(lines).rstrip() + "\n"


def bibtex(answer: Answer) -> str:
    """Return one BibTeX entry an article, in the order of the citations."""
    return "\n".join(_entry(number, each) for number, each in enumerate(_articles(answer), 1))


def csl_json(answer: Answer) -> str:
    """Return the cited articles as CSL-JSON (citationstyles.org, schema 1.0)."""
    return json.dumps([_csl(each) for each in _articles(answer)], ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Answer], str]] = {
    "text": plain,
    "markdown": markdown,
    "bibtex": bibtex,
    "csl": csl_json,
}


def _articles(answer: Answer) -> list[Citation]:
    first: dict[str, Citation] = {}
    for citation in answer.citations:
        first.setdefault(citation.article_id, citation)
    return list(first.values())


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _flat(text))


def _fit_url(url: str | None) -> bool:
    return bool(url) and re.fullmatch(r"https?://[^\s<>]+", url or "") is not None


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _flat(text))


def _key(number: int, citation: Citation) -> str:
    words = re.findall(r"[a-z0-9]+", citation.title.lower())[:3]
    year = str(citation.date.year) if citation.date else "nd"
    return "-".join([year, *words, str(number)])


def _entry(number: int, citation: Citation) -> str:
    fields = {"title": f"{{{_tex(citation.title)}}}"}
    if citation.author:
        fields["author"] = f"{{{_tex(strip_by(citation.author))}}}"
    if citation.source:
        fields["journal"] = _tex(citation.source)
    if citation.date:
        fields["year"] = str(citation.date.year)
        fields["date"] = citation.date.isoformat()
    if _fit_url(citation.url):
        fields["url"] = re.sub(r"[{}\\]", "", citation.url or "")
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@article{{{_key(number, citation)},\n{body}\n}}\n"


def _csl(citation: Citation) -> dict[str, object]:
    item: dict[str, object] = {
        "id": citation.article_id,
        "type": "article-newspaper",
        "title": citation.title,
    }
    if citation.source:
        item["container-title"] = citation.source
    if citation.author:
        item["author"] = [{"literal": strip_by(citation.author)}]
    if citation.date:
        item["issued"] = {
            "date-parts": [[citation.date.year, citation.date.month, citation.date.day]]
        }
    if _fit_url(citation.url):
        item["URL"] = citation.url
    return item
