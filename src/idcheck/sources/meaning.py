"""What titles mean, as vectors: finds works whose titles say a thing in other words.

A title's vector is the mean of the vectors of its word pieces, in a table that was fitted so that
these means come near the output of a sentence model; `scripts/train_title_vectors.py` makes it.
Needs the extra `semantic` (numpy). The vectors of a catalogue are kept in a file beside it, and
only those of new and changed titles are made anew.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from idcheck.works.normal import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

DIMENSIONS = 128
_LONGEST_PIECE = 20
_BLOCK = 50_000
"""Works compared at once."""
_SCALE = 127.0


def installed() -> bool:
    """Whether the extra `semantic` is there."""
    return find_spec("numpy") is not None


class Table:
    """The vectors of word pieces, and texts taken apart into these."""

    def __init__(self) -> None:
        import numpy as np

        with files("idcheck.data").joinpath("title_vectors.npz").open("rb") as file:
            stored = np.load(file)
            vectors = stored["vectors"]
            names = stored["pieces"].tobytes().decode().split("\n")
        self.vectors: Floats = vectors.astype(np.float32)
        self.mark = zlib.crc32(vectors.tobytes())
        """What tells this table from those of other versions of idcheck."""
        self._numbers = {name: number for number, name in enumerate(names)}

    def mean_of(self, text: str) -> Floats:
        """The unit vector of a text, zero for one without words of ours."""
        import numpy as np

        pieces = pieces_of(text, self._numbers)
        if not pieces:
            return np.zeros(DIMENSIONS, np.float32)
        mean = self.vectors[pieces].mean(axis=0)
        length = float(np.sqrt((mean**2).sum()))
        found: Floats = mean / max(length, 1e-6)
        return found


def pieces_of(text: str, numbers: Mapping[str, int]) -> list[int]:
    """The numbers of the pieces of a text's folded words, the longest piece first."""
    return [number for word in fold(text).split() for number in _of_word(word, numbers)]


def _of_word(word: str, numbers: Mapping[str, int]) -> list[int]:
    """Taken apart from the left, as the model's own tokenizer does; none if a rest is unknown."""
    if (whole := numbers.get(word)) is not None:
        return [whole]
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(min(len(word), start + _LONGEST_PIECE), start, -1):
            piece = word[start:end] if not start else f"##{word[start:end]}"
            if (number := numbers.get(piece)) is not None:
                found.append(number)
                start = end
                break
        else:
            return []
    return found


@lru_cache(maxsize=1)
def table() -> Table:
    """The table of the package, read once."""
    return Table()


class Meanings:
    """The vectors of all titles of one catalogue."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, changed: str) -> None:
        import numpy as np

        self._ids: NDArray[Any] = np.zeros(0, np.int64)
        self._prints: NDArray[Any] = np.zeros(0, np.uint32)
        self._vectors: NDArray[Any] = np.zeros((0, DIMENSIONS), np.int8)
        place = path and path.with_name(f"{path.name}.vectors.npz")
        if place is None or not self._read(place, changed):
            self._make(connection)
            if place is not None:
                self._keep(place, changed)

    def nearest(self, vector: Floats, limit: int) -> list[int]:
        """The ids of the works nearest to a unit vector, best first."""
        import numpy as np

        if not len(self._ids):
            return []
        scores = np.concatenate(
            [
                self._vectors[start : start + _BLOCK].astype(np.float32) @ vector
                for start in range(0, len(self._ids), _BLOCK)
            ]
        )
        count = min(limit, len(scores))
        top = np.argpartition(-scores, count - 1)[:count]
        return [int(number) for number in self._ids[top[np.argsort(-scores[top])]]]

    def likeness(self, vector: Floats, works: Sequence[int]) -> list[float]:
        """How near works are to a unit vector; all have to be of this catalogue."""
        import numpy as np

        places = np.searchsorted(self._ids, np.array(works, np.int64))
        found = self._vectors[places].astype(np.float32) @ vector / _SCALE
        return [float(each) for each in found]

    def _make(self, connection: sqlite3.Connection) -> None:
        """The vectors of all titles, those taken over whose title is as it was."""
        import numpy as np

        rows = connection.execute("SELECT id, title FROM work ORDER BY id").fetchall()
        prints = np.array([zlib.crc32(title.encode()) for _, title in rows], np.uint32)
        ids = np.array([number for number, _ in rows], np.int64)
        old = {(int(i), int(p)): at for at, (i, p) in enumerate(zip(self._ids, self._prints, strict=True))}  # fmt: skip
        vectors = np.zeros((len(rows), DIMENSIONS), np.int8)
        for at, ((number, title), mark) in enumerate(zip(rows, prints, strict=True)):
            known = old.get((number, int(mark)))
            vectors[at] = self._vectors[known] if known is not None else _stored(title)
        self._ids, self._prints, self._vectors = ids, prints, vectors

    def _read(self, place: Path, changed: str) -> bool:
        """Read what is kept; whether it is of the catalogue as it is now."""
        import numpy as np

        try:
            with place.open("rb") as file, np.load(file) as stored:
                shape = stored["vectors"].shape
                if int(stored["table"]) != table().mark:
                    return False
                if len(shape) != 2 or shape != (len(stored["ids"]), DIMENSIONS):
                    return False
                self._ids, self._prints = stored["ids"], stored["prints"]
                self._vectors = stored["vectors"]
                return bool(stored["changed"].tobytes().decode() == changed)
        except (OSError, ValueError, KeyError, EOFError, zlib.error, BadZipFile):
            return False  # There are none yet, or they are damaged and made anew.

    def _keep(self, place: Path, changed: str) -> None:
        """Keep the vectors beside the catalogue, if that can be written."""
        import numpy as np

        with suppress(OSError):
            handle, name = tempfile.mkstemp(suffix=".part", dir=place.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    mark = np.frombuffer(changed.encode(), np.uint8)
                    np.savez(
                        file, ids=self._ids, prints=self._prints, vectors=self._vectors,
                        changed=mark, table=table().mark,
                    )  # fmt: skip
                Path(name).replace(place)
            finally:
                Path(name).unlink(missing_ok=True)


def _stored(title: str) -> NDArray[Any]:
    import numpy as np

    found: NDArray[Any] = np.rint(table().mean_of(title) * _SCALE).astype(np.int8)
    return found
