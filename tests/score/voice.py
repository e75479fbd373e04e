"""voice.py CLEAN SPEECH FOLDER [PAIR]: scores what cleans the user's voice.

CLEAN is the example `clean` of `hookswitch-voice`, SPEECH a folder with a folder of 16 kHz WAVs for
each speaker, FOLDER takes the scenes. Rooms are made by the image method; PAIR is a folder with a
real pair `farend_singletalk_lpb.wav` and `_mic.wav`. AECMOS and DNSMOS are those of `speechmos`, PESQ
is that of P.862.2. Where `aec-audio-processing` is installed, WebRTC's audio processing takes out the
same echoes beside ours. Prints tables; figures are medians over speakers and rooms. With `AS=json` in
the environment rows are lines of JSON.
"""

import json
import os
import subprocess
import sys
import wave

import numpy as np
from pesq import pesq
from speechmos import aecmos, dnsmos

try:
    from aec_audio_processing import AudioProcessor
except ImportError:
    AudioProcessor = None

RATE = 16000
ROOMS = [((4.0, 3.0, 2.6), 0.25, 0.06), ((6.0, 4.5, 2.8), 0.4, 0.09), ((8.0, 6.0, 3.2), 0.6, 0.14)]
SECONDS = 20


def load(path):
    with wave.open(path) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")[:: file.getnchannels()]
    return data / 32768.0


def save(path, signal):
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(signal, -1, 1) * 32767).astype("<i2").tobytes())


def image_method(size, t60, loudspeaker, microphone):
    """Returns the impulse response of a box (Allen and Berkley 1979)."""
    volume, surface = np.prod(size), 2 * (size[0] * size[1] + size[0] * size[2] + size[1] * size[2])
    absorbed = min(0.95, 0.161 * volume / (surface * t60))
    reflected, length = np.sqrt(1 - absorbed), int(t60 * RATE)
    response = np.zeros(length + 2)
    order = [int(np.ceil(length / RATE * 343 / (2 * side))) for side in size]
    grid = [np.arange(-n, n + 1) for n in order]
    for px, py, pz in np.ndindex(2, 2, 2):
        axes = []
        for side, count, parity, at, to in zip(size, grid, (px, py, pz), loudspeaker, microphone):
            axes.append(((1 - 2 * parity) * at + 2 * count * side - to, abs(2 * count - parity)))
        (x, nx), (y, ny), (z, nz) = axes
        distance = np.sqrt(x[:, None, None] ** 2 + y[None, :, None] ** 2 + z[None, None, :] ** 2)
        bounces = nx[:, None, None] + ny[None, :, None] + nz[None, None, :]
        gain = reflected**bounces / (4 * np.pi * np.maximum(distance, 0.05))
        at = distance / 343 * RATE
        whole = at.astype(int)
        near = whole < length
        part = at[near] - whole[near]
        np.add.at(response, whole[near], gain[near] * (1 - part))
        np.add.at(response, whole[near] + 1, gain[near] * part)
    return response


def convolve(signal, response):
    size = 1 << (len(signal) + len(response)).bit_length()
    spectrum = np.fft.rfft(signal, size) * np.fft.rfft(response, size)
    return np.fft.irfft(spectrum, size)[: len(signal)]


def speech(folder, seed):
    """Returns SECONDS of a speaker, -26 dBov while talking, with little pause."""
    files = sorted(os.listdir(folder))
    np.random.default_rng(seed).shuffle(files)
    parts = []
    for name in files:
        part = load(f"{folder}/{name}")
        loud = np.convolve(np.abs(part), np.ones(800) / 800, "same") > 0.003
        if loud.any():
            parts += [part[loud.argmax() : len(loud) - loud[::-1].argmax()], np.zeros(RATE // 5)]
        if sum(map(len, parts)) >= SECONDS * RATE:
            break
    sound = np.concatenate(parts)
    sound = np.tile(sound, -(-SECONDS * RATE // len(sound)))[: SECONDS * RATE]
    active = np.abs(sound) > 0.01
    return sound * 10 ** (-26 / 20) / np.sqrt((sound[active] ** 2).mean())


def drifted(signal, ppm):
    """Returns the signal as a clock hears it that is so much slower."""
    if ppm == 0:
        return signal
    at = np.arange(len(signal)) * (1 + ppm * 1e-6)
    whole, taps = at.astype(int), np.arange(-15, 17)
    padded = np.concatenate([np.zeros(16), signal, np.zeros(40)])
    offset = taps[None, :] - (at - whole)[:, None]
    window = 0.5 + 0.5 * np.cos(np.pi * offset / 16.5)
    return (padded[np.minimum(whole[:, None] + taps + 16, len(padded) - 1)] * np.sinc(offset) * window).sum(1)


def echo(far, room, ppm=0, moved=None):
    """Returns the echo of `far` in `room`; the loudspeaker is moved after `moved` seconds."""
    size, t60, delay = ROOMS[room]
    microphone = np.array(size) * (0.45, 0.5, 0.3)
    response = image_method(size, t60, microphone + (0.35, 0.1, 0.02), microphone)
    late = np.concatenate([np.zeros(int(delay * RATE)), far])[: len(far)]
    heard = convolve(late, response)
    if moved:
        other = image_method(size, t60, microphone + (-0.2, 0.6, 0.3), microphone)
        at = moved * RATE
        heard[at:] = convolve(late, other)[at:]
    heard = drifted(heard, ppm)
    return heard * 10 ** (-30 / 20) / np.sqrt((heard**2).mean())


def clean(program, stages, far, heard, folder, name):
    paths = [f"{folder}/{name}-{what}.wav" for what in ("far", "heard", "clean")]
    save(paths[0], far)
    save(paths[1], heard)
    told = subprocess.run([program, stages, *paths], check=True, capture_output=True, text=True)
    return load(paths[2]), told.stdout.strip()


def clean_webrtc(_program, _stages, far, heard, _folder, _name):
    """Cleans with WebRTC's audio processing: its echo canceller and high pass, no noise suppression."""
    processor = AudioProcessor(enable_aec=True, enable_ns=False, enable_agc=False, enable_vad=False)
    processor.set_stream_format(RATE, 1)
    processor.set_reverse_stream_format(RATE, 1)
    size = RATE // 100
    played, heard = ((np.clip(signal, -1, 1) * 32767).astype("<i2") for signal in (far, heard))
    cleaned = bytearray()
    for at in range(0, len(heard) // size * size, size):
        processor.process_reverse_stream(played[at : at + size].tobytes())
        cleaned += processor.process_stream(heard[at : at + size].tobytes())
    return np.frombuffer(bytes(cleaned), "<i2") / 32768.0, ""


# What takes out echoes, by what is added to the names of its rows.
CLEANERS = {"": clean} | ({", WebRTC": clean_webrtc} if AudioProcessor else {})


def erle(heard, cleaned, start):
    power = lambda signal: (signal[start * RATE :] ** 2).mean() + 1e-12
    return 10 * np.log10(power(heard) / power(cleaned))


def settled(heard, cleaned, start=0):
    """Returns after how many seconds the echo is and stays 20 dB down, in windows of half a second."""
    size = RATE // 2
    count = len(heard) // size
    power = lambda signal: (signal[: count * size].reshape(count, size) ** 2).mean(1) + 1e-12
    before, after = power(heard), power(cleaned)
    bad = (10 * np.log10(before / after) < 20) & (before > 1e-6)
    # What is below the least step of 16 bit speech is silence.
    bad &= after > 10 ** (-65 / 10)
    bad[: start * 2] = False
    last = np.flatnonzero(bad)
    return (last[-1] + 1) / 2 - start if len(last) else 0.0


def aecmos_of(far, heard, cleaned, talk):
    size = min(len(far), len(heard), len(cleaned), SECONDS * RATE)
    signals = {"lpb": far[:size], "mic": heard[:size], "enh": cleaned[:size]}
    return aecmos.run({key: np.clip(value, -1, 1) for key, value in signals.items()}, sr=RATE, talk_type=talk)


def row(name, values, form="{:.2f}"):
    if os.environ.get("AS") == "json":
        print(json.dumps({"row": name, "values": [None if value is None else float(value) for value in values]}), flush=True)
        return
    print(f"| {name} | " + " | ".join("-" if value is None else form.format(value) for value in values) + " |", flush=True)


def scenes(speakers):
    """Returns number and speech of each speaker, with each room."""
    for number, speaker in enumerate(speakers):
        far = speech(speaker, number)
        for room in range(len(ROOMS)):
            yield number, room, far


def echoes(program, speakers, folder, conditions):
    for name, keys in conditions.items():
        found = {who: [] for who in CLEANERS}
        for number, room, far in scenes(speakers):
            heard = echo(far, room, **keys) + np.random.default_rng(7).normal(0, 10 ** (-70 / 20), len(far))
            start = keys.get("moved") or 0
            for who, take_out in CLEANERS.items():
                cleaned, told = take_out(program, "echo", far, heard, folder, f"{name.replace(' ', '-')}-{number}-{room}")
                size = len(cleaned)
                mos = aecmos_of(far, heard, cleaned, "st")["echo_mos"]
                found[who].append((mos, erle(heard[:size], cleaned, start + 4), settled(heard[:size], cleaned, start), told))
                if os.environ.get("TELL"):
                    print(number, room, who, *found[who][-1], file=sys.stderr)
        for who, scores in found.items():
            row(name + who, [np.median([one[part] for one in scores]) for part in range(3)])


def both_talk(program, speakers, folder):
    found = {who: [] for who in CLEANERS}
    for number, room, far in scenes(speakers):
        near = speech(speakers[number - 1], number + 10)
        near[: 6 * RATE] = 0
        heard = echo(far, room)
        heard *= 10 ** (-36 / 20) / np.sqrt((heard**2).mean())
        heard += near
        for who, take_out in CLEANERS.items():
            cleaned, _ = take_out(program, "echo", far, heard, folder, f"double-{number}-{room}")
            mos = aecmos_of(far, heard, cleaned, "dt")
            late = slice(8 * RATE, None)
            scores = [pesq(RATE, near[late], signal[late], "wb") for signal in (heard, cleaned)]
            found[who].append((mos["echo_mos"], mos["deg_mos"], *scores))
            if os.environ.get("TELL"):
                print(number, room, who, *found[who][-1], file=sys.stderr)
    for who, scores in found.items():
        row("medians" + who, np.median(scores, axis=0))


def noises(program, speakers, folder):
    print("\n| noise, 0 to 20 dB | DNSMOS OVRL | PESQ | PESQ of clean speech |\n|---|---|---|---|")
    for stages in os.environ.get("STAGES", "none,steady,noise,changing").split(","):
        take_out = lambda heard, name: heard if stages == "none" else clean(program, stages, 0 * heard, heard, folder, name)[0]
        # Each row has the same noise.
        rng = np.random.default_rng(3)
        noisy, clear = [], []
        for number, speaker in enumerate(speakers):
            near = speech(speaker, number)[: 12 * RATE]
            babble = sum(speech(other, seed) for seed, other in enumerate(speakers * 2))[: len(near)]
            white = rng.normal(0, 1, len(near))
            spectrum = np.fft.rfft(rng.normal(0, 1, len(near)))
            fan = np.fft.irfft(spectrum / np.maximum(np.fft.rfftfreq(len(near), 1 / RATE), 60), len(near))
            for noise in (white, fan, babble):
                for ratio in (0, 10, 20):
                    level = 10 ** (-(26 + ratio) / 20) / np.sqrt((noise**2).mean())
                    cleaned = take_out(near + noise * level, f"{stages}-{number}-{ratio}")
                    mos = dnsmos.run(np.clip(cleaned, -1, 1), sr=RATE)["ovrl_mos"]
                    noisy.append((mos, pesq(RATE, near, cleaned, "wb")))
            clear.append(pesq(RATE, near, take_out(near, f"{stages}-{number}-clear"), "wb"))
        row(stages, [*np.median(noisy, axis=0), np.median(clear)])


def main():
    if AudioProcessor is None:
        print("aec-audio-processing is not installed: the rows of WebRTC are left out", file=sys.stderr)
    program, folder, out = sys.argv[1:4]
    os.makedirs(out, exist_ok=True)
    speakers = [f"{folder}/{name}" for name in sorted(os.listdir(folder))]
    only = os.environ.get("ONLY", "echo,pair,double,noise").split(",")
    if "echo" in only:
        print("| far end alone | AECMOS echo | ERLE from 4 s, dB | s until it stays over 20 dB |\n|---|---|---|---|")
        echoes(program, speakers, out, {"no drift": {}, "50 ppm": {"ppm": 50}, "200 ppm": {"ppm": 200}, "-200 ppm": {"ppm": -200}, "moved after 10 s": {"moved": 10}})
    if "pair" in only and len(sys.argv) > 4:
        far, heard = (load(f"{sys.argv[4]}/farend_singletalk_{what}.wav") for what in ("lpb", "mic"))
        size = min(len(far), len(heard)) // RATE * RATE
        far, heard = far[:size], heard[:size]
        cleaned, told = clean(program, "echo", far, heard, out, "pair")
        row("the recorded pair", (aecmos_of(far, heard, cleaned, "st")["echo_mos"], erle(heard, cleaned, 4), settled(heard, cleaned)))
        print(told)
    if "double" in only:
        print("\n| both talk, echo 10 dB lower | AECMOS echo | AECMOS other | PESQ untouched | PESQ cleaned |\n|---|---|---|---|---|")
        both_talk(program, speakers, out)
    if "noise" in only:
        noises(program, speakers, out)


if __name__ == "__main__":
    main()
