import pytest

from index.load.masthead import split_masthead


def test_a_name_beside_a_day_and_above_a_headline():
    text = "Storm breaks pier\nThe pier of Harrow fell on Sunday night, the council said."
    assert split_masthead(f"Harbour Herald | 3 March 2025\n{text}") == (
        "Harbour Herald",
        f"3 March 2025\n{text}",
    )
    assert split_masthead(f"Harbour Herald\n{text}") == ("Harbour Herald", text)
    assert split_masthead(text) == (None, text)


@pytest.mark.parametrize("line", [" " * 50_000 + "x!", "a" * 50_000, "- " * 25_000, "3 " * 25_000])
def test_a_line_that_is_made_to_take_long_is_passed_over(line):
    """The patterns take n³ steps for n blanks: this would never end."""
    assert split_masthead(f"{line}\nb\nc")[0] is None
    assert split_masthead(f"The Herald\n{line}\nb")[0] in (None, "The Herald")
