"""score.py REFERENCE.wav HEARD.wav [SKIP_S]: prints how well HEARD carries REFERENCE, as JSON.

REFERENCE is played in a loop, so a stretch of its length is cut out of HEARD, after SKIP_S seconds,
and compared with REFERENCE rotated to where that stretch starts. PESQ is that of ITU-T P.862 with
P.862.1's mapping (MOS-LQO), narrow band, or that of P.862.2, wide band, if REFERENCE has 16 kHz;
levels are those of the active part in dBov.
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


def main():
    rate, reference = load(sys.argv[1])
    heard_rate, heard = load(sys.argv[2])
    heard = resample(heard, heard_rate, rate)
    skip = int(float(sys.argv[3]) * rate) if len(sys.argv) > 3 else 0
    length = len(reference)
    heard = heard[skip : skip + length]
    if len(heard) < length:
        sys.exit(f"HEARD has {len(heard) / rate:.2f} s after the skip, {length / rate:.2f} s are needed")
    if np.abs(heard).max() < 1e-3:
        sys.exit("HEARD is silent")
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
