import pytest

from evidence.command.running import run

TEXT = "It helped, t(28) = 2.20, p = .036, but not later, F(1, 30) = 4.90, p = .350."
KEYS = [
    "start", "end", "text", "kind", "value", "df1", "df2", "comparison", "p", "p_comparison",
    "verdict", "recomputed", "why",
]  # fmt: skip


def test_json_is_a_list_with_the_place_of_each_statistic():
    found = run("check", "-", "--json", piped=TEXT).json
    assert [list(one) for one in found] == [KEYS, KEYS]
    assert [one["verdict"] for one in found] == ["consistent", "decision error"]
    first = found[0]
    assert TEXT[first["start"] : first["end"]] == first["text"]
    assert (first["kind"], first["value"], first["df2"], first["p"]) == ("t", 2.2, 28, 0.036)


def test_people_get_a_line_for_each_and_a_sum():
    ran = run("check", "-", piped=TEXT)
    assert ran.status == 0
    assert "decision error: " in ran.out
    assert "2 statistics read, 1 inconsistent." in ran.out
    only = run("check", "-", "--errors-only", piped=TEXT).out
    assert "t(28)" not in only
    assert "F(1, 30)" in only


def test_nothing_found_is_said():
    assert run("check", "-", piped="No numbers here.").out == "No statistics found.\n"
    assert run("check", "-", "--json", piped="").json == []


@pytest.mark.parametrize(("piped", "status"), [(TEXT, 1), ("t(28) = 2.20, p = .036", 0)])
def test_the_exit_status_can_say_that_a_number_is_wrong(piped, status):
    assert run("check", "-", "--exit-code", piped=piped).status == status


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_any_encoding_are_read(tmp_path, encoding):
    path = tmp_path / "text.txt"
    path.write_bytes("Müller – t(28) = 2.20, p = .036".encode(encoding))
    (found,) = run("check", str(path), "--json").json
    assert (found["start"], found["text"]) == (9, "t(28) = 2.20, p = .036")


def test_reasons_can_be_in_french():
    english, french = (
        run("check", "-", "--json", "--language", language, piped=TEXT).json[1]["why"]
        for language in ("en", "fr")
    )
    assert english != french


def test_a_file_that_is_not_there_is_one_sentence():
    assert "no such file" in run("check", "nowhere.txt").complaint
