"""Which model a client may choose: the operator's list decides, whoever asks."""

import pytest

from tests.support.driving import called
from tests.support.wire import get
from ui.backend import Backend, NotOfferedError
from ui.thread import Asked


def test_nobodys_key_is_spent_without_the_operators_word(tmp_path):
    backend = Backend(tmp_path / "index")
    for llm in ("openai:ANY", "anthropic:x", "openai:ANY "):
        with pytest.raises(NotOfferedError, match="is not offered here"):
            backend.stream("who", Asked(), llm=llm)
    assert backend.model(None) is None
    assert backend.remote("openai:ANY") is None


def test_the_operators_list_is_open(tmp_path):
    backend = Backend(tmp_path / "index", "openai:small", ("openai:large",))
    assert backend.model(None) == backend.model("") == "openai:small"
    assert backend.model("openai:large") == "openai:large"
    with pytest.raises(NotOfferedError):
        backend.model("openai:huge")


def test_over_the_wire_the_page_says_so(anyone):
    """The page's own call, made by hand with a model of the caller's choice."""
    config = get(f"{anyone}/config").json()
    ids = {each["props"].get("elem_id"): each["id"] for each in config["components"]}
    typed = next(
        each
        for each in config["dependencies"]
        if [ids["ask"], "click"] in map(list, each["targets"]) and ids["model"] in each["inputs"]
    )
    data = [None] * len(typed["inputs"])
    data[typed["inputs"].index(ids["question"])] = "who"
    data[typed["inputs"].index(ids["model"])] = "openai:ANY"
    data[typed["inputs"].index(ids["length"])] = 3
    assert "is not offered here" in called(anyone, typed["id"], data)
