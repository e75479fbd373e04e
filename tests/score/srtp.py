"""srtp.py protect|unprotect SUITE KEY MKI SERVICES: SRTP by Debian's libsrtp2, from standard input to
output.

KEY is master key and salt, and MKI what names the key, both in hexadecimal; SERVICES are three digits:
whether RTP is encrypted, RTP is authenticated, RTCP is encrypted. A packet is 1 for RTCP or 0 for RTP,
its length, two octets, little endian, and as many octets; one that is refused comes back empty.
"""

import ctypes
import struct
import sys

ICM_128, ICM_256, GCM_128, GCM_256 = 1, 5, 6, 7
NO_AUTH, HMAC_SHA1 = 0, 3
ANY_INBOUND, ANY_OUTBOUND = 2, 3
SUITES = {
    "AES_CM_128_HMAC_SHA1_80": (ICM_128, HMAC_SHA1, 10, 10),
    "AES_CM_128_HMAC_SHA1_32": (ICM_128, HMAC_SHA1, 4, 10),
    "AES_256_CM_HMAC_SHA1_80": (ICM_256, HMAC_SHA1, 10, 10),
    "AES_256_CM_HMAC_SHA1_32": (ICM_256, HMAC_SHA1, 4, 10),
    "AEAD_AES_128_GCM": (GCM_128, NO_AUTH, 16, 16),
    "AEAD_AES_256_GCM": (GCM_256, NO_AUTH, 16, 16),
}


class CryptoPolicy(ctypes.Structure):
    _fields_ = [
        ("cipher_type", ctypes.c_uint32), ("cipher_key_len", ctypes.c_int),
        ("auth_type", ctypes.c_uint32), ("auth_key_len", ctypes.c_int),
        ("auth_tag_len", ctypes.c_int), ("sec_serv", ctypes.c_int),
    ]


class MasterKey(ctypes.Structure):
    _fields_ = [
        ("key", ctypes.c_char_p), ("mki_id", ctypes.c_char_p), ("mki_size", ctypes.c_uint),
    ]


class Policy(ctypes.Structure):
    _fields_ = [
        ("ssrc_type", ctypes.c_int), ("ssrc_value", ctypes.c_uint),
        ("rtp", CryptoPolicy), ("rtcp", CryptoPolicy),
        ("key", ctypes.c_void_p), ("keys", ctypes.POINTER(ctypes.POINTER(MasterKey))),
        ("num_master_keys", ctypes.c_ulong), ("deprecated_ekt", ctypes.c_void_p),
        ("window_size", ctypes.c_ulong), ("allow_repeat_tx", ctypes.c_int),
        ("enc_xtn_hdr", ctypes.c_void_p), ("enc_xtn_hdr_count", ctypes.c_int),
        ("next", ctypes.c_void_p),
    ]


def policy(direction, suite, key, mki, services):
    """Returns the policy of any source in one direction."""
    cipher, auth, rtp_tag, rtcp_tag = SUITES[suite]
    encrypts_rtp, authenticates_rtp, encrypts_rtcp = services
    made = Policy(ssrc_type=direction, window_size=128)
    auth_key = 20 if auth == HMAC_SHA1 else 0
    rtp_tag = rtp_tag if authenticates_rtp else 0
    made.rtp = CryptoPolicy(
        cipher, len(key), auth if authenticates_rtp else NO_AUTH,
        auth_key if authenticates_rtp else 0, rtp_tag, encrypts_rtp + 2 * authenticates_rtp,
    )
    made.rtcp = CryptoPolicy(cipher, len(key), auth, auth_key, rtcp_tag, encrypts_rtcp + 2)
    master = MasterKey(key, mki, len(mki))
    made.keys = (ctypes.POINTER(MasterKey) * 1)(ctypes.pointer(master))
    made.num_master_keys = 1
    return made, master


def main():
    library = ctypes.CDLL("libsrtp2.so.1")
    assert library.srtp_init() == 0
    name, suite, key, mki = sys.argv[1], sys.argv[2], bytes.fromhex(sys.argv[3]), bytes.fromhex(sys.argv[4])
    direction = ANY_OUTBOUND if name == "protect" else ANY_INBOUND
    wanted, _master = policy(direction, suite, key, mki, [int(digit) for digit in sys.argv[5]])
    session = ctypes.c_void_p()
    status = library.srtp_create(ctypes.byref(session), ctypes.byref(wanted))
    assert status == 0, f"srtp_create: {status}"
    data, made, at = sys.stdin.buffer.read(), bytearray(), 0
    while at < len(data):
        is_rtcp, length = struct.unpack_from("<BH", data, at)
        packet = ctypes.create_string_buffer(data[at + 3 : at + 3 + length], length + 200)
        at += 3 + length
        size = ctypes.c_int(length)
        function = getattr(library, f"srtp_{name}{'_rtcp' if is_rtcp else ''}_mki")
        last = [ctypes.c_uint(0)] if name == "protect" else []
        status = function(session, packet, ctypes.byref(size), ctypes.c_uint(1 if mki else 0), *last)
        opened = packet.raw[: size.value] if status == 0 else b""
        made += struct.pack("<BH", is_rtcp, len(opened)) + opened
    sys.stdout.buffer.write(made)


main()
