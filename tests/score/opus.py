"""opus.py encode BIT_RATE MS REPEATS DTX LOSS | decode: Opus by Debian's libopus, from standard input
to output, with one channel at 16 kHz.

Samples are 16 bit, little endian. A packet is its length, two octets, little endian, and as many
octets; a length of 65535 is a packet of 20 ms that was lost, which the next one may describe.
"""

import ctypes
import struct
import sys

RATE = 16000
LOST = 65535
VOIP = 2048
BIT_RATE, VBR_COMPLEXITY, FEC, LOSS, DTX, MAX_BANDWIDTH, WIDE = 4002, 4010, 4012, 4014, 4016, 4004, 1103

library = ctypes.CDLL("libopus.so.0")
library.opus_encoder_create.restype = ctypes.c_void_p
library.opus_decoder_create.restype = ctypes.c_void_p
library.opus_encode.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_int32]
library.opus_decode.argtypes = [
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32, ctypes.c_void_p, ctypes.c_int, ctypes.c_int,
]


def encode(data, bit_rate, ms, repeats, dtx, loss):
    """Returns the packets of samples."""
    error = ctypes.c_int()
    encoder = ctypes.c_void_p(library.opus_encoder_create(RATE, 1, VOIP, ctypes.byref(error)))
    settings = ((BIT_RATE, bit_rate), (VBR_COMPLEXITY, 5), (FEC, repeats), (DTX, dtx), (LOSS, loss))
    for setting, value in (*settings, (MAX_BANDWIDTH, WIDE)):
        library.opus_encoder_ctl(encoder, setting, ctypes.c_int(value))
    samples, octets, packets = RATE * ms // 1000, (ctypes.c_uint8 * 1500)(), bytearray()
    for at in range(0, len(data) - 2 * samples + 1, 2 * samples):
        block = (ctypes.c_int16 * samples).from_buffer_copy(data, at)
        length = library.opus_encode(encoder, block, samples, octets, 1275)
        packets += struct.pack("<H", length) + bytes(octets)[:length]
    return packets


def decode(data):
    """Returns the samples of packets."""
    error = ctypes.c_int()
    decoder = ctypes.c_void_p(library.opus_decoder_create(RATE, 1, ctypes.byref(error)))
    block, samples, at, lost = (ctypes.c_int16 * 5760)(), bytearray(), 0, 0
    while at < len(data):
        (length,) = struct.unpack_from("<H", data, at)
        at += 2
        if length == LOST:
            lost += 1
            continue
        packet = data[at : at + length]
        at += length
        for left in range(lost, 0, -1):
            repeated = left == 1
            source, size = (packet, length) if repeated else (None, 0)
            count = library.opus_decode(decoder, source, size, block, RATE // 50, int(repeated))
            samples += bytes(block)[: 2 * count]
        lost = 0
        count = library.opus_decode(decoder, packet, length, block, 5760, 0)
        samples += bytes(block)[: 2 * count]
    return samples


def main():
    data = sys.stdin.buffer.read()
    made = encode(data, *map(int, sys.argv[2:])) if sys.argv[1] == "encode" else decode(data)
    sys.stdout.buffer.write(made)


main()
