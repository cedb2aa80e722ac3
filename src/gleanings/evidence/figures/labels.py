"""What studies are called in a figure, and further columns of text."""

from collections.abc import Mapping, Sequence

from gleanings.evidence.figures.words import Words, plain_label


def study_labels(labels: Sequence[object] | None, k: int, words: Words) -> list[str]:
    if labels is None:
        return [words.study_number.format(number=number) for number in range(1, k + 1)]
    labels = list(labels)
    if len(labels) != k:
        raise ValueError(f"labels has {len(labels)} entries for {k} effects; give one for each.")
    return [plain_label(label) for label in labels]


def extra_cells(
    columns: Mapping[str, Sequence[object]] | None, k: int
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The names of further columns, and each study's cells in them."""
    if not columns:
        return (), [()] * k
    for name, cells in columns.items():
        if len(cells) != k:
            raise ValueError(f"column {name!r} has {len(cells)} entries for {k} effects.")
    rows = zip(*(map(plain_label, cells) for cells in columns.values()), strict=True)
    return tuple(columns), list(rows)
