"""What a reader keeps, as HTML: saved questions with their news, notes, collections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ui.render.escape import day, element, esc
from ui.render.fields import COLLECTIONS, button, lines, submit, text, tick
from ui.texts import Texts

if TYPE_CHECKING:
    from index.article import Article
    from rag.notes.store import Shown
    from rag.saved.alert import Alert
    from ui.desk.kept import Kept
    from ui.desk.saved import Waiting


def waiting(found: Sequence[Waiting], texts: Texts) -> str:
    """Return saved questions, each with its answer as of now and what it told."""
    if not found:
        return element("p", esc(texts("saved_none")), class_="dl-outlet")
    items = []
    for each in found:
        saved = each.saved
        head = element("h3", esc(saved.name))
        asked = element("p", esc(saved.text), dir="auto", class_="dl-outlet")
        if saved.kind == "question":
            said = saved.told.short or saved.told.answer or texts("saved_unanswered")
            asked += element("p", esc(said), dir="auto", class_="dl-snippet")
        news = "".join(_alert(alert, texts) for alert in each.alerts)
        listed = element("ul", news, class_="dl-news") if news else ""
        bar = button("unsave", texts("delete"), saved.name, data_name=saved.name)
        if saved.kind == "search":
            bar = button("scope", texts("ask_only"), saved.name, data_query=saved.text) + bar
        items.append(element("li", element("div", head + asked + listed) + bar))
    return element("ol", "".join(items), class_="dl-results", aria_label=texts("desk_saved"))


def _alert(alert: Alert, texts: Texts) -> str:
    kind = element("strong", esc(texts(f"news_{alert.kind}")))
    before = f" ({esc(texts('news_before', text=alert.before))})" if alert.before else ""
    shown = _read(alert.article_id, alert.text, start=alert.start if alert.quote else None)
    facts = [element("bdi", esc(alert.source or "")), day(alert.date, texts)]
    where = " · ".join(each for each in facts if each)
    return element("li", f"{kind}: {shown}{before} {where}")


def kept(found: Kept, texts: Texts) -> str:
    """Return collections and notes, with the list of collections that other forms offer."""
    names = "".join(element("option", value=name) for name in found.collections)
    body = element("h2", esc(texts("desk_kept")), id="desk-kept-head")
    body += element("p", esc(texts("desk_kept_how")), class_="dl-outlet")
    if found.collections:
        body += element("h3", esc(texts("collections")))
        items = "".join(
            _collection(name, ids, found.articles, texts) for name, ids in found.collections.items()
        )
        body += element("ul", items, class_="dl-results", aria_label=texts("collections"))
    if found.notes:
        body += element("h3", esc(texts("notes")))
        items = "".join(_note(each, found.articles, texts) for each in found.notes)
        body += element("ul", items, class_="dl-results", aria_label=texts("notes"))
    section = element("section", body, aria_labelledby="desk-kept-head")
    return section + element("datalist", names, id=COLLECTIONS)


def _collection(
    name: str, ids: Sequence[str], articles: Mapping[str, Article], texts: Texts
) -> str:
    items = ""
    for each in ids:
        title = articles[each].title or each if each in articles else texts("kept_gone", id=each)
        shown = _read(each, title) if each in articles else esc(title)
        items += element("li", shown + " " + _away(name, each, title, texts))
    head = element("h4", esc(name))
    buttons = button("scope", texts("ask_only"), name, data_name=name)
    buttons += button("uncollect", texts("delete"), name, data_name=name, data_article="")
    bar = element("p", buttons, class_="dl-bar")
    return element("li", element("div", head + element("ul", items, class_="dl-news") + bar))


def _away(name: str, article: str, title: str, texts: Texts) -> str:
    return element(
        "button",
        "×",
        type="button",
        class_="dl-plain",
        data_action="uncollect",
        data_name=name,
        data_article=article,
        aria_label=texts("collection_drop", title=title, name=name),
    )


def _note(each: Shown, articles: Mapping[str, Article], texts: Texts) -> str:
    note, lost = each.note, each.anchor.state == "lost"
    article = articles.get(note.article_id)
    star = element("span", "★", role="img", aria_label=texts("starred")) + " " if note.star else ""
    quote = element("q", esc(" ".join(each.quote.split())), dir="auto")
    state = "" if each.anchor.state == "same" else texts(f"note_{each.anchor.state}")
    body = element("p", star + quote, class_="dl-snippet")
    body += element("p", esc(note.text), dir="auto") if note.text else ""
    facts = [element("strong", esc(state))] if state else []
    if article is not None:
        start = None if lost else each.anchor.start
        facts.append(_read(article.id, article.title or article.id, start=start))
        facts += [element("bdi", esc(article.source or "")), day(article.date, texts)]
    facts.append(element("bdi", esc(note.collection)))
    body += element("p", " · ".join(one for one in facts if one), class_="dl-outlet")
    away = button("unkeep", texts("delete"), str(note.number), data_number=note.number)
    return element("li", element("div", body) + away)


def _read(article: str, words: str, start: int | None = None) -> str:
    return element(
        "button",
        esc(words),
        type="button",
        class_="dl-headline",
        dir="auto",
        data_action="read",
        data_article=article,
        data_start=start,
    )


def keeping(article: Article, collections: Sequence[str], texts: Texts) -> str:
    """Return the form under an article that stars it, notes something, or collects it."""
    first = article.text.partition("\n")[0].strip()
    body = lines("words", texts("keep_words"), first, rows=3)
    body += lines("note", texts("keep_note"), rows=2, maxlength=4000)
    body += text("collection", texts("keep_collection"), list="dl-own", maxlength=60)
    names = "".join(element("option", value=name) for name in collections)
    body += element("datalist", names, id="dl-own")
    body += tick("star", texts("keep_star")) + submit(texts("keep"))
    body += element("input", type="hidden", name="article", value=article.id)
    body += element("input", type="hidden", name="near", value="")
    form = element("form", body, class_="dl-fields", data_action="keep")
    summary = element("summary", esc(texts("keep_head")))
    return element("details", summary + form, class_="dl-keep")
