"""Records as vectors: the stems of their words, alone and in pairs, weighted by TF-IDF.

The column of a term is a hash of it, so that new records join a collection without a vocabulary
that would have to be kept, and 100,000 records are read in seconds: see `benchmarks/`.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import snowballstemmer
from numpy.typing import NDArray
from scipy import sparse

COLUMNS = 1 << 20
"""Two terms seldom share one of a million columns; a collection of 6,000 records has 400,000."""
COMMON = 0.95
"""A term in more of the records than this says nothing of any."""

WORD = re.compile(r"\w\w+")
"""As scikit-learn has it: two letters or digits at the least."""
# two odd numbers, of Knuth's multiplicative hashing and of Murmur's last step
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = np.uint64(44)  # the 20 highest of 64 bits are the best mixed
_stemmer = snowballstemmer.stemmer("english")

Matrix: TypeAlias = Any  # a scipy.sparse.csr_matrix; SciPy ships no types
"""A row a record, a column a term."""


def text_of(title: str, abstract: str) -> str:
    """What is read of a record: a word of the title counts as two of the abstract."""
    return f"{title}\n{title}\n{abstract}"


def count_terms(texts: Iterable[str]) -> Matrix:
    """How often each term occurs in each text: float32, shape (texts, `COLUMNS`)."""
    words, lengths = [], []
    for text in texts:
        found = WORD.findall(text.lower())
        words += found
        lengths.append(len(found))
    marks = _marks(words)
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    pairs = _columns_of_pairs(marks)
    within = rows[:-1] == rows[1:]
    counts = sparse.coo_matrix(
        (
            np.ones(len(marks) + int(within.sum()), dtype=np.float32),
            (
                np.concatenate([rows, rows[:-1][within]]),
                np.concatenate([_columns_of_words(marks), pairs[within]]),
            ),
        ),
        shape=(len(lengths), COLUMNS),
    )
    return counts.tocsr()


def columns_of(words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The columns of the words, and those of each word with the next (one fewer)."""
    marks = _marks(words)
    return _columns_of_words(marks), _columns_of_pairs(marks)


@dataclass(frozen=True)
class Weighing:
    """What a collection says of its terms: the columns that are kept, and the idf of each."""

    kept: NDArray[np.int64]
    idf: NDArray[np.float32]

    @classmethod
    def of(cls, counts: Matrix, least: int = 2) -> "Weighing":
        """Terms in fewer than ``least`` records and in nearly all are left out."""
        records = counts.shape[0]
        seen_in = np.bincount(counts.indices, minlength=counts.shape[1])
        kept = np.flatnonzero((seen_in >= least) & (seen_in <= max(COMMON * records, least)))
        idf = np.log((1 + records) / (1 + seen_in[kept])) + 1
        return cls(kept, idf.astype(np.float32))

    def weigh(self, counts: Matrix) -> Matrix:
        """TF-IDF with 1 + log(tf) and rows of length one; a row without a term is all zero."""
        weighed = counts[:, self.kept]
        weighed.data = (1 + np.log(weighed.data)) * self.idf[weighed.indices]
        return _of_length_one(weighed)


def weigh(counts: Matrix, least: int = 2) -> Matrix:
    """TF-IDF of a collection by itself, as in scikit-learn (smoothed idf), with fewer columns."""
    return Weighing.of(counts, least).weigh(counts)


def _of_length_one(matrix: Matrix) -> Matrix:
    squares = matrix.multiply(matrix).sum(axis=1)
    lengths = np.sqrt(np.asarray(squares)).ravel()
    matrix.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(matrix.indptr))
    return matrix


def _marks(words: Sequence[str]) -> NDArray[np.uint64]:
    known: dict[str, int] = {word: _mark(word) for word in set(words)}
    return np.fromiter((known[word] for word in words), dtype=np.uint64, count=len(words))


@lru_cache(maxsize=200_000)
def _mark(word: str) -> int:
    return zlib.crc32(_stemmer.stemWord(word).encode())


def _columns_of_words(marks: NDArray[np.uint64]) -> Any:
    return ((marks * _FIRST) >> _SHIFT).astype(np.int64)


def _columns_of_pairs(marks: NDArray[np.uint64]) -> Any:
    mixed = (marks[:-1] * _FIRST) ^ (marks[1:] * _SECOND)
    return ((mixed * _FIRST) >> _SHIFT).astype(np.int64)
