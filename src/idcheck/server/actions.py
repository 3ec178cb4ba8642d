"""What an editor offers to do about a finding: its fixes, and putting it aside with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from idcheck.fixes import Edits, safe_only, unintended
from idcheck.fixes.choosing import chosen
from idcheck.messages import Message
from idcheck.reports.visible import visible
from idcheck.server.diagnostics import diagnostic, items
from idcheck.silencing.adding import silencing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.post import Span
    from idcheck.rules import Diagnostic, Edit
    from idcheck.server.checker import Checked

QUICK = types.CodeActionKind.QuickFix
ALL = "source.fixAll.idcheck"
_OF_MENTIONS = (
    Message("no publication is meant"),
    Message("the work has no identifier"),
    Message("the link comes when the work is out"),
)
_OF_OTHERS = (Message("it is meant as it is"),)
"""Reasons that people have, to be written out further in the comment."""


def actions(checked: Checked, asked: Span, only: Iterable[str] | None) -> list[types.CodeAction]:
    """What can be done about the findings at a stretch of the source, of the kinds in `only`."""
    offers = _Offers(checked)
    kinds = None if only is None else tuple(only)
    found: list[types.CodeAction] = []
    if _wanted(QUICK.value, kinds):
        touched = [item for item in items(checked) if _touches(checked, item, asked)]
        found += [action for item in touched for action in offers.fixes(item)]
        found += [action for item in touched for action in offers.silence(item)]
    if _wanted(ALL, kinds):
        found += offers.all_safe()
    return found


def _wanted(kind: str, only: tuple[str, ...] | None) -> bool:
    """Whether a kind is one of those wanted or below one: `source` wants `source.fixAll.idcheck`."""
    return only is None or any(f"{kind}.".startswith(f"{each}.") or not each for each in only)


def _touches(checked: Checked, item: Diagnostic, asked: Span) -> bool:
    span = item.place.span
    if span is not None:
        return span.start <= asked.end and asked.start <= span.end
    whole = checked.document.range(item.place)
    first, last = (checked.document.offset(at) for at in (whole.start, whole.end))
    return first <= asked.end and asked.start <= last


class _Offers:
    """The actions for findings of one document. Only edits that do as they say are offered."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._document = checked.document

    def fixes(self, item: Diagnostic) -> Iterator[types.CodeAction]:
        """The fixes of a finding; those that change more than they should are left out."""
        for fix in item.fixes:
            edits = Edits(fix.edits)
            if fix.applicability == "display" or not self._holds(edits):
                continue
            safe = fix.applicability == "safe"
            title = fix.message if safe else Message("{fix} (please check)", fix=fix.message)
            yield self._action(title, edits, [item], preferred=safe)

    def silence(self, item: Diagnostic) -> Iterator[types.CodeAction]:
        """Comments that put a finding aside, each with another reason."""
        if item.code.startswith("SUP"):
            return
        for reason in _OF_MENTIONS if item.code.startswith("MEN") else _OF_OTHERS:
            said = reason.in_language(self._checked.language)
            edit = silencing(self._checked.posts, item, said, self._checked.again)
            if edit is None:
                return
            title = Message("Ignore {code} here: {reason}", code=item.code, reason=reason)
            yield self._action(title, Edits([edit]), [item])

    def all_safe(self) -> Iterator[types.CodeAction]:
        """All safe fixes at once, if there are any."""
        wanted = chosen(items(self._checked), safe_only)
        if wanted.fixed and self._holds(wanted.edits):
            title = Message(
                "Make the safe fixes ({count} findings)",
                one="Make the safe fixes ({count} finding)",
                count=len(wanted.fixed),
            )
            yield self._action(title, wanted.edits, wanted.fixed, kind=ALL)

    def _holds(self, edits: Edits) -> bool:
        """Whether edits change what they are for and nothing else."""
        after = self._checked.again(edits.apply(self._document.source))
        return not unintended(self._checked.posts, after, edits)

    def _action(
        self,
        title: Message,
        edits: Edits,
        about: Iterable[Diagnostic],
        *,
        kind: types.CodeActionKind | str = QUICK,
        preferred: bool = False,
    ) -> types.CodeAction:
        changes = [self._change(edit) for edit in edits.all]
        return types.CodeAction(
            visible(title.in_language(self._checked.language)),
            kind=kind,
            diagnostics=[diagnostic(self._document, item) for item in about],
            edit=types.WorkspaceEdit(changes={self._document.uri: changes}),
            is_preferred=preferred or None,
        )

    def _change(self, edit: Edit) -> types.TextEdit:
        return types.TextEdit(self._document.range_of(edit.span), edit.replacement)
