// Loads the engine. What arrives before it is there is kept and given to it first.
const early = [];
self.onmessage = (event) => early.push(event);

try {
  const module = WebAssembly.compileStreaming(fetch(new URL("engine_bg.wasm", import.meta.url)));
  const engine = await import("./engine.js");
  await engine.default({ module_or_path: await module });
  engine.start();
  for (const event of early) self.dispatchEvent(new MessageEvent("message", { data: event.data, ports: [...event.ports] }));
} catch (error) {
  self.postMessage({ trouble: String(error?.message ?? error) });
}
