"""Counters for Prometheus, in the text format 0.0.4 (spec 87, 3)."""

from __future__ import annotations

import threading

BATCHES = (1, 2, 4, 8, 16, 32, 64)
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Histogram:
    """Cumulative buckets, their sum and their count."""

    def __init__(self, name: str, text: str, bounds: tuple[float, ...]) -> None:
        self.name, self.text, self.bounds = name, text, bounds
        self.counts = [0] * len(bounds)
        self.total = 0.0
        self.count = 0

    def observe(self, value: float) -> None:
        """Adds a value."""
        self.total += value
        self.count += 1
        for index, bound in enumerate(self.bounds):
            if value <= bound:
                self.counts[index] += 1

    def lines(self) -> list[str]:
        """As the format writes it."""
        buckets = [
            f'{self.name}_bucket{{le="{bound:g}"}} {count}'
            for bound, count in zip(self.bounds, self.counts)
        ]
        return [
            f"# HELP {self.name} {self.text}",
            f"# TYPE {self.name} histogram",
            *buckets,
            f'{self.name}_bucket{{le="+Inf"}} {self.count}',
            f"{self.name}_sum {self.total:g}",
            f"{self.name}_count {self.count}",
        ]


class Metrics:
    """Everything the adapter counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._outcomes: dict[str, int] = {"ok": 0, "refused": 0, "busy": 0, "failed": 0}
        self._seconds = Histogram(
            "plexus_adapter_request_seconds", "From the whole request to the answer.", SECONDS
        )
        self._batches = Histogram(
            "plexus_adapter_batch_rows", "Rows of a call of the model.", BATCHES
        )

    def observe_request(self, status: int, seconds: float) -> None:
        """Counts a request by its answer."""
        outcome = "ok" if status < 400 else "busy" if status in (429, 503) else "failed"
        with self._lock:
            self._outcomes["refused" if 400 <= status < 429 else outcome] += 1
            self._seconds.observe(seconds)

    def observe_batch(self, rows: int) -> None:
        """Counts a call of the model."""
        with self._lock:
            self._batches.observe(rows)

    def render(self, waiting: int) -> str:
        """The text of `/metrics`."""
        with self._lock:
            name = "plexus_adapter_requests_total"
            lines = [f"# HELP {name} Requests by outcome.", f"# TYPE {name} counter"]
            lines += [f'{name}{{outcome="{key}"}} {n}' for key, n in self._outcomes.items()]
            lines += self._seconds.lines() + self._batches.lines()
        name = "plexus_adapter_queue_requests"
        lines += [f"# HELP {name} Requests that wait.", f"# TYPE {name} gauge", f"{name} {waiting}"]
        return "\n".join(lines) + "\n"
