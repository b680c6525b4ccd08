"""A setting that cannot be is one line with the name of its variable."""

import pytest

from dateline import settings_kinds
from index.errors import UnknownSettingError
from index.load import LoadSettings
from index.settings import PREFIX, IndexSettings, RoomSettings, setting_at_fault
from rag.llm.settings import ModelSettings
from rag.settings import RagSettings

KINDS = settings_kinds()


@pytest.mark.parametrize(
    ("kind", "name", "value", "line"),
    [
        (
            IndexSettings,
            "DATELINE_PASSAGE_CHARACTERS",
            "many",
            "DATELINE_PASSAGE_CHARACTERS is 'many': Input should be a valid integer",
        ),
        (
            LoadSettings,
            "DATELINE_LOAD_TIMEZONE",
            "Mars",
            "DATELINE_LOAD_TIMEZONE is 'Mars': unknown time zone 'Mars'; name one as Asia/Seoul",
        ),
        (
            LoadSettings,
            "DATELINE_LOAD_FIELDS",
            "text=body",
            "DATELINE_LOAD_FIELDS is not valid JSON",
        ),
        (
            LoadSettings,
            "DATELINE_LOAD_FIELDS",
            '{"x": "y"}',
            "DATELINE_LOAD_FIELDS is {'x': 'y'}: unk",
        ),
    ],
)
def test_the_variable_is_named(monkeypatch, kind, name, value, line):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError) as caught:
        kind()
    told = setting_at_fault(caught.value)
    assert told.startswith(line)
    assert "\n" not in told


def test_other_errors_are_not_about_settings():
    assert setting_at_fault(ValueError("x")) is None


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        (RagSettings, "DATELINE_RAG_TOPK", "DATELINE_RAG_TOP_K"),
        (RagSettings, "dateline_rag_headline", "DATELINE_RAG_HEADLINES"),
        (LoadSettings, "DATELINE_LOAD_TIME_ZONE", "DATELINE_LOAD_TIMEZONE"),
        (ModelSettings, "DATELINE_LLM_TIMEOUT", "DATELINE_LLM_TIMEOUT_S"),
        (IndexSettings, "DATELINE_MODELL", "DATELINE_MODEL"),
        (IndexSettings, "DATELINE_TOP_K", "DATELINE_RAG_TOP_K"),
        (IndexSettings, "DATELINE_DATASET", "DATELINE_DATASETS"),
    ],
)
def test_a_variable_that_is_no_setting_is_refused(monkeypatch, kind, name, near):
    monkeypatch.setenv(name, "3")
    with pytest.raises(UnknownSettingError) as caught:
        kind()
    told = f"{name.upper()} is set and there is no such setting; did you mean {near}?"
    assert str(caught.value) == told


def test_what_is_like_no_setting_is_refused_too(monkeypatch):
    monkeypatch.setenv("DATELINE_XYZZY", "")
    with pytest.raises(UnknownSettingError, match=r"docs/settings\.md lists all"):
        IndexSettings()


@pytest.mark.parametrize("kind", KINDS)
def test_each_class_leaves_what_others_read_alone(monkeypatch, kind):
    for other in {*KINDS} - {kind}:
        monkeypatch.setenv(f"{other.model_config['env_prefix']}NAME", "x")
    for name in ("INDEX", "CACHE", "LOG", "DEBUG", "DATASETS"):
        monkeypatch.setenv(f"{PREFIX}{name}", "x")
    kind()


def test_every_class_of_settings_is_one_of_these():
    assert set(RoomSettings.__subclasses__()) == {*KINDS}
