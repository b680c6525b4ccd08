"""The commands of the index room, as a user types them."""

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import index.cli as commands
import index.maintain.cli as maintain
from index import Index
from index.errors import ArticleNotFoundError, DatelineError, RefusedError

app = typer.Typer()
for name, function in {
    "index": commands.index,
    "list": commands.list_articles,
    "show": commands.show,
    "remove": commands.remove,
    "doctor": maintain.doctor,
    "compact": maintain.compact,
    "export": maintain.export,
    "import": maintain.import_archive,
}.items():
    app.command(name)(function)


@pytest.fixture
def run(tmp_path):
    """Run a command on the test's index and return its output."""

    def invoke(*words, folder=tmp_path / "index"):
        result = CliRunner().invoke(app, [*map(str, words), "--index", str(folder)])
        if isinstance(result.exception, DatelineError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return invoke


@pytest.fixture
def news(tmp_path):
    """A folder of two articles and a file that is none."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number, place in enumerate(("Lomund", "Tarvik"), start=1):
        (folder / f"{place}.md").write_text(
            f"---\ntitle: News of {place}\ndate: 2025-05-0{number}\nsource: {place} Post\n---\n\n"
            f"The council of {place} met on Monday."
        )
    (folder / "empty.txt").write_text("")
    return folder


def one(run, title):
    return next(each["id"] for each in json.loads(run("list", "--json")) if title in each["title"])


def test_index_tells_what_became_of_every_file(run, news):
    text = run("index", news)
    assert "added             2" in text
    assert "empty.txt: is empty" in text
    summary = json.loads(run("index", news, "--json"))
    assert summary["unchanged"] == 2
    assert summary["articles"] == 2
    assert summary["refused"] == [{"name": str(news / "empty.txt"), "reason": "is empty"}]


def test_index_of_nothing_usable_is_an_error(run, news):
    with pytest.raises(DatelineError, match="nothing could be taken in"):
        run("index", news / "empty.txt")


def test_index_is_told_which_field_holds_what(run, tmp_path):
    (tmp_path / "news.json").write_text(
        '{"kopf": "Brücke zu", "inhalt": {"lang": "Die Brücke ist seit Montag zu."}}'
    )
    run("index", tmp_path / "news.json", "--field", "title=kopf", "--field", "text=inhalt.lang")
    assert "Die Brücke ist seit Montag zu." in run("show", one(run, "Brücke zu"))


@pytest.mark.parametrize("pair", ["titel=kopf", "title", "title="])
def test_a_field_that_cannot_be_is_bad_usage(tmp_path, pair):
    words = ["index", "x.json", "--field", pair, "--index", str(tmp_path / "index")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert repr(pair) in result.output


def test_index_prunes_when_told_to(run, news):
    run("index", news)
    (news / "Tarvik.md").unlink()
    assert json.loads(run("index", news, "--prune", "--json"))["removed"] == 1


def test_list_shows_and_filters(run, news):
    run("index", news)
    listed = json.loads(run("list", "--json"))
    assert [each["title"] for each in listed] == ["News of Tarvik", "News of Lomund"]
    assert listed[0]["date"] == "2025-05-02"
    assert len(json.loads(run("list", "--json", "--since", "2025-05-02"))) == 1
    assert len(json.loads(run("list", "--json", "--source", "lomund post"))) == 1
    assert len(run("list").splitlines()) == 2
    result = CliRunner().invoke(app, ["list", "--since", "soon", "--index", "x"])
    assert result.exit_code == 2


def test_list_filters_by_language_and_byline_and_tells_instants_in_iso_form(run, tmp_path):
    (tmp_path / "news.jsonl").write_text(
        '{"title": "One", "text": "The council met on Monday to talk about the new bridge.", '
        '"author": "Ada Brill", "date": "2025-05-01T10:00:00+02:00"}\n'
        '{"title": "Zwei", "text": "Der Rat der Stadt hat am Montag über die neue Brücke beraten.",'
        ' "author": "Jon Reyes", "date": "2025-05-02"}\n'
    )
    run("index", tmp_path / "news.jsonl")
    (german,) = json.loads(run("list", "--json", "--language", "de"))
    assert german["title"] == "Zwei"
    (ada,) = json.loads(run("list", "--json", "--author", "ada brill"))
    assert ada["published"] == "2025-05-01T10:00:00+02:00"


LONG = "wire/2025/" + "x" * 90


@pytest.fixture
def numbered(run, tmp_path):
    """An archive of articles whose ids begin alike or are long."""
    rows = [
        {"id": name, "title": f"News [bold] of {name[:6]}", "text": f"Council {n} met on Monday."}
        for n, name in enumerate(("abcd1111", "abcd2222", "fedc0000", LONG))
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    run("index", tmp_path / "rows.jsonl")


def test_list_into_a_pipe_has_a_line_with_tabs_for_each_article(run, numbered):
    rows = [line.split("\t") for line in run("list").splitlines()]
    assert [row[0] for row in rows] == ["abcd1111", "abcd2222", "fedc0000", LONG]
    assert rows[0][1:] == ["unknown", "", "News [bold] of abcd11"]


def test_list_on_a_terminal_never_cuts_an_id(run, news, numbered, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "70")
    assert any(line.startswith(f"{LONG}\t") for line in run("list").splitlines())
    run("remove", LONG)
    run("index", news)
    shown = [line.split() for line in run("list").splitlines()]
    ids = {each["id"] for each in json.loads(run("list", "--json"))}
    assert len(ids) == 5
    assert ids <= {row[0] for row in shown if row}
    assert "[bold]" in str(shown)


def test_the_beginning_of_an_id_stands_for_it(run, numbered):
    assert json.loads(run("show", "fedc", "--json"))["id"] == "fedc0000"
    assert json.loads(run("show", "wire/", "--json"))["versions"][0]["article_id"] == LONG
    assert json.loads(run("remove", "fedc0", "fedc0000", "--json"))["removed"] == 1
    for short in ("abc", "fedc", ""):
        with pytest.raises(ArticleNotFoundError, match=f"no article has the id '{short}'"):
            run("show", short)


def test_a_beginning_of_several_ids_is_refused_with_those_it_may_mean(run, numbered):
    line = r"'abcd' begins the ids of 2 articles \(abcd1111, abcd2222\); give more of it"
    with pytest.raises(ArticleNotFoundError, match=f"^{line}$"):
        run("show", "abcd")
    with pytest.raises(ArticleNotFoundError, match=f"^{line}, nothing was removed$"):
        run("remove", "fedc", "abcd")
    assert len(json.loads(run("list", "--json"))) == 4


def test_an_index_that_came_to_nothing_leaves_no_folder(run, tmp_path):
    with pytest.raises(RefusedError, match="nothing could be taken in"):
        run("index", tmp_path / "nowhere.txt", folder=tmp_path / "new" / "deep" / "index")
    (tmp_path / "bare").mkdir()
    with pytest.raises(RefusedError, match="nothing could be taken in"):
        run("index", tmp_path / "nowhere.txt", folder=tmp_path / "bare")
    assert [path.name for path in tmp_path.rglob("*")] == ["bare"]


def test_show_gives_the_text_that_citations_point_into(run, news):
    run("index", news)
    name = one(run, "Lomund")
    shown = json.loads(run("show", name, "--json"))
    assert shown["text"] == "The council of Lomund met on Monday."
    assert (shown["id"], shown["date"], shown["source"]) == (name, "2025-05-01", "Lomund Post")
    assert len(shown["versions"]) == 1
    assert "The council of Lomund" in run("show", name)
    assert [each["name"] for each in shown["names"]] == ["Lomund"]


def test_show_tells_whom_an_article_names(run, tmp_path):
    text = "Olaf Lund said in Berlin that the Harbour Board would pay. Lund knows the board."
    (tmp_path / "pay.txt").write_text(f"1 May 2025\n\n{text}", "utf-8")
    run("index", tmp_path / "pay.txt")
    said = run("show", one(run, "Lund"))
    assert "people: Olaf Lund\nplaces: Berlin\norganisations: Harbour Board\n" in said


def test_show_refuses_what_is_none(run, news):
    run("index", news)
    with pytest.raises(DatelineError, match="'nobody'"):
        run("show", "nobody")


def test_remove_takes_articles_out_or_says_which_is_not_there(run, news):
    run("index", news)
    name = one(run, "Lomund")
    with pytest.raises(DatelineError, match=r"'nobody'.*nothing was removed"):
        run("remove", name, "nobody")
    assert json.loads(run("remove", name, "--json")) == {"removed": 1, "articles": 1}
    assert "iB now" in run("compact")


def test_compact_says_what_a_reader_keeps_and_the_next_write_removes_it(run, news, tmp_path):
    run("index", news)
    folder = tmp_path / "index"
    with Index.open(folder):
        assert re.search(r"now; [1-9]\d* KiB of that is still read by another", run("compact"))
        assert len(list((folder / "generations").iterdir())) == 2
    run("index", news)
    assert not (folder / "generations" / "000001").exists()
    assert len(list((folder / "vectors").iterdir())) == 1
    assert run("compact").endswith("now\n")


def test_doctor_reports_and_repairs(run, news, tmp_path):
    run("index", news)
    assert json.loads(run("doctor", "--json"))["healthy"] is True
    (segment,) = (tmp_path / "index" / "vectors").iterdir()
    (segment / "passages.faiss").write_bytes(b"")
    with pytest.raises(DatelineError, match=r"doctor --repair"):
        run("doctor")
    assert "repaired: the vectors of 2" in run("doctor", "--repair")
    assert "2 articles" in run("doctor")


@pytest.mark.parametrize("name", ["moved.jsonl", "moved.jsonl.gz"])
def test_export_and_import(run, news, tmp_path, name):
    run("index", news)
    assert "2 articles" in run("export", tmp_path / name)
    other = tmp_path / "other"
    assert json.loads(run("import", tmp_path / name, "--json", folder=other))["added"] == 2
    assert run("export", "-") == run("export", "-", folder=other)
    assert not list(tmp_path.glob(".*.new"))
    with pytest.raises(DatelineError):
        run("import", news / "empty.txt", folder=other)


@pytest.mark.parametrize("command", ["list", "doctor", "compact", "export"])
def test_without_an_index_the_command_that_makes_one_is_named(run, tmp_path, command):
    words = [command, "x.jsonl"] if command == "export" else [command]
    with pytest.raises(DatelineError, match="dateline index PATH"):
        run(*words, folder=tmp_path / "none")
    assert not (tmp_path / "none").exists()
    assert not Path("x.jsonl").exists()
