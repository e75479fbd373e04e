"""bcg729.py encode VAD | decode: G.729 by Debian's libbcg729, from standard input to output.

Samples are 16 bit, little endian. A frame is its length, 10, 2 or 0, and as many octets; a length of
255 is a frame that was lost. VAD is 1 for Annex B, else 0.
"""

import ctypes
import sys

SAMPLES = 80
LOST = 255

library = ctypes.CDLL("libbcg729.so.0")
library.initBcg729EncoderChannel.restype = ctypes.c_void_p
library.initBcg729EncoderChannel.argtypes = [ctypes.c_uint8]
library.bcg729Encoder.argtypes = [ctypes.c_void_p] * 4
library.bcg729Encoder.restype = None
library.initBcg729DecoderChannel.restype = ctypes.c_void_p
library.bcg729Decoder.argtypes = [ctypes.c_void_p] * 2 + [ctypes.c_uint8] * 4 + [ctypes.c_void_p]
library.bcg729Decoder.restype = None


def encode(data, vad):
    """Returns the frames of samples."""
    channel = library.initBcg729EncoderChannel(vad)
    octets, length, frames = (ctypes.c_uint8 * 10)(), ctypes.c_uint8(), bytearray()
    for at in range(0, len(data) - 2 * SAMPLES + 1, 2 * SAMPLES):
        block = (ctypes.c_int16 * SAMPLES).from_buffer_copy(data, at)
        library.bcg729Encoder(channel, block, octets, ctypes.byref(length))
        frames.append(length.value)
        frames += bytes(octets)[: length.value]
    return frames


def decode(data):
    """Returns the samples of frames."""
    channel = library.initBcg729DecoderChannel()
    block, samples, at = (ctypes.c_int16 * SAMPLES)(), bytearray(), 0
    while at < len(data):
        length = data[at]
        lost = length == LOST
        size = 0 if lost else length
        octets = (ctypes.c_uint8 * 10).from_buffer_copy(data[at + 1 : at + 1 + size].ljust(10, b"\0"))
        at += 1 + size
        # What was not sent is told as lost: the decoder knows which it is.
        gone = lost or size == 0
        library.bcg729Decoder(channel, octets, 10 if lost else size, gone, size == 2, 0, block)
        samples += bytes(block)
    return samples


def main():
    data = sys.stdin.buffer.read()
    made = encode(data, int(sys.argv[2])) if sys.argv[1] == "encode" else decode(data)
    sys.stdout.buffer.write(made)


main()
