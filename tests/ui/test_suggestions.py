from rag.answer.model import PassageView
from tests.support import handmade
from ui.suggestions import questions
from ui.texts import Texts

EN = Texts()


def view(article, text, title="Other title", score=0.5):
    return PassageView(
        rank=1,
        score=score,
        article_id=article,
        title=title,
        date=None,
        source=None,
        start=0,
        end=len(text),
        text=text,
    )


def ask_next(*views):
    return questions(handmade.answer(passages=list(views)), EN)


def test_someone_who_speaks_in_a_cited_article_is_asked_about():
    assert ask_next(view("a1", "It was late, Park Won-gon said.")) == ["What did Park Won-gon say?"]
    assert ask_next(view("a1", "“No,” said the Foreign Ministry.")) == [
        "What did the Foreign Ministry say?"
    ]
    assert ask_next(view("a1", "Helena Marr, who leads the bank, told reporters so.")) == [
        "What did Helena Marr say?"
    ]


def test_who_does_not_speak_or_is_in_the_answer_already_is_not():
    assert ask_next(view("a1", "North Korea and others promised to come.")) == []
    assert ask_next(view("a1", "He told the Harbour Courier that he would.")) == []
    assert ask_next(view("a1", "The Unification Ministry said so.")) == []


def test_an_article_found_near_and_not_cited_is_asked_about():
    near, far = view("a2", "x", "Bridge opens", 0.5), view("a3", "x", "Cup final", 0.1)
    assert ask_next(view("a1", "x"), near, far) == ["What is reported in “Bridge opens”?"]


def test_no_question_is_offered_twice():
    assert len(ask_next(view("a2", "x"), view("a3", "y"))) == 1
