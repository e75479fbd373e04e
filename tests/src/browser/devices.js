// Runs before the page: tells which devices it uses, takes some away and gives them back, and breaks
// its sound, which no machine of the tests does by itself.
(() => {
  const { mediaDevices } = navigator;
  const gone = new Set();
  const [contexts, nodes, tracks] = [[], [], []];
  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  const open = mediaDevices.getUserMedia.bind(mediaDevices);

  mediaDevices.enumerateDevices = async () => (await list()).filter(({ deviceId }) => !gone.has(deviceId));
  mediaDevices.getUserMedia = async (constraints) => {
    const audio = { ...constraints.audio };
    const { exact } = audio.deviceId ?? {};
    if (gone.has(exact)) throw new OverconstrainedError("deviceId", "it is gone");
    const stream = await open({ ...constraints, audio });
    tracks.push(...stream.getTracks());
    return stream;
  };
  globalThis.AudioContext = class extends AudioContext {
    constructor(...options) {
      super(...options);
      contexts.push(this);
    }
  };
  globalThis.AudioWorkletNode = class extends AudioWorkletNode {
    constructor(context, name, options) {
      super(context, name, options);
      if (name === "hookswitch-phone") nodes.push(this);
    }
  };

  const live = () => tracks.filter(({ readyState }) => readyState === "live");
  const changed = () => mediaDevices.dispatchEvent(new Event("devicechange"));
  globalThis.__devices = {
    // The names of the open microphones, and of what the page plays to.
    async used() {
      const known = await list();
      const label = (kind, id) => known.find((it) => it.kind === kind && it.deviceId === id)?.label ?? id;
      const microphones = live().map((track) => label("audioinput", track.getSettings().deviceId));
      return [...microphones, label("audiooutput", contexts.at(-1).sinkId)];
    },
    // Takes away what has `name` in its name; the browser tells of the list before the track.
    async take(name) {
      const known = await list();
      const ids = known.filter(({ label }) => label.includes(name)).map(({ deviceId }) => deviceId);
      ids.forEach((id) => gone.add(id));
      changed();
      this.end((track) => ids.includes(track.getSettings().deviceId));
    },
    give() {
      gone.clear();
      changed();
    },
    end(which = () => true) {
      for (const track of live().filter(which)) {
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
    },
    suspend: () => contexts.at(-1).suspend(),
    state: () => contexts.at(-1).state,
    // As the browser does when what renders throws; the node plays nothing any more.
    fail() {
      nodes.at(-1).dispatchEvent(new ErrorEvent("processorerror", { message: "a trap" }));
    },
    nodes: () => nodes.length,
  };
})();
