"""What several rooms' tests need."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

os.environ["LC_ALL"] = "C.UTF-8"
"""Whoever runs the tests: idcheck speaks English in them."""
settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # a busy machine is no fault of a test


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test material; the test is skipped where it is absent."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared test material (../shared) is not here")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of the distribution; the test is skipped where there is none, but not in CI.

    While it is open an event loop runs in this thread, so it ends before other modules want one.
    """
    program = shutil.which("chromium")
    if not program:
        if os.environ.get("CI"):
            pytest.fail("CI has to install chromium: .ci/run does")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=quiet)
        yield chromium
        chromium.close()
