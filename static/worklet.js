// Registers the processor `hookswitch-phone`: moves bytes between the render quantum, the wasm
// module and the engine worker's port. What happens with them is decided in Rust.
//
// processorOptions: { module: WebAssembly.Module } or { bytes }, and { latency }: the context's
// baseLatency in seconds, which is how much is rendered in a row.
// The node's port takes { port }, the MessagePort of the engine worker, and { program, number }, a
// WebAssembly.Module that not everybody has.

class Phone extends AudioWorkletProcessor {
  constructor({ processorOptions: { module, bytes, latency } }) {
    super();
    this.wasm = new WebAssembly.Instance(module ?? new WebAssembly.Module(bytes), {}).exports;
    this.wasm.start(sampleRate, Math.round((latency ?? 0.01) * sampleRate));
    this.look();
    this.port.onmessage = ({ data }) => {
      if (data.program) return this.load(data.program, data.number);
      if (this.worker) this.worker.close();
      this.worker = data.port;
      this.worker.onmessage = (event) => this.receive(new Uint8Array(event.data));
    };
  }

  // Puts the functions of another module into the table, in the order of their names.
  load(module, number) {
    const { exports } = new WebAssembly.Instance(module, {});
    const names = Object.keys(exports).filter((name) => exports[name] instanceof Function).sort();
    const table = this.wasm.__indirect_function_table;
    const first = table.grow(names.length);
    names.forEach((name, place) => table.set(first + place, exports[name]));
    this.wasm.programs(number, first);
    this.look();
  }

  // Views die when the wasm memory grows, which a plan with a new stream may cause.
  look() {
    const { wasm } = this;
    const buffer = wasm.memory.buffer;
    if (this.message && this.message.buffer === buffer) return;
    this.input = new Float32Array(buffer, wasm.input(), wasm.block_capacity());
    this.output = new Float32Array(buffer, wasm.output(), wasm.block_capacity());
    this.message = new Uint8Array(buffer, wasm.message(), wasm.message_capacity());
  }

  receive(bytes) {
    if (bytes.length > this.message.length) return;
    this.message.set(bytes);
    this.wasm.handle(bytes.length);
    this.look();
  }

  send() {
    for (let length; (length = this.wasm.poll()) > 0; ) {
      this.look();
      const { buffer } = this.message.slice(0, length);
      if (this.worker) this.worker.postMessage(buffer, [buffer]);
    }
  }

  process([microphone], [speaker]) {
    const [captured] = microphone;
    const frames = speaker[0].length;
    if (captured) this.input.set(captured);
    this.wasm.process(captured ? captured.length : 0, frames);
    for (const channel of speaker) channel.set(this.output.subarray(0, frames));
    this.send();
    return true;
  }
}

registerProcessor("hookswitch-phone", Phone);
