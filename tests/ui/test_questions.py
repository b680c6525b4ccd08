from ui.backend import Backend
from ui.questions import Questions, made_of


def made(text, language="en"):
    return [words for _, words in made_of(text, language)]


def test_sentences_are_turned_into_questions_that_they_answer():
    assert made("Helena Marr, the governor of Belmora, resigned.") == ["Who is Helena Marr?"]
    assert made("The Harbour Bridge was closed on Monday because a crack was found.") == [
        "Why was the Harbour Bridge closed on Monday?"
    ]
    assert made("More than 40 people were arrested at a rally in Tarvik on Sunday.") == [
        "How many people were arrested at a rally in Tarvik on Sunday?"
    ]
    assert made("Purdue Pharma agreed to pay up to $6 billion.") == [
        "How much did Purdue Pharma agree to pay?"
    ]


def test_a_question_that_a_reporter_asks_is_taken_where_it_stands_by_itself():
    assert made("Harbour works: Why is the Tarvik ferry late? What to know") == [
        "Why is the Tarvik ferry late?"
    ]
    for pointing in ("Who is her brother in Tarvik?", "What about Tarvik?", "What is a ferry?"):
        assert made(pointing) == []


def test_a_name_has_the_article_that_a_sentence_wants():
    sentence = "Belmora Safety Board will join the inquiry because a ferry sank."
    assert made(sentence) == ["Why will the Belmora Safety Board join the inquiry?"]


def test_what_names_nothing_is_not_turned():
    assert made("It was closed because a crack was found.") == []
    assert made("He, the governor, resigned.") == []
    assert made("다리는 균열 때문에 폐쇄되었다.", "ko") == []


def test_questions_that_are_offered_are_answered_from_their_own_article(samples_index):
    backend = Backend(samples_index.folder)
    questions = Questions(backend)
    found = questions.get(backend.articles(), wait=120)
    assert found
    assert questions.get(backend.articles(), wait=0) == found
    turned = {
        words for each in backend.articles() for words in made(samples_index.article(each.id).text)
    }
    assert set(found) <= turned
    backend.close()
