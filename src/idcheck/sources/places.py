"""Where idcheck keeps things on a user's machine."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The folder for indexes and answers: `IDCHECK_CACHE_DIR`, else the user's cache folder."""
    if named := os.environ.get("IDCHECK_CACHE_DIR"):
        return Path(named)
    import platformdirs

    return platformdirs.user_cache_path("idcheck", appauthor=False)


def answer_cache() -> Path:
    """The file with what registries answered before."""
    return cache_folder() / "answers.sqlite"


def default_catalogue() -> Path:
    """The file that `idcheck catalogue add` writes to if none is named."""
    import platformdirs

    return platformdirs.user_data_path("idcheck", appauthor=False) / "catalogue.sqlite"
