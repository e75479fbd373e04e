"""spandsp.py g726|alaw|mulaw encode|decode: by Debian's libspandsp, from standard input to output.

Samples are 16 bit, little endian, at 8 kHz; an octet of G.726 at 32 kbit/s holds two codes, the first in
its lower half.
"""

import ctypes
import sys

G726_RATE, LINEAR, LOW_FIRST = 32000, 0, 2
LAWS = {"alaw": 0, "mulaw": 1}

library = ctypes.CDLL("libspandsp.so.2")


def main():
    """Codes standard input."""
    codec, way = sys.argv[1:]
    family = "g726" if codec == "g726" else "g711"
    settings = (G726_RATE, LINEAR, LOW_FIRST) if codec == "g726" else (LAWS[codec],)
    init, code = (getattr(library, f"{family}_{name}") for name in ("init", way))
    init.restype = ctypes.c_void_p
    code.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]
    data = sys.stdin.buffer.read()
    result = ctypes.create_string_buffer(4 * len(data) + 16)
    units = len(data) // 2 if way == "encode" else len(data)
    size = code(init(None, *settings), result, data, units)
    sys.stdout.buffer.write(result.raw[: size if way == "encode" else 2 * size])


main()
