"""The desk as HTML: its forms, and how far a batch is."""

from __future__ import annotations

from ui.desk import batch, dossier
from ui.desk.feed import FEED
from ui.render.escape import element, esc
from ui.render.fields import COLLECTIONS, button, choice, field, lines, submit, text, tick
from ui.texts import Texts


def batch_form(texts: Texts) -> str:
    """Return the form that takes a file of questions."""
    box = element("input", type="file", name="file", accept=".csv,.tsv,.xlsx,.jsonl,.txt")
    body = field(texts("batch_file"), box, wide=True)
    body += choice("kind", texts("batch_kind"), [(each, each[1:]) for each in batch.KINDS])
    body += submit(texts("batch_go"))
    return _section("batch", texts, _form("batch", body))


def saving_form(texts: Texts) -> str:
    """Return the form that saves a question or a search."""
    kinds = [(each, texts(f"saved_{each}")) for each in ("question", "search")]
    body = text("text", texts("saved_text"), wide=True, required=True, maxlength=2000)
    body += text("name", texts("saved_name"), required=True, maxlength=60)
    body += choice("kind", texts("saved_kind"), kinds) + submit(texts("save"))
    more = button("news", texts("saved_look"))
    more += element("a", esc(texts("saved_feed")), href=FEED, target="_blank", rel="noopener")
    return _section("saved", texts, _form("saving", body) + element("p", more, class_="dl-bar"))


def dossier_form(texts: Texts) -> str:
    """Return the form that writes a dossier."""
    body = text("title", texts("dossier_title"), wide=True, maxlength=200)
    body += text("collection", texts("dossier_of"), list=COLLECTIONS, maxlength=60)
    body += choice("kind", texts("batch_kind"), [(each, each[1:]) for each in dossier.KINDS])
    body += lines("questions", texts("dossier_questions"), rows=3, maxlength=20_000)
    body += tick("conversation", texts("dossier_conversation")) + submit(texts("dossier_go"))
    return _section("dossier", texts, _form("dossier", body))


def _section(name: str, texts: Texts, inner: str) -> str:
    head = element("h2", esc(texts(f"desk_{name}")), id=f"desk-{name}-head")
    how = element("p", esc(texts(f"desk_{name}_how")), class_="dl-outlet")
    return element("section", head + how + inner, aria_labelledby=f"desk-{name}-head")


def _form(action: str, body: str) -> str:
    return element("form", body, class_="dl-fields", data_action=action)


def batch_step(step: batch.Step, texts: Texts) -> str:
    """Return how far a batch is, or that it is done."""
    if step.data is not None:
        words = texts("batch_done", count=step.questions, answered=step.answered)
        return element("p", esc(words), role="status")
    words = texts("batch_step", done=step.done, count=step.questions)
    bar = element("progress", max=step.questions, value=step.done, aria_label=words)
    inner = bar + element("span", esc(words)) + button("halt", texts("stop"))
    return element("div", inner, class_="dl-adding")
