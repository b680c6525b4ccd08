"""What a search asks for as a query of tantivy's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from index.filters import Filters
from index.find.days import first_day, last_day
from index.find.query import All, Leaf, Node, Not
from index.find.texts import schema
from index.lexical.lexicon import day_number
from index.text.terms import key, terms

_Named: TypeAlias = Callable[[str], list[str]]
_FIRST, _LAST = 0, 99_999_999
_PLAIN = ""
_HALF = 0.5
"""Weight of a word in the text beside one in the title."""


def clause(
    node: Node | None,
    filters: Filters,
    named: _Named,
    rows: Sequence[int] | None = None,
) -> Any:
    """Return a query for what is asked for.

    Args:
        node: what is asked for.
        filters: what may be found.
        named: gives the keys of the names that some words mean.
        rows: keys of the articles that `filters.articles` names; None where it names none.
    """
    import tantivy

    occur, query = tantivy.Occur, tantivy.Query
    wanted = query.all_query() if node is None else _node(node, named)
    limits = _limits(filters)
    if rows is not None:
        limits.append(_silent(query.term_set_query(schema(), "article", list(rows))))
    if not limits:
        return wanted
    return query.boolean_query([(occur.Must, each) for each in (wanted, *limits)])


def _node(node: Node, named: _Named) -> Any:
    import tantivy

    occur, query = tantivy.Occur, tantivy.Query
    if isinstance(node, Leaf):
        return _leaf(node, named)
    if isinstance(node, Not):
        return query.boolean_query(
            [(occur.Must, query.all_query()), (occur.MustNot, _node(node.part, named))]
        )
    how = occur.Must if isinstance(node, All) else occur.Should
    return query.boolean_query([(how, _node(each, named)) for each in node.parts])


def _leaf(leaf: Leaf, named: _Named) -> Any:
    import tantivy

    field = leaf.field
    if field in ("date", "since", "until"):
        first = first_day(leaf.text) if field != "until" else None
        last = last_day(leaf.text) if field != "since" else None
        return _silent(_days(first, last))
    if field == "language":
        return _silent(_term("language_key", key(leaf.text), "basic"))
    if field == "name":
        return _silent(tantivy.Query.term_set_query(schema(), "name", named(leaf.text)))
    if field in ("outlet", "author"):
        return _silent(_words(field, leaf))
    return _any([_words(each, leaf) for each in ([field] if field else ["title", "text"])])


def _words(field: str, leaf: Leaf) -> Any:
    """Return a query for words in one field."""
    import tantivy

    query = tantivy.Query
    if leaf.text.endswith("*"):
        *whole, beginning = terms(leaf.text, _PLAIN)
        if not whole:
            return query.regex_query(schema(), field, f"{re.escape(beginning)}.*")
        escaped: list[str | tuple[int, str]] = [
            *map(re.escape, whole),
            f"{re.escape(beginning)}.*",
        ]
        return query.regex_phrase_query(schema(), field, escaped)
    words = terms(leaf.text, _PLAIN)
    if not words:  # of a script that the analyser leaves nothing of, or longer than any word
        return query.empty_query()
    if len(words) > 1:
        return query.phrase_query(schema(), field, [*words])
    if len(words[0]) == 1 and not words[0].isascii() and len(leaf.text) == 1:
        letter = re.escape(words[0])  # one Chinese, Japanese or Korean letter of a pair
        return query.regex_query(schema(), field, f"{letter}.?|.{letter}")
    if leaf.quoted or field in ("outlet", "author"):
        return _term(field, words[0], "position")
    weight = _HALF if field == "text" else 1.0
    return query.boost_query(_term(f"{field}_forms", terms(leaf.text)[0], "freq"), weight)


def _limits(filters: Filters) -> list[Any]:
    import tantivy

    limits = []
    if filters.since or filters.until:
        limits.append(_days(filters.since, filters.until))
    for field, names in (
        ("source_key", filters.sources),
        ("author_key", filters.authors),
        ("language_key", filters.languages),
    ):
        if names:
            values = [key(name) for name in names]
            limits.append(tantivy.Query.term_set_query(schema(), field, values))
    return [_silent(each) for each in limits]


def _days(first: Any, last: Any) -> Any:
    import tantivy

    return tantivy.Query.range_query(
        schema(),
        "day",
        tantivy.FieldType.Integer,
        lower_bound=day_number(first) if first else _FIRST,
        upper_bound=day_number(last) if last else _LAST,
    )


def _term(field: str, word: str, option: str) -> Any:
    import tantivy

    return tantivy.Query.term_query(schema(), field, word, index_option=option)


def _any(queries: list[Any]) -> Any:
    import tantivy

    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in queries])


def _silent(query: Any) -> Any:
    """Return a query that adds nothing to a score."""
    import tantivy

    return tantivy.Query.const_score_query(query, 0.0)
