"""A soak of the page's server: many clients at once, no request lost, memory flat.

    python benchmarks/web_soak.py              # 50 clients for 60 seconds, beside what `idcheck web` serves
    python benchmarks/web_soak.py 10 5         # fewer, for less long

Every client checks drafts of different sizes one after another, among them broken ones. Memory is that of the
server and its processes, from /proc (Linux).
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import httpx

ROOT = Path(__file__).parents[1]
_FIRST = 0.2
"""The share of the time after which memory is called that of the beginning."""


class Figures(NamedTuple):
    """What a soak showed: answers by status, requests without one, seconds each took, and memory in MB by time."""

    statuses: Counter[int]
    lost: int
    seconds: list[float]
    memory: list[tuple[float, float]]

    def quantile(self, share: float) -> float:
        """The seconds within which this share of the requests was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def drafts() -> list[tuple[object, int]]:
    """Bodies and the status each has to bring."""
    text = "\n\n".join(file.read_text("utf-8") for file in sorted((ROOT / "examples").glob("*.md")))
    words = text.split(" ")
    good = [{"text": " ".join(words[:count]), "channel": "blog"} for count in (20, 100, 300, 1000)]
    bad: list[object] = [{"text": 1}, {"text": "a", "type": "docx"}]
    return [*((each, 200) for each in good), *((each, 422) for each in bad)]


async def soak(url: str, pid: int, clients: int, seconds: float) -> Figures:
    """The figures of so many clients for so long; `pid` is the server's process."""
    figures = Figures(Counter(), 0, [], [])
    lost = 0
    end = time.monotonic() + seconds
    bodies = drafts()

    async def client(number: int) -> None:
        nonlocal lost
        async with httpx.AsyncClient(base_url=url, timeout=120, trust_env=False) as session:
            turn = number
            while time.monotonic() < end:
                body, status = bodies[turn % len(bodies)]
                turn += 1
                began = time.monotonic()
                try:
                    answer = await session.post("/v1/check", json=body)
                except httpx.HTTPError:
                    lost += 1
                    continue
                figures.seconds.append(time.monotonic() - began)
                figures.statuses[answer.status_code] += 1
                lost += answer.status_code != status

    async def watch() -> None:
        while time.monotonic() < end:
            figures.memory.append((seconds - (end - time.monotonic()), memory(pid)))
            await asyncio.sleep(seconds / 30)

    await asyncio.gather(watch(), *(client(number) for number in range(clients)))
    return figures._replace(lost=lost)


def memory(pid: int) -> float:
    """MB that a process and its children hold for themselves alone; 0 where the system does not tell."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        kept = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").split("\n")
    except OSError:
        return 0.0
    own = sum(int(line.split()[1]) for line in kept if line.startswith("Private_")) / 1000
    return own + sum(memory(int(child)) for child in children)


def main() -> None:
    """Run a server and soak it."""
    clients, seconds = (int(sys.argv[1]), float(sys.argv[2])) if len(sys.argv) > 2 else (50, 60.0)
    command = [sys.executable, "-m", "idcheck", "web", "--port", "0", "--offline", "--catalogue", "examples/publications.bib"]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = server.stdout.readline().split()[1]
            figures = asyncio.run(soak(url, server.pid, clients, seconds))
        finally:
            server.terminate()
    count = len(figures.seconds)
    print(
        f"{clients} clients, {seconds:.0f} s: {count} requests ({count / seconds:.1f} a second), {figures.lost} lost"
    )
    print(f"answers: {dict(figures.statuses)}")
    print(
        f"seconds: median {figures.quantile(0.5):.2f}, 95% {figures.quantile(0.95):.2f}, most {figures.quantile(1):.2f}"
    )
    for at, held in figures.memory[:: max(1, len(figures.memory) // 6)]:
        print(f"memory after {at:4.0f} s: {held:6.1f} MB")


if __name__ == "__main__":
    main()
