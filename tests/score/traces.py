"""traces.py TRACES SPEECH FOLDER [NETWORK]: scores what receivers play of speech from bad networks.

TRACES is the program of that name, SPEECH a folder with a folder of 16 kHz WAVs for each speaker,
FOLDER takes what was played. PLCMOS is that of `speechmos`, PESQ that of P.862.2 against what was
said. Prints a table in Markdown; figures are medians over the speakers.
"""

import json
import os
import subprocess
import sys

import numpy as np
from pesq import pesq
from score import load, resample
from speechmos import plcmos
from voice import save, speech

RATE = 16000


def aligned(said, heard):
    """Returns both without the time by which what was heard is later."""
    size = 1 << (len(said) + len(heard)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size))
    shift = int(np.fft.irfft(spectrum, size)[:RATE].argmax())
    heard = heard[shift : shift + len(said)]
    return said[: len(heard)], heard


def main():
    program, speakers, folder = sys.argv[1:4]
    rows = {}
    for name in sorted(os.listdir(speakers)):
        said = speech(f"{speakers}/{name}", 7)
        save(f"{folder}/said.wav", said)
        lines = subprocess.run(
            [program, f"{folder}/said.wav", folder, *sys.argv[4:]], check=True, capture_output=True, text=True
        ).stdout
        for line in map(json.loads, lines.splitlines()):
            rate, heard = load(f"{folder}/{line['file']}")
            reference, heard = aligned(said, resample(heard, rate, RATE))
            key = line["trace"], line["buffer"]
            rows.setdefault(key, []).append(
                (
                    plcmos.run(heard.astype(np.float32), RATE)["plcmos"],
                    pesq(RATE, reference, heard, "wb"),
                    line["delay_ms"],
                    line["delay_p95_ms"],
                    100 * line["made_up"],
                )
            )
    print("| network | buffer | PLCMOS | PESQ | delay, ms (95 %) | made up |")
    print("|---|---|---|---|---|---|")
    for (trace, buffer), scores in rows.items():
        mos, quality, delay, p95, made_up = np.median(scores, axis=0)
        print(
            f"| {trace} | {buffer} | {mos:.2f} | {quality:.2f} | {delay:.0f} ({p95:.0f}) |"
            f" {made_up:.1f} % |"
        )


if __name__ == "__main__":
    main()
