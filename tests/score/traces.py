"""traces.py TRACES SPEECH FOLDER [NETWORK]: scores what receivers play of speech from bad networks.

TRACES is the program of that name, SPEECH a folder with a folder of 16 kHz WAVs for each speaker,
FOLDER takes what was played. With NETEQ in the environment, the program of `tests/neteq`, that receiver
is scored too. PLCMOS is that of `speechmos`, PESQ that of P.862.2 against what was said. Prints a table
in Markdown, or lines of JSON with `AS=json`; figures are medians over the speakers.
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


def plcmos_of(heard):
    """Returns the score by a rater whom the model draws by chance: the same for everybody."""
    np.random.seed(7)
    return plcmos.run(heard.astype(np.float32), RATE)["plcmos"]


def run(program, *args):
    """Returns what a program prints, lines of JSON."""
    told = subprocess.run([program, *args], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in told.splitlines()]


def played(program, folder, wanted):
    """Plays what was said by all receivers and returns what each says of it."""
    lines = run(program, f"{folder}/said.wav", folder, *wanted)
    if neteq := os.environ.get("NETEQ"):
        names = {line["file"].split(".")[0]: line["trace"] for line in lines}
        lines += [line | {"trace": names[line["trace"]]} for line in run(neteq, folder, *names)]
    return lines


def main():
    program, speakers, folder = sys.argv[1:4]
    os.makedirs(folder, exist_ok=True)
    rows = {}
    for name in sorted(os.listdir(speakers)):
        said = speech(f"{speakers}/{name}", 7)
        save(f"{folder}/said.wav", said)
        for line in played(program, folder, sys.argv[4:]):
            rate, heard = load(f"{folder}/{line['file']}")
            reference, heard = aligned(said, resample(heard, rate, RATE))
            key = line["trace"], line["buffer"]
            rows.setdefault(key, []).append(
                (
                    plcmos_of(heard),
                    pesq(RATE, reference, heard, "wb"),
                    line["delay_ms"],
                    line["delay_p95_ms"],
                    100 * line["made_up"],
                )
            )
    as_json = os.environ.get("AS") == "json"
    if not as_json:
        print("| network | buffer | PLCMOS | PESQ | delay, ms (95 %) | made up |")
        print("|---|---|---|---|---|---|")
    for (trace, buffer), scores in rows.items():
        mos, quality, delay, p95, made_up = np.median(scores, axis=0)
        if as_json:
            figures = {"plcmos": mos, "pesq": quality, "delay_ms": delay, "p95_ms": p95, "made_up": made_up}
            print(json.dumps({"trace": trace, "buffer": buffer, **figures}))
        else:
            print(
                f"| {trace} | {buffer} | {mos:.2f} | {quality:.2f} | {delay:.0f} ({p95:.0f}) |"
                f" {made_up:.1f} % |"
            )


if __name__ == "__main__":
    main()
