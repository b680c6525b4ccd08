"""Which names of a claim stand where the cited text has another."""

import pytest

from rag.support.naming import misnamed


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The ships of the EPA left.", "The Environmental Protection Agency sent ships."),
        ("They asked the Environmental Protection Agency.", "The EPA was asked."),
        ("U.S. officials met in Seoul.", "Officials of the United States met in Seoul."),
        ("He met the French minister.", "He met the minister of France."),
        ("He met the Korean Koreans.", "He met people of Korea."),
        ("The British team won.", "The UK won."),
        ("She lives on North Monroe Street.", "She lives on N. Monroe St. today."),
        ("It was told to Gov. Ann Reed.", "Governor Ann Reed was told."),
        ("Ann Reed's boat left.", "The boat of Ann Reed left."),
        ("The mayor met Reed.", "The mayor met a man."),
        ("Lomund was quiet.", "The town was quiet."),
        ("THE PORT OF OSK OPENED", "The harbour opened"),
        ("오스크 항구가 열렸다", "항구가 열렸다"),
    ],
)
def test_the_same_name_in_another_form(claim, cited):
    assert misnamed(claim, cited) is None


@pytest.mark.parametrize(
    ("claim", "cited", "name"),
    [
        ("Kevin Kane led the team.", "Kevin Kim led the team.", "Kevin Kane"),
        ("The team of Karl Kim won.", "The team was led by Kevin Kim.", "Karl Kim"),
        ("They met in Lomund.", "They met in Karsk.", "Lomund"),
        ("The mayor praised Osk sailors.", "The mayor praised Marn sailors.", "Osk"),
        ("The ships of Denholm Yard left.", "The ships of Marn Lines left.", "Denholm Yard"),
    ],
)
def test_another_name_in_its_place(claim, cited, name):
    assert misnamed(claim, cited) == name
