"""Writes python-text.json: what `str`, `repr` and hashlib give. Run with any Python from 3.10 on."""

import hashlib
import json
import random
import struct
from pathlib import Path


def sha3(text):
    return hashlib.sha3_256(text.encode("utf-8")).hexdigest()


def body_hash(values):
    return sha3("".join(sha3(str(value)) for value in values))


def floats():
    rng = random.Random(80)
    numbers = [0.0, -0.0, 1.0, -1.5, 0.1, 1e15, 1e16, 1e17, 123456789012345680.0, 9999999999999998.0]
    numbers += [1e-4, 1e-5, 0.00012345, 0.000099999, 5e-324, 1.7976931348623157e308, 2**53 + 2.0]
    numbers += [1e21, 1e22, 1e23, 3.14159, 100.0, 1e100, -2.5e-7, 4.35, 0.3 - 0.1]
    while len(numbers) < 500:
        (number,) = struct.unpack("<d", rng.randbytes(8))
        if number == number and abs(number) != float("inf"):
            numbers.append(number)
    while len(numbers) < 1000:
        numbers.append(round(rng.uniform(-1e6, 1e6), rng.randrange(12)))
    return [{"json": json.dumps(n), "hex": struct.pack(">d", n).hex(), "repr": repr(n)} for n in numbers]


VALUES = {
    "true": True,
    "false": False,
    "none": None,
    "zero": 0,
    "negative": -42,
    "beyond 2^64": 2**70,
    "float that is whole": 1.0,
    "small float": 1e-05,
    "large float": 1e16,
    "empty string": "",
    "string": "hello",
    "string with quotes": "it's \"so\"",
    "string with escapes": "a\tb\nc\rd\\e\x00\x1f\x7f",
    "string of other scripts": "héllo 世界 🎉",
    "empty list": [],
    "empty dict": {},
    "list": [1, 2.0, "three", None, True],
    "nested": {"k": [1, {"a": [], "b": {}}], "z": {"y": {"x": 1e300}}},
    "single quote inside": ["it's"],
    "double quote inside": ['say "x"'],
    "both quotes inside": ["'\""],
    "backslashes inside": ["\\", "\\'", '\\"', "a\\nb"],
    "controls inside": ["\t\n\r\x00\x01\x1f\x7f\x80\x9f\xa0\xad"],
    "spaces inside": [" ", "\u2000", "\u2028", "\u2029", "\u3000", "\u200b", "\ufeff"],
    "printable inside": ["é", "ß", "世界", "🎉", "\u0301", "\U0001f9d1\u200d\U0001f680"],
    "unprintable inside": ["\ue000", "\uffff", "\U000e0001", "\U0010ffff", "\u0378"],
    "half a character inside": ["\ud800", "a\udfff"],
    "keys in order": {"2": "b", "1": "a", "x": 0, "10": 1},
    "keys with quotes": {"it's": 1, '"': 2, "\n": 3},
    "deep": [[[[[[[[[[1]]]]]]]]]],
    "booleans in a list": [True, False, [True]],
    "floats in a list": [0.1, 1.0, -0.0, 1e22, 5e-324, 123456789.123],
}

BODIES = [
    ([], {}),
    ([], {"prompt": "not hashed"}),
    (["prompt"], {"prompt": "hello"}),
    (["prompt", "n"], {"n": 3, "prompt": "hello", "extra": [1]}),
    (["n", "prompt"], {"n": 3, "prompt": "hello"}),
    (["weights", "temperature", "flag", "none"], {"weights": [0.5, 1.0, 1e-07], "temperature": 1.0, "flag": True, "none": None}),
    (["messages"], {"messages": [{"role": "user", "content": "it's\nnew"}, {"role": "system", "content": "日本"}]}),
]


def main():
    vectors = {
        "floats": floats(),
        "values": [
            {"name": name, "json": json.dumps(value), "str": str(value)}
            for name, value in VALUES.items()
        ],
        "bodies": [
            {
                "text": json.dumps(body, indent=indent, ensure_ascii=ascii_only),
                "fields": fields,
                "hash": body_hash(body[field] for field in fields),
            }
            for fields, body in BODIES
            for indent in (None, 1)
            for ascii_only in (True, False)
        ],
    }
    path = Path(__file__).with_name("python-text.json")
    path.write_text(json.dumps(vectors, indent=1) + "\n")


main()
