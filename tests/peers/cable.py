"""cable.py PORT: a bad network for all IP packets from and to PORT of this machine, TCP and UDP alike.

They take the way through a TUN device, where some are lost and the others are late; none overtakes
another. Standard input has a line for each change: the share that is lost, the length of a burst in
packets (1: each by itself, else Gilbert's model), and the jitter in milliseconds. Prints `ready`.
"""

import collections
import fcntl
import os
import random
import select
import struct
import subprocess
import sys
import time

DEVICE = b"cable"
# linux/if_tun.h: IP packets without a header before them.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


class Way:
    """One direction: its chance, the burst it is in, and what is under way."""

    def __init__(self, seed):
        self.dice, self.in_burst, self.last = random.Random(seed), False, 0.0
        self.under_way = collections.deque()

    def is_lost(self, share, burst):
        if burst <= 1:
            return self.dice.random() < share
        leave = 1 / burst
        enter = leave * share / (1 - share)
        if self.dice.random() < (leave if self.in_burst else enter):
            self.in_burst = not self.in_burst
        return self.in_burst

    def send(self, packet, share, burst, jitter_ms):
        if not self.is_lost(share, burst):
            self.last = max(self.last, time.monotonic() + self.dice.random() * jitter_ms / 1e3)
            self.under_way.append((self.last, packet))


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def attach(port):
    device = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22s", DEVICE, IFF_TUN | IFF_NO_PI, b""))
    name = DEVICE.decode()
    # An address of its own, which it would have a second later, is a change that browsers start over for.
    with open(f"/proc/sys/net/ipv6/conf/{name}/disable_ipv6", "w") as file:
        file.write("1")
    ip("link", "set", name, "up")
    for interface in (name, "all"):
        for setting, value in (("route_localnet", 1), ("accept_local", 1), ("rp_filter", 0)):
            with open(f"/proc/sys/net/ipv4/conf/{interface}/{setting}", "w") as file:
                file.write(str(value))
    ip("route", "add", "default", "dev", name, "src", "127.0.0.1", "table", "100")
    for protocol in ("tcp", "udp"):
        for side in ("dport", "sport"):
            # Of what is sent here only: what comes out of the cable has arrived.
            rule = ["pref", "10", "iif", "lo", "ipproto", protocol, side, str(port), "lookup", "100"]
            ip("rule", "add", *rule)
    ip("rule", "add", "pref", "20", "lookup", "local")
    ip("rule", "del", "pref", "0")
    return device


def main():
    port = int(sys.argv[1])
    device = attach(port)
    ways, conditions = (Way(1), Way(2)), (0.0, 1.0, 0.0)
    print("ready", flush=True)
    while True:
        now = time.monotonic()
        for way in ways:
            while way.under_way and way.under_way[0][0] <= now:
                os.write(device, way.under_way.popleft()[1])
        due = min((way.under_way[0][0] for way in ways if way.under_way), default=now + 1)
        readable, _, _ = select.select([device, sys.stdin], [], [], max(0, due - now))
        if sys.stdin in readable:
            line = sys.stdin.readline()
            if not line:
                return
            conditions = tuple(map(float, line.split()))
        if device in readable:
            packet = os.read(device, 65536)
            header = (packet[0] & 15) * 4
            leads_there = int.from_bytes(packet[header + 2 : header + 4], "big") == port
            ways[leads_there].send(packet, *conditions)


if __name__ == "__main__":
    main()
