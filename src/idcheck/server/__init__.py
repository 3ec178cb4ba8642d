"""The language server: what idcheck finds in a draft, shown in the editor while it is written.

`session.py` answers the editor, over the protocol that pygls speaks; `checker.py` reads settings
and checks a document, in a thread; `desk.py` sees to it that only the newest text of each is
checked; `diagnostics.py`, `hover.py` and `actions.py` put findings into the editor's words.
"""
