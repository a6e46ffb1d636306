"""Functions as models: what goes in comes out, one model per datatype."""

import sys

from plexus_adapter import endpoint, serve


@endpoint(task="text.generate")
def words(prompt: str, max_tokens: int = 3):
    for word in prompt.split()[:max_tokens]:
        yield f"{word} "


if __name__ == "__main__":
    for name in sys.argv[1:]:
        serve(lambda x: x, name=f"plain-{name}", block=False)
    serve(words, name="plain-words")
