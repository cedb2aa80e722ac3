"""The bytes of a saved page become text, or a clear refusal."""

import codecs
import re
from dataclasses import dataclass

from gleanings.digest.import_page.errors import UnreadablePage

LARGEST_PAGE = 20_000_000

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document, an EPUB or another zipped file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"bplist", "a Safari web archive"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# UTF-8 read as Windows-1252 or Latin-1: "clientâ€™s", "Ã©"
_MOJIBAKE = re.compile(
    "â€[\u0080-\u00bf™œ˜“”•–—š]?|â\u0080[\u0080-\u00bf]"
    "|[ÃÂ][\u0080-\u00bf\u20ac\u0160-\u017e\u2020-\u203a]"
)
# mail encodings that were never undone: "client=E2=80=99s", "client+IBk-s"
_UNDECODED = re.compile(r"(?:=[0-9A-F]{2}){3}|\+I[A-C][A-Za-z0-9](?![A-Za-z0-9])")
# Windows-1252 taken for Latin-1, which has control characters where the quotes should be
_C1 = {c: bytes([c]).decode("cp1252", errors="ignore") for c in range(0x80, 0xA0)}
# accented capitals within words and marks of no language: bytes of another encoding
_IMPLAUSIBLE = re.compile(r"(?<=[a-z])[À-ÖØ-Þ](?=[a-z\s])|[\x80-\x9f¤¥¦¬¨¯¸¹º¢¡Œ‡†ˆ‰](?=\w)")
_SAVE_AGAIN = "Save the page again as UTF-8 text, or as HTML."


@dataclass(frozen=True)
class Decoded:
    """The text, the encoding it was read in, and remarks on what looked odd."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode_page(data: bytes, filename: str) -> Decoded:
    """Read UTF-8 (with or without BOM), UTF-16, UTF-32, Windows-1252 and Latin-1.

    Raises `UnreadablePage` for empty and binary files and for text in an encoding that cannot be
    told, or that was garbled before it was saved.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadablePage(f"{filename} is empty. Save the page again; it should hold its text.")
    if len(data) > LARGEST_PAGE:
        size = len(data) // 1_000_000
        raise UnreadablePage(
            f"{filename} has {size} MB; a page of a blog has less than one. "
            "Is it the page itself, without its pictures?"
        )
    _refuse_other_formats(data, filename)
    text, encoding, notes = _decoded(data, filename)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_C1)
    if not re.search(r"\w", text):
        raise UnreadablePage(f"{filename} holds no words. Save the page again with its text.")
    _refuse_binary(text, filename)
    return Decoded(text, encoding, (*notes, *_damage(text, filename)))


def _refuse_other_formats(data: bytes, filename: str) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadablePage(
                f"{filename} is {what}, not a saved page. "
                "Open it, and save its text as a text file or the page as HTML."
            )
    head = data[:4_000].lower()
    if b"multipart/related" in head and b"mime-version" in head:
        raise UnreadablePage(
            f"{filename} is a web archive (MHTML). Save the page as “HTML only” instead."
        )


def _decoded(data: bytes, filename: str) -> tuple[str, str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, filename), encoding.removesuffix("-sig"), ()
    if encoding_16 := _utf16_without_bom(data):
        return _strictly(data, encoding_16, filename), encoding_16, ()
    if b"\x00" in data:
        raise UnreadablePage(f"{filename} is a binary file, not a page. {_SAVE_AGAIN}")
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _single_byte(data, filename, error.start)


def _strictly(data: bytes, encoding: str, filename: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadablePage(
            f"{filename} begins as {encoding} text but breaks off at byte {error.start}. "
            f"{_SAVE_AGAIN}"
        ) from error


def _utf16_without_bom(data: bytes) -> str | None:
    sample = data[:2_000]
    if len(sample) < 4:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _single_byte(data: bytes, filename: str, at: int) -> tuple[str, str, tuple[str, ...]]:
    good = data.decode("utf-8", errors="ignore")
    if sum(c > "\x7f" and c != "\ufffd" for c in good) > 2 * _bad_bytes(data):
        text = data.decode("utf-8", errors="gleanings-cp1252")
        return (
            text,
            "utf-8",
            ("a few characters amid UTF-8 were read as Windows-1252",),
        )
    try:
        text, encoding = data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "latin-1"
    foreign = sum(c > "\x7f" for c in text)
    if len(_IMPLAUSIBLE.findall(text)) >= max(1, foreign / 10) or _CONTROL.search(text):
        line = data.count(b"\n", 0, at) + 1
        raise UnreadablePage(
            f"{filename} is in an encoding that cannot be told: the characters on line {line} "
            f"are neither UTF-8 nor Windows-1252. {_SAVE_AGAIN}"
        )
    return text, encoding, (f"read as {encoding}, since it is not UTF-8",)


def _bad_bytes(data: bytes) -> int:
    return data.decode("utf-8", errors="replace").count("\ufffd")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", errors="replace"), error.end


codecs.register_error("gleanings-cp1252", _as_cp1252)


def _refuse_binary(text: str, filename: str) -> None:
    controls = len(_CONTROL.findall(text))
    if controls > max(3, len(text) // 200):
        raise UnreadablePage(f"{filename} is a binary file, not a page. {_SAVE_AGAIN}")


def _damage(text: str, filename: str) -> tuple[str, ...]:
    """Remarks on characters garbled here and there; a page garbled throughout is refused."""
    notes = []
    lost = text.count("\ufffd")
    garbled = [*_MOJIBAKE.findall(text), *_UNDECODED.findall(text)]
    sound = sum(c > "\x7f" for c in _MOJIBAKE.sub("", text)) - lost
    for count, what in (
        (lost, "lost (“\ufffd”)"),
        (len(garbled), "garbled (such as “â€™” for “’”)"),
    ):
        if not count:
            continue
        signs = f"{_MOJIBAKE.pattern}|{_UNDECODED.pattern}"
        line = _first_line(text, r"\ufffd" if what.startswith("lost") else signs)
        if count >= 3 and count > sound:
            raise UnreadablePage(
                f"{filename} was saved in the wrong encoding: its characters are {what} in "
                f"{count} places, first on line {line}. Open the original page and save it again "
                "as UTF-8."
            )
        notes.append(f"characters are {what} in {count} place(s), first on line {line}")
    return tuple(notes)


def _first_line(text: str, pattern: str) -> int:
    match = re.search(pattern, text)
    return text.count("\n", 0, match.start()) + 1 if match else 0
