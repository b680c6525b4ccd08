"""What form of answer a question asks for."""

import pytest

from rag.query.form import form_of


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Did the union accept the offer?", "verdict"),
        ("any hikers still missing after the landslide?", "verdict"),
        ("Can you name the mayor?", "fact"),
        ("Is the bridge open or closed?", "fact"),
        ("may 2022 inflation rate", "fact"),
        ("ferry fares before and after the reform", "comparison"),
        ("Which is longer, the Lomund bridge or the Sarn tunnel?", "comparison"),
        ("What did the mayor say about the bridge?", "quotation"),
        ("who called the plan a circus", "quotation"),
        ("How many jobs did they say would go?", "fact"),
        ("Which two ministers resigned?", "list"),
        ("what flavours does the ice cream come in", "list"),
        ("Who are the members of the board?", "list"),
        ("Which city hosts the cup?", "fact"),
        ("What happens in June?", "fact"),
        ("latest number of injured in Halden", "latest"),
        ("What is a motion of censure?", "definition"),
        ("lomund process meaning", "definition"),
        ("What is the price of a ticket?", "fact"),
        ("why did the talks end", "reason"),
        ("when does the bridge open", "fact"),
        ("회담에 참석했나요?", "verdict"),
        ("장관은 뭐라고 말했나", "quotation"),
    ],
)
def test_form(question, form):
    assert form_of(question) == form
