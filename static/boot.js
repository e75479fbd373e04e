// Starts both programs: the screen here, and then the engine in its worker, so that the phone is on
// the page before its engine, which is the larger part, is loaded.
import init, { start } from "./app.js";

const trouble = document.getElementById("trouble");

function fail(what, error) {
  console.error(what, error);
  trouble.textContent = `${what} Reload the page; if that does not help, tell your administrator: ${error?.message ?? error}`;
  trouble.hidden = false;
}

// What enrols the phone (token, mac) comes in the fragment, which no server sees; it does not stay in the address.
const fragment = new URLSearchParams(location.hash.slice(1));
const settings = { token: fragment.get("token"), mac: fragment.get("mac"), audio: fragment.get("audio") };
if (settings.token !== null || settings.mac !== null) {
  fragment.delete("token");
  fragment.delete("mac");
  const rest = fragment.toString();
  history.replaceState(null, "", location.pathname + (rest ? `#${rest}` : ""));
}

if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
  fail("This browser cannot run the phone.", "WebAssembly or workers are missing");
} else {
  try {
    await init({ module_or_path: new URL("app_bg.wasm", import.meta.url) });
    const worker = new Worker(new URL("engine-loader.js", import.meta.url), { type: "module", name: "engine" });
    worker.addEventListener("error", (event) => fail("The phone's engine could not be started.", event));
    worker.addEventListener("message", ({ data }) => {
      if (data?.trouble) fail("The phone's engine stopped.", data.trouble);
    });
    worker.postMessage({ settings: { token: settings.token, mac: settings.mac } });
    start(document.getElementById("phone"), worker, new URL(".", import.meta.url).href, settings.audio ?? "");
  } catch (error) {
    fail("The phone could not be started.", error);
  }
}
