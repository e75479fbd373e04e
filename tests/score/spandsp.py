"""spandsp.py encode | decode: G.726 at 32 kbit/s by Debian's libspandsp, from standard input to output.

Samples are 16 bit, little endian, at 8 kHz; an octet holds two codes, the first in its lower half.
"""

import ctypes
import sys

RATE, LINEAR, LOW_FIRST = 32000, 0, 2

library = ctypes.CDLL("libspandsp.so.2")
library.g726_init.restype = ctypes.c_void_p
library.g726_encode.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]
library.g726_decode.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]


def main():
    """Codes standard input."""
    data = sys.stdin.buffer.read()
    coder = ctypes.c_void_p(library.g726_init(None, RATE, LINEAR, LOW_FIRST))
    result = ctypes.create_string_buffer(4 * len(data) + 16)
    if sys.argv[1] == "encode":
        size = library.g726_encode(coder, result, data, len(data) // 2)
    else:
        size = 2 * library.g726_decode(coder, result, data, len(data))
    sys.stdout.buffer.write(result.raw[:size])


main()
