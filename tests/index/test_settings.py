"""A setting that cannot be is one line with the name of its variable."""

import pytest

from index.load import LoadSettings
from index.settings import IndexSettings, setting_at_fault


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
