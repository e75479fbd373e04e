"""opus.py encode RATE BIT_RATE MS REPEATS DTX LOSS | decode RATE: Opus by Debian's libopus, from standard
input to output, with one channel at RATE Hz, up to 16000 in a wide band, else in a full one.

Samples are 16 bit, little endian. A packet is its length, two octets, little endian, and as many
octets; a length of 65535 is a packet of 20 ms that was lost, which the next one may describe.
"""

import ctypes
import struct
import sys

LOST = 65535
VOIP = 2048
BIT_RATE, VBR_COMPLEXITY, FEC, LOSS, DTX, MAX_BANDWIDTH = 4002, 4010, 4012, 4014, 4016, 4004
WIDE, FULL = 1103, 1105

library = ctypes.CDLL("libopus.so.0")
library.opus_encoder_create.restype = ctypes.c_void_p
library.opus_decoder_create.restype = ctypes.c_void_p
library.opus_encode.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_int32]
library.opus_decode.argtypes = [
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32, ctypes.c_void_p, ctypes.c_int, ctypes.c_int,
]


def encode(data, rate, bit_rate, ms, repeats, dtx, loss):
    """Returns the packets of samples."""
    error = ctypes.c_int()
    encoder = ctypes.c_void_p(library.opus_encoder_create(rate, 1, VOIP, ctypes.byref(error)))
    settings = ((BIT_RATE, bit_rate), (VBR_COMPLEXITY, 5), (FEC, repeats), (DTX, dtx), (LOSS, loss))
    for setting, value in (*settings, (MAX_BANDWIDTH, WIDE if rate <= 16000 else FULL)):
        library.opus_encoder_ctl(encoder, setting, ctypes.c_int(value))
    samples, octets, packets = rate * ms // 1000, (ctypes.c_uint8 * 1500)(), bytearray()
    for at in range(0, len(data) - 2 * samples + 1, 2 * samples):
        block = (ctypes.c_int16 * samples).from_buffer_copy(data, at)
        length = library.opus_encode(encoder, block, samples, octets, 1275)
        packets += struct.pack("<H", length) + bytes(octets)[:length]
    return packets


def decode(data, rate):
    """Returns the samples of packets."""
    error = ctypes.c_int()
    decoder = ctypes.c_void_p(library.opus_decoder_create(rate, 1, ctypes.byref(error)))
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
            count = library.opus_decode(decoder, source, size, block, rate // 50, int(repeated))
            samples += bytes(block)[: 2 * count]
        lost = 0
        count = library.opus_decode(decoder, packet, length, block, 5760, 0)
        samples += bytes(block)[: 2 * count]
    return samples


def main():
    data = sys.stdin.buffer.read()
    made = (encode if sys.argv[1] == "encode" else decode)(data, *map(int, sys.argv[2:]))
    sys.stdout.buffer.write(made)


main()
