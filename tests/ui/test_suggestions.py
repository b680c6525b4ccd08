from rag.answer.model import PassageView
from tests.support import handmade
from ui.suggestions import offered, questions
from ui.texts import Texts
from ui.thread import Exchange, Thread

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


def test_an_article_found_near_and_not_cited_is_asked_about_in_a_question_that_it_answers():
    closed = "The Harbour Bridge was closed on Monday because a crack was found."
    near, far = view("a2", closed, score=0.5), view("a3", "Ann Lee, the mayor, left.", score=0.1)
    assert ask_next(view("a1", "x"), near, far) == ["Why was the Harbour Bridge closed on Monday?"]
    assert ask_next(view("a1", "x"), view("a2", "Nothing was closed there.", "Bridge opens")) == []


def test_what_the_answer_told_is_not_asked_again():
    told = handmade.answer(
        question="why is the Harbour Bridge shut",
        answer="The Harbour Bridge was closed on Monday because of a crack [1].",
        passages=[view("a2", "The Harbour Bridge was closed on Monday because a crack was found.")],
    )
    assert questions(told, EN) == []


def test_no_question_is_offered_twice():
    closed = "The Harbour Bridge was closed on Monday because a crack was found."
    assert len(ask_next(view("a2", closed), view("a3", closed))) == 1


def test_after_an_abstention_that_found_none_those_to_begin_with_are_offered():
    def after(**changes):
        answer = handmade.answer(passages=[], **changes)
        thread = Thread(exchanges=[Exchange(question=answer.question, answer=answer)])
        return offered(thread, lambda: [answer.question, "Who is Ann Lee?"], EN)

    silent = {"abstained": True, "answer": "", "sentences": [], "citations": []}
    assert "Who is Ann Lee?" in after(**silent)
    assert handmade.answer().question not in after(**silent)
    assert after() == ""
