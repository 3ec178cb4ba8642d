"""The conversation with one editor: what it tells and asks, and what it gets."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from idcheck import __version__
from idcheck.cli.language import language as person
from idcheck.config import FILE_NAMES
from idcheck.messages import Message, in_language, language_named
from idcheck.reports import mentioned
from idcheck.reports.visible import visible
from idcheck.server.actions import ALL, QUICK, actions
from idcheck.server.checker import Checker
from idcheck.server.desk import PAUSE, Desk
from idcheck.server.diagnostics import diagnostics
from idcheck.server.document import Document
from idcheck.server.settings import LastGood

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, BinaryIO, NoReturn

    from idcheck.cli.overrides import Overrides
    from idcheck.post import Span
    from idcheck.server.checker import Checked

_WATCHED = (*FILE_NAMES, "*.{bib,ris,json,jsonl,csv,xml,sqlite}")


class Server(LanguageServer):
    """A language server whose troubles go to the editor's log instead of before the writer's eyes."""

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002 - pygls calls it so
        """Log what pygls could not make sense of, without a word of what was sent."""
        self.say(types.MessageType.Error, f"a message could not be handled: {type(error).__name__}")

    def say(self, kind: types.MessageType, message: str) -> None:
        """Write a line into the editor's log."""
        self.window_log_message(types.LogMessageParams(kind, f"idcheck: {visible(message)}"))


class Session:
    """What goes on between an editor and idcheck; made when the editor has told who it is."""

    def __init__(
        self,
        server: Server,
        overrides: Overrides,
        language: str,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self._server = server
        self._language = language
        self._loop = loop
        self._said: set[str] = set()
        folder = _folder(server)
        settings_of = LastGood(overrides, partial(self._from_thread, self._warn))
        checker = Checker(settings_of, folder, language, partial(self._from_thread, self._log_once))
        self.desk = Desk(checker, self._show, self._fault)

    def opened(self, uri: str) -> None:
        """Check a document that was opened."""
        self.desk.put(self._document(uri))

    def changed(self, uri: str) -> None:
        """Check a document when its writer pauses."""
        self.desk.put(self._document(uri), PAUSE)

    def saved(self, uri: str) -> None:
        """Check a document at once, and then with what registries say."""
        if self.desk.holds(uri):
            self.desk.put(self._document(uri))
            self.desk.ask(uri)
        if uri.rsplit("/", 1)[-1] in FILE_NAMES:
            self.all_again()

    def closed(self, uri: str) -> None:
        """Forget a document and take its findings away."""
        self.desk.close(uri)
        self._publish(uri, [], None)

    def all_again(self) -> None:
        """Check all documents, since settings or publication lists changed."""
        for document in self.desk.documents:
            self.desk.put(document)

    async def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """What there is to say of the mention at a position."""
        checked = await self.desk.fresh(uri)
        if checked is None or checked.file is None:
            return None
        offset = checked.document.offset(position)
        for post in checked.file.posts:
            index = mentioned.mention_at(post, offset)
            if index is not None:
                place = checked.document.range(post.mentions[index].place)
                if self._reads_markdown():
                    said, kind = (
                        mentioned.as_markdown(post, index, checked.language),
                        types.MarkupKind.Markdown,
                    )
                else:
                    said, kind = (
                        mentioned.as_text(post, index, checked.language),
                        types.MarkupKind.PlainText,
                    )
                return types.Hover(types.MarkupContent(kind, said), place)
        return None

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """What can be done about the findings in a range."""
        checked = await self.desk.fresh(params.text_document.uri)
        if checked is None or checked.file is None:
            return []
        asked = _span(checked, params.range)
        only = None if params.context.only is None else list(map(_word, params.context.only))
        found: list[types.CodeAction] = await self.desk.run(lambda: actions(checked, asked, only))
        return found

    def _document(self, uri: str) -> Document:
        held = self._server.workspace.get_text_document(uri)
        encoding = _word(self._server.workspace.position_encoding or "utf-16")
        units = encoding if encoding in {"utf-8", "utf-32"} else "utf-16"
        return Document(uri, held.version, held.language_id or "", units, held.source)  # type: ignore[arg-type]

    def _show(self, checked: Checked) -> None:
        document = checked.document
        self._publish(document.uri, diagnostics(checked), document.version)

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None) -> None:
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, found, version)
        )

    def _reads_markdown(self) -> bool:
        capabilities = self._server.client_capabilities.text_document
        hover = capabilities.hover if capabilities else None
        return types.MarkupKind.Markdown in ((hover and hover.content_format) or ())

    def _from_thread(self, tell: Callable[[Any], None], message: str) -> None:
        self._loop.call_soon_threadsafe(tell, message)

    def _warn(self, message: Message) -> None:
        said = f"idcheck: {visible(message.in_language(self._language))}"
        self._server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, said))

    def _log_once(self, message: str) -> None:
        if message not in self._said:
            self._said.add(message)
            self._server.say(types.MessageType.Warning, in_language(message, self._language))

    def _fault(self, error: BaseException) -> None:
        """Report a fault in idcheck, once each; the editor goes on."""
        import traceback

        told = "".join(traceback.format_exception(error))
        if told not in self._said:
            self._said.add(told)
            sys.stderr.write(told)
            self._warn(
                Message(
                    "this document could not be checked ({error}): this is a fault in idcheck, please report it with the lines in the editor's log",
                    error=type(error).__name__,
                )
            )


def serve(
    overrides: Overrides, language: str | None, stdin: BinaryIO, stdout: BinaryIO
) -> NoReturn:
    """Speak with an editor until it is done, in a language, or in that of the editor.

    Ends the process, with checks that still run.
    """
    logging.basicConfig(level=logging.CRITICAL)  # pygls would write drafts into its log
    server = _server(overrides, language)
    server.start_io(stdin, stdout)
    sys.stderr.flush()
    os._exit(0)


def _server(overrides: Overrides, language: str | None) -> Server:
    server = Server("idcheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    sessions: list[Session] = []

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        spoken = language or language_named(params.locale or "") or person()
        sessions[:] = [Session(server, overrides, spoken, asyncio.get_running_loop())]

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:  # noqa: ARG001
        _watch(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        sessions[0].opened(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        sessions[0].changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        sessions[0].saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        sessions[0].closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001
        sessions[0].all_again()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return await sessions[0].hover(params.text_document.uri, params.position)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[QUICK, ALL])
    )
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await sessions[0].actions(params)

    @server.feature(types.SHUTDOWN)
    def shutdown(*_: object) -> None:
        sessions[0].desk.stop()

    return server


def _watch(server: Server) -> None:
    """Have the editor tell when settings or publication lists change, if it can."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if not (watching and watching.dynamic_registration):
        return
    watchers = [types.FileSystemWatcher(f"**/{name}") for name in _WATCHED]
    registration = types.Registration(
        "idcheck-files",
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        types.DidChangeWatchedFilesRegistrationOptions(watchers),
    )
    server.client_register_capability(types.RegistrationParams([registration]))


def _folder(server: Server) -> Path | None:
    """The first folder of the workspace."""
    roots = [*server.workspace.folders, server.workspace.root_uri or ""]
    found = next((path for root in roots if root and (path := to_fs_path(root))), None)
    return Path(found) if found else None


def _word(value: str) -> str:
    """A word of the protocol, whether pygls made a member of an enumeration of it or not."""
    return str(value.value) if isinstance(value, Enum) else value


def _span(checked: Checked, range_: types.Range) -> Span:
    from idcheck.post.model import Span

    start, end = (checked.document.offset(at) for at in (range_.start, range_.end))
    return Span(start, max(start, end))
