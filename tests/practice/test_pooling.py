"""Files that therapists gave: what is read, and every one that is broken or made to do harm."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from gleanings.practice.pooling import take


def given_file(folder: Path, number: int, clients: int = 5, **changes) -> Path:
    chance = random.Random(number)
    courses = [[float(chance.randint(25, 40)) for _at in range(6)] for _client in range(clients)]
    written = {"format": "gleanings-ratings", "version": 1, "therapist": number}
    path = folder / f"{number}.json"
    path.write_text(json.dumps(written | {"courses": {"srs": courses}} | changes))
    return path


def why(folder: Path, text: str | bytes) -> str:
    path = folder / "file.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    taken = take([path])
    assert taken.given == []
    ((named, sentence),) = taken.left_out
    assert named == path
    return sentence


def courses(text: str, code: str = "srs") -> str:
    start = '{"format": "gleanings-ratings", "version": 1, "therapist": 7, "courses": {'
    return f'{start}"{code}": {text}}}}}'


def test_what_the_page_saves_is_read(tmp_path):
    (given,) = take([given_file(tmp_path, 1)]).given
    assert given.therapist == 1
    assert given.ratings == 30


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        (b"\xff\xfe{}", "no text in UTF-8"),
        ("[" * 100_000, "no JSON"),
        ("1" * 10_000, "no JSON"),
        ("[]", "no file of ratings"),
        ('{"format": "gleanings-practice"}', "no file of ratings"),
        ('{"format": "gleanings-ratings", "version": 2}', "of version 2"),
        ('{"format": "gleanings-ratings", "version": 1, "name": "Ruth"}', "more than numbers: 'na"),
        ('{"format": "gleanings-ratings", "version": 1, "therapist": true}', "is True"),
        ('{"format": "gleanings-ratings", "version": 1, "therapist": -1}', "is -1"),
        ('{"format": "gleanings-ratings", "version": 1, "therapist": 1e300}', "is 1e+300"),
        ('{"format": "gleanings-ratings", "version": 1, "therapist": 7}', "no courses"),
        (courses("[[36, 37]]", "warmth"), "'warmth' is not known here"),
        (courses("36"), "SRS: there is no list"),
        (courses(str([[1, 2]] * 1_001)), "SRS: there is no list of at most 1,000"),
        (courses(str([[1] * 2_001])), "SRS: a course is no list of at most 2,000"),
        (courses('["36, 37"]'), "SRS: a course is no list"),
        (courses('[[36, "Ruth M"]]'), "SRS: 'Ruth M' is no rating from 0 to 40"),
        (courses("[[36, 41]]"), "SRS: 41 is no rating"),
        (courses("[[36, -1]]"), "SRS: -1 is no rating"),
        (courses("[[36, true]]"), "SRS: True is no rating"),
        (courses("[[36, NaN]]"), "SRS: nan is no rating"),
        (courses("[[36, 1e999]]"), "SRS: inf is no rating"),
        (courses("[[36, null]]"), "SRS: None is no rating"),
        (courses("[[36, [37]]]"), "SRS: [37] is no rating"),
        (b" " * 5_000_001, "larger than 5 MB"),
    ],
)
def test_each_that_is_broken_is_named_with_its_reason(tmp_path, text, said):
    assert said in why(tmp_path, text)


def test_nothing_in_a_file_is_written_to_a_terminal_as_it_is(tmp_path):
    sentence = why(tmp_path, courses(json.dumps([["\x1b[2J" + "x" * 500]])))
    assert "\x1b" not in sentence
    assert len(sentence) < 100


def test_what_is_no_file_is_named_too(tmp_path):
    ((_path, sentence),) = take([tmp_path]).left_out
    assert "no file" in sentence
    ((_path, sentence),) = take([tmp_path / "nobody.json"]).left_out
    assert "no file" in sentence


def test_the_same_file_twice_counts_once(tmp_path):
    path = given_file(tmp_path, 1)
    again = tmp_path / "again.json"
    again.write_bytes(path.read_bytes())
    taken = take([path, again, path])
    assert len(taken.given) == 1
    assert [named for named, _why in taken.left_out] == [again, path]
    # under another number too, as from a second browser
    again.write_text(json.dumps(json.loads(path.read_text()) | {"therapist": 99}))
    assert len(take([path, again]).given) == 1


@pytest.mark.parametrize("newer_first", [True, False])
def test_of_one_therapist_the_fuller_file_counts(tmp_path, newer_first):
    old = given_file(tmp_path, 1)
    new = tmp_path / "new.json"
    written = json.loads(old.read_text())
    written["courses"]["srs"].append([30, 31])
    new.write_text(json.dumps(written))
    taken = take([new, old] if newer_first else [old, new])
    assert [one.ratings for one in taken.given] == [32]
    assert [named for named, _why in taken.left_out] == [old]
