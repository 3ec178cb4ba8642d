"""What docutils, the reference implementation, makes of reStructuredText."""

from __future__ import annotations

from docutils import nodes
from docutils.core import publish_doctree

_UNSEEN = (
    nodes.literal_block, nodes.math_block, nodes.math, nodes.comment, nodes.raw, nodes.docinfo,
    nodes.system_message, nodes.substitution_definition, nodes.doctest_block, nodes.footnote_reference,
    nodes.citation_reference, nodes.label,
)  # fmt: skip
_SETTINGS = {
    "report_level": 5, "halt_level": 5, "smart_quotes": False, "file_insertion_enabled": False,
    "raw_enabled": False, "sectsubtitle_xform": False, "doctitle_xform": True,
}  # fmt: skip


def judged(source: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The words that a reader sees, and the label and target of each link."""
    tree = publish_doctree(source, settings_overrides=_SETTINGS)
    blocks: list[str] = []
    _gather(tree, blocks)
    links = [
        (" ".join(node.astext().split()), node["refuri"])
        for node in tree.findall(nodes.reference)
        if "refuri" in node and node.astext() and not isinstance(node.parent, nodes.system_message)
    ]
    return "".join(blocks).split(), links


def _gather(node: nodes.Node, blocks: list[str]) -> None:
    if isinstance(node, _UNSEEN):
        return
    if isinstance(node, nodes.Text):
        blocks.append(node.astext())
        return
    if isinstance(node, nodes.Element):
        apart = not isinstance(node, nodes.Inline) or isinstance(node, nodes.title)
        if apart:
            blocks.append("\n")
        for child in node.children:
            _gather(child, blocks)
        if apart:
            blocks.append("\n")
