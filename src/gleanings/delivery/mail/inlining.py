"""Styles are written at each element: some mail programs read them nowhere else."""

from functools import cache

import css_inline


@cache
def _inliner() -> css_inline.CSSInliner:
    # what stands in a sheet marked data-css-inline="ignore" stays there: dark mode, small screens
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def inlined(html: str) -> str:
    return _inliner().inline(html)
