"""Asking a registry about the DOIs of many posts: idcheck against one request a link.

A service on the loopback interface answers after 50 ms and holds to Crossref's published limits
for those who give a contact: 10 single records a second, 3 lists a second, 3 requests at once;
what comes faster is refused with 429. The peer asks for each DOI by itself over 10 connections and
keeps the same limits. Prints requests, wall time, and the ratios.

    python benchmarks/asking.py [POSTS]      # 1000 posts with 2 DOIs each take about four minutes
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import httpx

from idcheck.checking import Text, check_texts
from idcheck.config import Settings
from idcheck.sources.run import ask
from idcheck.works import Found

LATENCY = 0.05
SINGLE, LISTS, AT_ONCE = 10, 3, 3


class Service:
    """Stands in for Crossref: knows every DOI, and refuses what comes too fast."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.url = ""
        self._times: dict[str, list[float]] = {"single": [], "list": []}
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), daemon=True).start()
        started.wait()

    def _run(self, started: threading.Event) -> None:
        async def serve() -> None:
            server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
            self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            started.set()
            await server.serve_forever()

        self._loop.run_until_complete(serve())

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            while (await reader.readline()).strip():
                pass
            status, body = await self._answer(line.split()[1].decode())
            head = f"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
        writer.close()

    async def _answer(self, target: str) -> tuple[int, bytes]:
        parts = urlsplit(target)
        kind = "list" if parts.path == "/works" else "single"
        self.requests[kind] += 1
        await asyncio.sleep(LATENCY)
        now, times = time.monotonic(), self._times[kind]
        times[:] = [each for each in times if each > now - 1] + [now]
        # A little slack, since arrivals are not spaced as departures were.
        if len(times) > (SINGLE if kind == "single" else LISTS) + 2:
            self.requests["refused"] += 1
            return 429, b"{}"
        if kind == "single":
            return 200, json.dumps(
                {"message": _record(unquote(parts.path.removeprefix("/works/")))}
            ).encode()
        dois = [each.removeprefix("doi:") for each in parse_qs(parts.query)["filter"][0].split(",")]
        return 200, json.dumps({"message": {"items": [_record(each) for each in dois]}}).encode()


def _record(doi: str) -> dict[str, object]:
    return {"DOI": doi, "type": "journal-article", "title": [f"On the matter of {doi}"]}


def _with_idcheck(service: Service, dois: list[str]) -> int:
    """How many DOIs idcheck verifies in posts of two links each."""
    settings = Settings(
        online=True, contact="us@example.edu", base_urls=tuple((name, f"{service.url}") for name in ("crossref", "doi-org")),
    )  # fmt: skip
    texts = [
        Text(
            f"A [paper](https://doi.org/{one}) in *Nature*.\n\nA [paper](https://doi.org/{two}) in *Science*.\n",
            f"{number}.md", "markdown", settings,
        )
        for number, (one, two) in enumerate(zip(dois[::2], dois[1::2], strict=True))
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.sqlite"
        posts = check_texts(
            texts, registries=lambda access, asked: ask(access, asked, file).answers
        )
    found = posts[0][0].answers.identifiers.values()
    return sum(isinstance(answer, Found) for answer in found)


async def _one_by_one(service: Service, dois: list[str]) -> int:
    """How many DOIs are verified by one request each, over 10 connections, within the limits."""
    turn = asyncio.Lock()
    free = asyncio.Semaphore(min(10, AT_ONCE))

    async def verified(client: httpx.AsyncClient, doi: str) -> bool:
        async with free:
            async with turn:
                await asyncio.sleep(1 / SINGLE)
            reply = await client.get(f"{service.url}/works/{doi}")
            return reply.status_code == 200 and reply.json()["message"]["DOI"] == doi

    limits = httpx.Limits(max_connections=10)
    async with httpx.AsyncClient(limits=limits, timeout=30, trust_env=False) as client:
        return sum(await asyncio.gather(*(verified(client, doi) for doi in dois)))


def _measured(name: str, service: Service, verify: object) -> tuple[int, float]:
    started, used = time.monotonic(), time.process_time()
    verified = verify()  # type: ignore[operator]
    seconds, used = time.monotonic() - started, time.process_time() - used
    refused = service.requests.pop("refused", 0)
    requests = sum(service.requests.values())
    service.requests.clear()
    print(
        f"{name:<18} {verified} verified, {requests} requests ({refused} refused), {seconds:.1f} s, of which {used:.1f} s at work"
    )
    return requests, seconds


def main() -> None:
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    dois = [f"10.5555/{number}" for number in range(2 * posts)]
    service = Service()
    ours = _measured("idcheck", service, lambda: _with_idcheck(service, dois))
    peer = _measured("one by one", service, lambda: asyncio.run(_one_by_one(service, dois)))
    print(f"{peer[0] / ours[0]:.1f} times fewer requests, {peer[1] / ours[1]:.1f} times less time")


if __name__ == "__main__":
    main()
