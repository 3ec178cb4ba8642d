"""Repairing files: fixes are put together, tried on the text, read again, and written whole or not at all.

What is right is decided by the rules; what is checked again is told by a function handed in.
"""

from idcheck.fixes.choosing import safe_only, unsafe_too
from idcheck.fixes.diff import diff
from idcheck.fixes.edits import Edits
from idcheck.fixes.mending import Mended, RefusedError, Version, mend
from idcheck.fixes.rereading import unintended
from idcheck.fixes.writing import WriteError, byte_order_mark, rewrite

__all__ = [
    "Edits", "Mended", "RefusedError", "Version", "WriteError", "byte_order_mark", "diff", "mend", "rewrite",
    "safe_only", "unintended", "unsafe_too",
]  # fmt: skip
