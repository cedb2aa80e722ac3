"""A kit as slides, in a format that LibreOffice, PowerPoint and Keynote open: Office Open XML."""

import io
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gleanings.community.kits.kit import Kit
from gleanings.community.kits.results import Told
from gleanings.digest.addresses import absolute
from gleanings.literature.characters import cleaned
from gleanings.reader.lists.lists import home_in
from gleanings.reader.results_box.chart import picture_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDTH, HEIGHT = 13.333, 7.5
"""In inches: 16 to 9."""
CHART = 480
"""Its width in pixels, of which the picture has twice as many."""
_TITLE, _TITLE_AND_TEXT = 0, 1
"""Layouts of the library's own template, whose placeholders screen readers go through in order."""


def slides_of(kit: Kit, request: HttpRequest) -> bytes:
    show = _Show()
    home = home_in(get_language() or "")
    name = home.title if home else ""
    address = absolute(kit.about.path, request)
    show.opening(kit.about.title, [_("Journal club"), name], kit.about.language)
    for one in kit.told:
        _tell(show, one, kit.asked if kit.is_of_one else "")
    for number, question in enumerate(kit.questions, start=1):
        show.text(_("Question %(number)d") % {"number": number}, [question])
    show.text(_("Thirty minutes"), kit.plan)
    references = [reference for one in kit.told for reference in one.references]
    show.text(_("Where this comes from"), [address, *references], size=16)
    return show.saved(title=kit.about.title, author=name)


def _tell(show: "_Show", one: Told, asked: str) -> None:
    lines = [(asked, ""), (one.studied, one.language)]
    said = [(line, language) for line, language in lines if line]
    if one.caution:
        said.insert(0, (f"{one.mark}.", ""))
    show.text(one.title, [line for line, _language in said], one.language)
    main, box = one.main, one.box
    if main and box:
        words = box.words.sentence if box.words else ""
        label = f"{box.label.heading}. {box.label.sentence}" if box.label else ""
        picture = picture_of(main, width=CHART)
        show.text(
            _("What the numbers say"),
            list(filter(None, [label, words, one.number, one.note, box.behind])),
            picture=picture,
            alternative=one.number,
        )
    if one.practice and not one.caution:
        show.text(_("In practice"), one.practice, one.language)


class _Show:
    """Slides of a title and lines of text, each with a picture below if there is one."""

    def __init__(self) -> None:
        import pptx  # slow to load, and seldom needed
        from pptx.util import Inches

        self.inches = Inches
        self.presentation: Any = pptx.Presentation()
        self.presentation.slide_width = Inches(WIDTH)
        self.presentation.slide_height = Inches(HEIGHT)

    def opening(self, title: str, lines: list[str], language: str) -> None:
        slide = self._slide(_TITLE, title, language)
        slide.shapes.title.left, slide.shapes.title.top = self.inches(1), self.inches(2)
        slide.shapes.title.width, slide.shapes.title.height = self.inches(11.3), self.inches(2)
        below = slide.placeholders[1]
        below.left, below.top = self.inches(1), self.inches(4.3)
        below.width, below.height = self.inches(11.3), self.inches(1.6)
        self._write(below.text_frame, list(filter(None, lines)), 24, get_language() or "")

    def text(
        self,
        title: str,
        lines: list[str],
        language: str = "",
        *,
        size: int = 24,
        picture: bytes = b"",
        alternative: str = "",
    ) -> None:
        slide = self._slide(_TITLE_AND_TEXT, title, language)
        heading, body = slide.shapes.title, slide.placeholders[1]
        heading.left, heading.top = self.inches(0.7), self.inches(0.4)
        heading.width, heading.height = self.inches(11.9), self.inches(1.4)
        body.left, body.top = self.inches(0.7), self.inches(2)
        body.width, body.height = self.inches(11.9), self.inches(3.2 if picture else 5)
        self._write(body.text_frame, lines, size, language or get_language() or "")
        if picture:
            shown = slide.shapes.add_picture(
                io.BytesIO(picture), self.inches(0.7), self.inches(5.3), width=self.inches(7)
            )
            shown._element.nvPicPr.cNvPr.set("descr", cleaned(alternative))

    def _slide(self, layout: int, title: str, language: str) -> Any:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[layout])
        frame = slide.shapes.title.text_frame
        self._write(frame, [title], 32, language or get_language() or "")
        return slide

    def _write(self, frame: Any, lines: list[str], size: int, language: str) -> None:
        from pptx.enum.text import MSO_AUTO_SIZE
        from pptx.util import Pt

        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        for place, line in enumerate(cleaned(lines)):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = line
            run.font.size = Pt(size)
            # a screen reader speaks it so, and a spelling checker leaves it alone
            run._r.get_or_add_rPr().set("lang", language)

    def saved(self, *, title: str, author: str) -> bytes:
        about = self.presentation.core_properties
        about.title, about.author, about.language = title, author, get_language() or ""
        packed = io.BytesIO()
        self.presentation.save(packed)
        return packed.getvalue()
