"""All numbers of an audit as JSON, `idcheck-audit-1`. Fields may be added to it, none removed or changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from idcheck.auditing.audit import Audit, Group, Tally
    from idcheck.auditing.facts import PostFacts
    from idcheck.reports.audit import Edition


def render(audit: Audit, edition: Edition) -> str:
    """The JSON, with a line end at its end. What is not known is null."""
    return json.dumps(_document(audit, edition), ensure_ascii=False, indent=1) + "\n"


def _document(audit: Audit, edition: Edition) -> dict[str, Any]:
    return {
        "schema": "idcheck-audit-1",
        "version": edition.version,
        "date": edition.day.isoformat(),
        "places": edition.places,
        "online": audit.online,
        "total": _tally(audit.total),
        **{
            name: _groups(getattr(audit, name))
            for name in ("years", "months", "sections", "authors", "channels", "kinds")
        },
        "trackers": [asdict(each) for each in audit.trackers],
        "defects": [asdict(each) for each in audit.defects],
        "repairs": [
            {"path": each.post.path, "date": each.post.date or None, "section": each.section or None,
             "channel": each.post.channel, **_known(asdict(each.finding))}
            for each in audit.repairs
        ],
        "ours": None if audit.ours is None else [
            {**asdict(each.work), "how": each.how, "well": each.well, "badly": each.badly, "paths": each.paths}
            for each in audit.ours
        ],
        "posts": [_post(post, section) for post, section in audit.posts],
        "skipped": audit.skipped,
        "unread": [{"path": path, "reason": why} for path, why in audit.unread],
    }  # fmt: skip


def _tally(tally: Tally) -> dict[str, Any]:
    return {**asdict(tally), "mentions": tally.mentions, "share": tally.share}


def _groups(groups: Iterable[Group]) -> list[dict[str, Any]]:
    return [{"name": group.name or None, **_tally(group.tally)} for group in groups]


def _post(post: PostFacts, section: str) -> dict[str, Any]:
    tracked = [mention.tracked for mention in post.mentions]
    return {
        "path": post.path, "title": post.title or None, "date": post.date or None,
        "authors": post.authors, "section": section or None, "channel": post.channel,
        **{how: tracked.count(how) for how in ("yes", "weak", "no")},
    }  # fmt: skip


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields with null for what is empty."""
    return {key: None if value == "" else value for key, value in fields.items()}
