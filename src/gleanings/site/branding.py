"""A network's own colours and logo, as files of the site: the content policy allows no others."""

import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gleanings.site.colours import AA_TEXT, contrast, mix, readable_on

# what the accent stands on; a test holds these to the tokens of the style sheet
PAPER = {"light": "#fbfaf6", "dark": "#141816"}
CARD = {"light": "#ffffff", "dark": "#1b211e"}
SOFT_SHARE = {"light": 0.11, "dark": 0.16}


def soft(accent: str, scheme: str) -> str:
    """The tint of the accent that *In practice* stands on."""
    return mix(accent, PAPER[scheme], SOFT_SHARE[scheme])


def grounds(accent: str, scheme: str) -> list[str]:
    """Everything that text in the accent's colour stands on."""
    return [PAPER[scheme], CARD[scheme], soft(accent, scheme)]


def dark_accent(accent: str) -> str:
    """The accent made light enough to be read on a dark background."""
    return _readable(accent, "dark")


def refuse_if_hard_to_read(accent: str, scheme: str) -> None:
    """Raise a ValidationError that names a colour that would do."""
    worst = min(contrast(accent, ground) for ground in grounds(accent, scheme))
    if worst >= AA_TEXT:
        return
    message = (
        _(
            "%(colour)s is hard to read on a light background: its contrast is %(contrast)s to "
            "1, and 4.5 to 1 is needed (WCAG AA). %(better)s would do."
        )
        if scheme == "light"
        else _(
            "%(colour)s is hard to read on a dark background: its contrast is %(contrast)s to "
            "1, and 4.5 to 1 is needed (WCAG AA). %(better)s would do."
        )
    )
    raise ValidationError(
        message
        % {
            "colour": accent,
            # never rounded up to what would pass
            "contrast": f"{int(worst * 10) / 10:.1f}",
            "better": _readable(accent, scheme),
        }
    )


def stylesheet(accent: str, accent_dark: str) -> str:
    """The tokens that a network's own accent changes."""
    return (
        f":root{{{_tokens(accent, 'light')}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_tokens(accent_dark, 'dark')}}}}}\n"
        f"@media print{{:root{{{_tokens(accent, 'light')}}}}}\n"
    )


def short_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _tokens(accent: str, scheme: str) -> str:
    return f"--accent:{accent};--accent-soft:{soft(accent, scheme)}"


def _readable(accent: str, scheme: str) -> str:
    # the tint moves with the accent, so a second look is needed
    for _attempt in range(5):
        accent = readable_on(accent, *grounds(accent, scheme))
        if all(contrast(accent, ground) >= AA_TEXT for ground in grounds(accent, scheme)):
            break
    return accent
