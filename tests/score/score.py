"""score.py REFERENCE.wav HEARD.wav [SKIP_S [OTHER.wav OWN.wav]]: prints how well HEARD carries REFERENCE, as JSON.

REFERENCE is played in a loop, so a stretch of its length is cut out of HEARD, after SKIP_S seconds,
and compared with REFERENCE rotated to where that stretch starts. PESQ is that of ITU-T P.862 with
P.862.1's mapping (MOS-LQO), narrow band, or that of P.862.2, wide band, if REFERENCE has 16 kHz;
levels are those of the active part in dBov.

With OTHER and OWN, HEARD is what somebody in a conference hears who says OWN, in a narrow band: REFERENCE and
OTHER together, with which it is compared. `apart_db` is how much louder REFERENCE came than OTHER, `own_db` how
loud OWN came back, as the least squares of the energies of 20 ms have it, which see no less than -20 dB.
"""

import json
import sys
import wave

import numpy as np
from pesq import pesq

BANDS = {8000: "nb", 16000: "wb"}


def load(path):
    """Returns the sample rate and the first channel, from -1 to 1."""
    with wave.open(path) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        if file.getsampwidth() != 2:
            sys.exit(f"{path}: not 16 bit")
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")[::channels]
    return rate, data / 32768.0


def resample(signal, rate, to):
    """Changes the rate by cutting or padding the spectrum: exact for a whole recording."""
    if rate == to or len(signal) == 0:
        return signal
    length = round(len(signal) * to / rate)
    spectrum = np.fft.rfft(signal)[: length // 2 + 1]
    return np.fft.irfft(spectrum, length) * (length / len(signal))


def level(signal):
    """Returns the level of the frames within 40 dB of the loudest."""
    frames = signal[: len(signal) // 160 * 160].reshape(-1, 160)
    energy = (frames**2).mean(axis=1)
    return 10 * np.log10(max(1e-12, energy[energy >= energy.max() * 1e-4].mean()))


def find(loop, heard):
    """Returns the stretch of what is said in a loop that is loudest in what was heard."""
    tiled = np.tile(loop, len(heard) // len(loop) + 2)
    size = len(tiled) + len(heard)
    correlation = np.fft.irfft(np.fft.rfft(tiled, size) * np.fft.rfft(heard, size).conj(), size)
    start = int(np.abs(correlation[: len(loop)]).argmax())
    return tiled[start : start + len(heard)]


def energy(signal, frame=160):
    """Returns the mean square of each frame of 20 ms at 8 kHz."""
    return (signal[: len(signal) // frame * frame].reshape(-1, frame) ** 2).mean(axis=1)


def conference(heard, loops):
    """Returns the score of a conference: `loops` are the two others and the own voice."""
    said = [find(loop, heard) for loop in loops]
    energies = np.stack([energy(voice) for voice in said], axis=1)
    gains = np.linalg.lstsq(energies, energy(heard), rcond=None)[0]
    one_db, other_db, own_db = 10 * np.log10(np.maximum(gains, 1e-9))
    return {
        "pesq": round(float(pesq(8000, said[0] + said[1], heard, "nb")), 2),
        "apart_db": round(float(one_db - other_db), 1),
        "own_db": round(float(own_db), 1),
    }


def main():
    rate, reference = load(sys.argv[1])
    others = [resample(signal, of, 8000) for of, signal in map(load, sys.argv[4:])]
    if others:
        rate, reference = 8000, resample(reference, rate, 8000)
    heard_rate, heard = load(sys.argv[2])
    heard = resample(heard, heard_rate, rate)
    skip = int(float(sys.argv[3]) * rate) if len(sys.argv) > 3 else 0
    length = len(reference)
    heard = heard[skip : skip + length]
    if len(heard) < length:
        sys.exit(f"HEARD has {len(heard) / rate:.2f} s after the skip, {length / rate:.2f} s are needed")
    if np.abs(heard).max() < 1e-3:
        sys.exit("HEARD is silent")
    if others:
        print(json.dumps(conference(heard, [reference, *others])))
        return
    # Circular correlation: how far into the loop the stretch starts.
    spectrum = np.fft.rfft(heard).conj() * np.fft.rfft(reference)
    correlation = np.fft.irfft(spectrum, length)
    start = int(np.abs(correlation).argmax())
    rotated = np.roll(reference, -start)
    print(
        json.dumps(
            {
                "pesq": round(float(pesq(rate, rotated, heard, BANDS[rate])), 2),
                "correlation": round(float(np.corrcoef(rotated, heard)[0, 1]), 3),
                "reference_dbov": round(float(level(rotated)), 1),
                "heard_dbov": round(float(level(heard)), 1),
            }
        )
    )


if __name__ == "__main__":
    main()
