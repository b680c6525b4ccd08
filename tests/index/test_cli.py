"""The commands of the index room, as a user types them."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import index.cli as commands
from index.errors import DatelineError

app = typer.Typer()
for name, function in {
    "index": commands.index,
    "list": commands.list_articles,
    "show": commands.show,
    "remove": commands.remove,
    "doctor": commands.doctor,
    "compact": commands.compact,
    "export": commands.export,
    "import": commands.import_archive,
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
    assert "2 articles" in run("list")
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


def test_show_gives_the_text_that_citations_point_into(run, news):
    run("index", news)
    name = one(run, "Lomund")
    shown = json.loads(run("show", name, "--json"))
    assert shown["text"] == "The council of Lomund met on Monday."
    assert (shown["id"], shown["date"], shown["source"]) == (name, "2025-05-01", "Lomund Post")
    assert len(shown["versions"]) == 1
    assert "The council of Lomund" in run("show", name)
    with pytest.raises(DatelineError, match="'nobody'"):
        run("show", "nobody")


def test_remove_takes_articles_out_or_says_which_is_not_there(run, news):
    run("index", news)
    name = one(run, "Lomund")
    with pytest.raises(DatelineError, match=r"'nobody'.*nothing was removed"):
        run("remove", name, "nobody")
    assert json.loads(run("remove", name, "--json")) == {"removed": 1, "articles": 1}
    assert "MiB now" in run("compact")


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
