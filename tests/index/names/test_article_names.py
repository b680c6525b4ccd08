import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.names.article import name_key, names
from index.names.words import ORGANISATION, OTHER, PERSON, PLACE

TEXT = (
    "WASHINGTON — President Joe Biden met Mr. Olaf Scholz in Berlin on Monday. “We agree,” Biden "
    "said. The Food and Drug Administration (FDA) was told by Secretary of State Marco Rubio that "
    "Rubio’s department waits. Officials in Texas and the U.S. asked the FDA again.\n\n"
    "But Pfizer Inc. and the Centers for Disease Control and Prevention did not answer Jane van "
    "der Berg, who wrote to both. The Clean Air Act stays. American voters wait until March."
)


def found(text, language="en"):
    return {each.name: (each.kind, len(each.spots)) for each in names(text, language)}


def test_people_places_and_organisations_are_told_apart_and_variants_united():
    seen = found(TEXT)
    assert seen["Joe Biden"] == (PERSON, 2)
    assert seen["Olaf Scholz"] == (PERSON, 1)
    assert seen["Marco Rubio"] == (PERSON, 2)
    assert seen["Jane van der Berg"] == (PERSON, 1)
    assert seen["Berlin"] == (PLACE, 1)
    assert seen["Texas"] == (PLACE, 1)
    assert seen["United States"] == (PLACE, 1)
    assert seen["Food and Drug Administration"] == (ORGANISATION, 3)
    assert seen["Centers for Disease Control and Prevention"] == (ORGANISATION, 1)
    assert seen["Pfizer Inc"] == (ORGANISATION, 1)
    assert seen["Clean Air Act"] == (OTHER, 1)
    assert not {"Monday", "March", "American", "Officials", "The", "But", "We"} & seen.keys()


def test_who_speaks_is_a_person_but_not_of_whom_or_the_body():
    seen = found(
        "“The bridge stays shut,” Ines Corvo warned. It is old, the port of Tarvik said. The Red "
        "Cross said that it waits. Corvo waits in Lom, the mayor said. Olaf Lund told nobody."
    )
    assert {name for name, (kind, _) in seen.items() if kind == PERSON} == {
        "Ines Corvo",
        "Olaf Lund",
    }
    assert seen["Tarvik"][0] == OTHER


def test_every_place_slices_to_a_form_of_the_name():
    for each in names(TEXT, "en"):
        for start, end in each.spots:
            words = TEXT[start:end]
            assert words[0].isupper() and not words.endswith(("’s", "'s", " "))
            if each.kind == PERSON:
                assert words.split()[-1] in each.name


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Trump and Putin spoke.", "Trump and Putin", False),
        ("General Motors and General Mark Milley met.", "General Motors", True),
        ("General Motors and General Mark Milley met.", "Mark Milley", True),
        ("He saw Netflix CEO Ted Sarandos there.", "Ted Sarandos", True),
        ("He is from the Department of Health and Human Services now.",
         "Department of Health and Human Services", True),
        ("Critics waited. They saw critics.", "Critics", False),
        ("THE WHOLE TEXT IS SHOUTED BY JOHN SMITH", "JOHN SMITH", False),
    ],
)  # fmt: skip
def test_runs_are_parted_and_joined_as_names_are(text, name, wanted):
    assert (name in found(text)) == wanted


def test_a_name_in_capitals_is_a_body_that_says_things():
    assert found("They met. “No,” USA TODAY said in May.")["USA TODAY"] == (ORGANISATION, 1)


def test_another_language_has_none_and_an_unknown_one_is_read_as_english():
    assert found("Der Kanzler Olaf Scholz sprach.", "de") == {}
    assert "Olaf Scholz" in found("Then Mr. Olaf Scholz spoke.", None)


def test_points_initials_and_suffixes_do_not_make_another_name():
    assert name_key("Joseph R. Biden Jr.") == name_key("Joseph Biden") == "joseph biden"
    assert name_key("J.D.") == "j.d"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="AbcÉ .’'-&\nofand()“”1Mr", max_size=120))
def test_any_text_is_read_and_places_are_in_it(text):
    for each in names(text, "en"):
        assert each.spots
        assert all(0 <= start < end <= len(text) for start, end in each.spots)
