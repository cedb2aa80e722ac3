"""Styles are written at each element: some mail programs read them nowhere else."""

from functools import cache

import css_inline


@cache
def _inliner() -> css_inline.CSSInliner:
    # the sheet marked data-css-inline="keep" stays: dark mode cannot be written at an element
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def inlined(html: str) -> str:
    return _inliner().inline(html)
