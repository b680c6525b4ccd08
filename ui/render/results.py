"""What a search of the archive found, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.find.query import All, Leaf, parse
from ui.render.escape import day, element, esc
from ui.texts import Texts

if TYPE_CHECKING:
    from index.find.match import Match
    from index.store.records import ArticleInfo
    from ui.browse import Shelf, View


def results(shelf: Shelf, view: View, texts: Texts) -> str:
    """Return one page of articles, with the buttons that act on what is ticked."""
    count = _count(shelf, view, texts)
    if not shelf.found.matches:
        return count
    items = "".join(_item(match, texts) for match in shelf.found.matches)
    listed = element("ol", items, class_="dl-results", aria_label=texts("articles"))
    names = _names(shelf, texts)
    return count + names + _bar(shelf.found.total, texts) + listed + _pager(shelf, texts)


def told(query: str) -> tuple[str, str]:
    """Return the names that a search looks for and its other words, to be read by people.

    A search that does not simply want all of its names and words is returned as it was typed.
    """
    wanted = parse(query)
    parts = wanted.parts if isinstance(wanted, All) else (wanted,)
    leaves = [each for each in parts if isinstance(each, Leaf) and each.field in (None, "name")]
    names = [each.text for each in leaves if each.field]
    if not names or len(leaves) < len(parts):
        return "", query
    others = (f"“{each.text}”" if each.quoted else each.text for each in leaves if not each.field)
    return ", ".join(names), " ".join(others)


def _count(shelf: Shelf, view: View, texts: Texts) -> str:
    total = shelf.found.total
    if not total:
        words = texts("none_found")
    elif view.query:
        names, said = told(view.query)
        key = "found_for" if not names else "found_naming" if said else "found_named"
        words = texts(key, count=total, query=said, names=names)
    else:
        words = texts("found", count=total)
    return element("p", esc(words), class_="dl-found", role="status", tabindex=-1, id="dl-found")


def _names(shelf: Shelf, texts: Texts) -> str:
    """Return who and what comes up in the articles; a press looks for it among them."""
    if not shelf.names:
        return ""
    items = "".join(
        element(
            "li",
            element(
                "button",
                element("bdi", esc(each.name)) + element("small", f"{each.articles:,}"),
                type="button",
                data_action="name",
                data_name=each.name,
                title=texts(f"kind_{each.kind}"),
            ),
        )
        for each in shelf.names
    )
    lead = element("span", esc(texts("names_lead")), id="dl-names-lead")
    listed = element("ul", items, aria_labelledby="dl-names-lead")
    return element("div", lead + listed, class_="dl-names")


def _bar(total: int, texts: Texts) -> str:
    def button(action: str, words: str, kind: str = "dl-quiet", **more: object) -> str:
        return element("button", esc(words), type="button", class_=kind, data_action=action, **more)

    buttons = button("pick-all", texts("select_all", count=total), data_total=total)
    buttons += button("ask-only", texts("ask_only"))
    buttons += button("sheet", texts("as_csv"))
    buttons += button(
        "remove-ticked",
        texts("remove_selected"),
        "dl-danger",
        data_sure=texts("remove_sure"),
        data_none=texts("remove_none"),
        data_many=20,
    )
    picked = element("span", id="dl-picked", class_="dl-outlet", data_words=texts("picked"))
    return element("div", buttons + picked, class_="dl-bar", id="dl-shelf-bar")


def _item(match: Match, texts: Texts) -> str:
    each = match.article
    title = each.title or each.id
    tick = element(
        "input",
        type="checkbox",
        name="tick",
        value=each.id,
        aria_label=texts("select_one", title=title),
    )
    marks = [mark for mark in match.title_marks if each.title]
    read = element(
        "button",
        marked(title, 0, marks),
        type="button",
        class_="dl-headline",
        dir="auto",
        data_action="read",
        data_article=each.id,
    )
    facts = [day(each.date, texts) or esc(texts("unknown_date"))]
    facts += [element("bdi", esc(name)) for name in (each.source, each.author) if name]
    facts.append(esc(texts("characters", count=each.characters)))
    if match.count:
        facts.append(element("strong", esc(texts("times", count=match.count))))
    line = element("p", " · ".join(facts), class_="dl-outlet")
    stretches = " … ".join(
        marked(words, snippet.start, snippet.marks)
        for snippet, words in zip(match.snippets, match.texts, strict=True)
    )
    if match.texts and match.texts[-1].rstrip()[-1:].isalnum():
        stretches += " …"
    text = element("p", stretches, class_="dl-snippet", dir="auto")
    body = element("div", element("h3", read) + line + text + _amend(each, texts))
    return element("li", tick + body)


def _amend(each: ArticleInfo, texts: Texts) -> str:
    """Return the form that corrects what is known of an article."""
    fields = "".join(
        element(
            "label",
            esc(texts(label))
            + element("input", type=kind, name=name, value=value or "", maxlength=500),
            class_="dl-field",
        )
        for label, name, kind, value in (
            ("column_title", "title", "text", each.title),
            ("column_date", "day", "date", each.date),
            ("outlet", "outlet", "text", each.source),
            ("author", "author", "text", each.author),
        )
    )
    fields += element("input", type="hidden", name="article", value=each.id)
    fields += element("button", esc(texts("save")), class_="dl-quiet")
    form = element("form", fields, class_="dl-fields", data_action="amend")
    summary = element(
        "summary", esc(texts("edit_article")), aria_label=f"{texts('edit_article')}: {each.title}"
    )
    return element("details", summary + form, class_="dl-amend")


def marked(words: str, start: int, marks: Sequence[tuple[int, int]]) -> str:
    """Return words with their marks as safe HTML.

    Args:
        words: a stretch of a text.
        start: where it begins in the text.
        marks: (start, end) of each mark, offsets into the text.
    """
    parts, at = [], 0
    for begin, end in marks:
        parts.append(esc(words[at : begin - start]))
        parts.append(element("mark", esc(words[begin - start : end - start])))
        at = end - start
    return "".join([*parts, esc(words[at:])])


def _pager(shelf: Shelf, texts: Texts) -> str:
    if shelf.pages == 1:
        return ""
    where = element("span", esc(texts("page_of", page=shelf.page + 1, pages=shelf.pages)))
    steps = [("previous", shelf.page - 1), ("next", shelf.page + 1)]
    buttons = [
        element(
            "button",
            esc(texts(key)),
            type="button",
            data_action="turn-page",
            data_page=page,
            disabled=not 0 <= page < shelf.pages,
        )
        for key, page in steps
    ]
    return element("p", buttons[0] + where + buttons[1], class_="dl-pager")
