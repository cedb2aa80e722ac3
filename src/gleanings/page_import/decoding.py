"""The bytes of a saved page become text, or a clear refusal."""

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gleanings.literature.characters import without_control_characters
from gleanings.page_import.errors import UnreadablePage
from gleanings.page_import.saved_mail import opened

LARGEST_PAGE = 20_000_000

_SIGNATURES = (
    (b"%PDF", gettext_lazy("a PDF")),
    (b"PK\x03\x04", gettext_lazy("a Word document, an EPUB or another zipped file")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("an old Word document")),
    (b"{\\rtf", gettext_lazy("an RTF document")),
    (b"\x89PNG", gettext_lazy("a picture (PNG)")),
    (b"\xff\xd8\xff", gettext_lazy("a picture (JPEG)")),
    (b"GIF8", gettext_lazy("a picture (GIF)")),
    (b"\x1f\x8b", gettext_lazy("a compressed file (gzip)")),
    (b"bplist", gettext_lazy("a Safari web archive")),
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
# accented capitals within words and marks of no language: bytes of another encoding
_IMPLAUSIBLE = re.compile(r"(?<=[a-z])[À-ÖØ-Þ](?=[a-z\s])|[\x80-\x9f¤¥¦¬¨¯¸¹º¢¡Œ‡†ˆ‰](?=\w)")
_SAVE_AGAIN = gettext_lazy("Save the page again as UTF-8 text, or as HTML.")


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
        raise UnreadablePage(
            _("%(file)s is empty. Save the page again, with its text.") % {"file": filename}
        )
    if len(data) > LARGEST_PAGE:
        raise UnreadablePage(
            _(
                "%(file)s has %(size)s MB; at most %(most)s MB can be read at once. Save the "
                "page without its pictures, or export the blog in parts, a few years in each."
            )
            % {
                "file": filename,
                "size": len(data) // 1_000_000,
                "most": LARGEST_PAGE // 1_000_000,
            }
        )
    mail = opened(data)
    if mail is None:
        _refuse_other_formats(data, filename)
    text, encoding, notes = _decoded(data if mail is None else mail, filename)
    if mail is not None:
        notes = (*notes, _("a saved mail: its lines are counted as a reader sees them"))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _refuse_binary(text, filename)
    text = without_control_characters(text)
    if not re.search(r"\w", text):
        raise UnreadablePage(
            _("%(file)s contains no words. Save the page again with its text.") % {"file": filename}
        )
    return Decoded(text, encoding, (*notes, *_damage(text, filename)))


def _refuse_other_formats(data: bytes, filename: str) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadablePage(
                _(
                    "%(file)s is %(what)s, not a saved page. "
                    "Open it, and save its text as a text file or the page as HTML."
                )
                % {"file": filename, "what": what}
            )
    head = data[:4_000].lower()
    if b"multipart/related" in head and b"mime-version" in head:
        raise UnreadablePage(
            _("%(file)s is a web archive (MHTML). Save the page as “HTML only” instead.")
            % {"file": filename}
        )


def _decoded(data: bytes, filename: str) -> tuple[str, str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, filename), encoding.removesuffix("-sig"), ()
    if encoding_16 := _utf16_without_bom(data):
        return _strictly(data, encoding_16, filename), encoding_16, ()
    if b"\x00" in data:
        raise _binary(filename)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _single_byte(data, filename, error.start)


def _strictly(data: bytes, encoding: str, filename: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadablePage(
            _("%(file)s begins as %(encoding)s text but breaks off at byte %(byte)s. %(again)s")
            % {"file": filename, "encoding": encoding, "byte": error.start, "again": _SAVE_AGAIN}
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
            (_("a few characters amid UTF-8 were read as Windows-1252"),),
        )
    try:
        text, encoding = data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "latin-1"
    foreign = sum(c > "\x7f" for c in text)
    if len(_IMPLAUSIBLE.findall(text)) >= max(1, foreign / 10) or _CONTROL.search(text):
        line = data.count(b"\n", 0, at) + 1
        raise UnreadablePage(
            _(
                "%(file)s is in an encoding that cannot be told: the characters on line %(line)s "
                "are neither UTF-8 nor Windows-1252. %(again)s"
            )
            % {"file": filename, "line": line, "again": _SAVE_AGAIN}
        )
    remark = _("read as %(encoding)s, since it is not UTF-8") % {"encoding": encoding}
    return text, encoding, (remark,)


def _bad_bytes(data: bytes) -> int:
    return data.decode("utf-8", errors="replace").count("\ufffd")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", errors="replace"), error.end


codecs.register_error("gleanings-cp1252", _as_cp1252)


def _binary(filename: str) -> UnreadablePage:
    return UnreadablePage(
        _("%(file)s is a binary file, not a page. %(again)s")
        % {"file": filename, "again": _SAVE_AGAIN}
    )


def _refuse_binary(text: str, filename: str) -> None:
    controls = len(_CONTROL.findall(text))
    if controls > max(3, len(text) // 200):
        raise _binary(filename)


def _damage(text: str, filename: str) -> tuple[str, ...]:
    """Remarks on characters garbled here and there; a page garbled throughout is refused."""
    notes = []
    lost = text.count("\ufffd")
    garbled = [*_MOJIBAKE.findall(text), *_UNDECODED.findall(text)]
    sound = sum(c > "\x7f" for c in _MOJIBAKE.sub("", text)) - lost
    signs = f"{_MOJIBAKE.pattern}|{_UNDECODED.pattern}"
    for count, what, pattern in (
        (lost, _("lost"), "\ufffd"),
        (len(garbled), _("garbled (such as “â€™” for “’”)"), signs),
    ):
        if not count:
            continue
        found = {
            "file": filename,
            "what": what,
            "count": count,
            "line": _first_line(text, pattern),
        }
        if count >= 3 and count > sound:
            raise UnreadablePage(
                _(
                    "%(file)s was saved in the wrong encoding: its characters are %(what)s in "
                    "%(count)s places, first on line %(line)s. Open the original page and save it "
                    "again as UTF-8."
                )
                % found
            )
        notes.append(
            _("characters are %(what)s in %(count)s place(s), first on line %(line)s") % found
        )
    return tuple(notes)


def _first_line(text: str, pattern: str) -> int:
    match = re.search(pattern, text)
    return text.count("\n", 0, match.start()) + 1 if match else 0
