"""The Code Quality report of GitLab: a list of findings that a merge request shows beside its lines.

Source: GitLab's documentation, "Code Quality", section "Code Quality report format".
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from idcheck.reports.findings import advice, findings
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from idcheck.checking import Outcome
    from idcheck.reports import Look
    from idcheck.reports.findings import Finding

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(outcome: Outcome, look: Look) -> str:  # noqa: ARG001 - every report is called alike
    """The findings as JSON in ASCII."""
    return json.dumps([_row(found) for found in findings(outcome)], indent=2) + "\n"


def _row(found: Finding) -> dict[str, object]:
    item = found.item
    path = visible(found.file.path).removeprefix("./")
    told = "; ".join(part for part in (visible(item.message), advice(item)) if part)
    return {
        "description": told,
        "check_name": f"{item.code} {item.name}",
        "fingerprint": sha256(f"{path}\0{found.fingerprint()}".encode()).hexdigest(),
        "severity": _SEVERITIES[item.severity],
        "location": {"path": path, "lines": {"begin": found.start.line}},
    }
