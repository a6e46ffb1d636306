"""Message classes as a subnet's author writes them: stock, and with every field hashed."""

from typing import Any, Optional

import bittensor as bt

FIELDS = ("text", "count", "scale", "extra")


def repeat(hashed: tuple, count: type = int) -> type:
    """A class `Repeat`; `count` may be declared wrongly on purpose."""

    class Repeat(bt.Synapse):
        text: str
        count: Any = 1
        scale: float = 1.0
        extra: dict = {}
        answer: Optional[str] = None
        required_hash_fields = hashed

    if count is int:

        class Whole(Repeat):
            count: int = 1

        Whole.__name__ = Whole.__qualname__ = "Repeat"
        return Whole
    return Repeat


def tell(hashed: tuple, name: str = "Tell") -> type:
    class Tell(bt.StreamingSynapse):
        text: str
        required_hash_fields = hashed

        async def process_streaming_response(self, response):
            async for chunk in response.content.iter_any():
                yield chunk.decode()

        def extract_response_json(self, response):
            return {"text": self.text}

    Tell.__name__ = Tell.__qualname__ = name
    return Tell


def text_only(hashed: tuple, name: str) -> type:
    class Plain(bt.Synapse):
        text: str
        required_hash_fields = hashed

    Plain.__name__ = Plain.__qualname__ = name
    return Plain


class Classes:
    """What both ends of a mode know."""

    def __init__(self, strict: bool) -> None:
        self.Repeat = repeat(FIELDS if strict else ())
        self.Tell = tell(("text",) if strict else ())
        self.Rush = text_only(("text",) if strict else (), "Rush")
        self.Nothing = text_only(("text",) if strict else (), "Nothing")
