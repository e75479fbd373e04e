// Stands in the place of the page's engine: shows what it is told to, and does nothing else.
globalThis.Worker = class extends EventTarget {
  constructor() {
    super();
    globalThis.__engine = this;
  }
  postMessage() {}
};
globalThis.__draw = async (text) => {
  const data = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  __engine.dispatchEvent(new MessageEvent("message", { data }));
  await new Promise((done) => setTimeout(done));
};
// Returns what is cut, what overlaps, and which keys are too small for a finger.
globalThis.__measure = () => {
  const problems = [];
  const root = document.querySelector(".hs");
  const shown = (element) => element.getClientRects().length > 0;
  const all = (selector) => [...root.querySelectorAll(selector)].filter(shown);
  // What of a text can be seen: the rest is cut off by what it stands in.
  const clipped = (element, box) => {
    let { left, right, top, bottom } = box;
    for (const outer of [element, element.closest(".hs-display")]) {
      const frame = outer?.getBoundingClientRect();
      if (frame) [left, right, top, bottom] = [Math.max(left, frame.left), Math.min(right, frame.right), Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return { left, right, top, bottom };
  };
  const tell = (what, element) => problems.push(`${what}: ${element.className} "${element.textContent.trim()}"`);
  for (const element of all(".hs-softkey-label, .hs-key, .hs-notice, .hs-head, .hs-handset-name, .hs-line-state")) {
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) tell("cut", element);
  }
  // Names end with an ellipsis, the phone's own words do not; pages of sentences are scrolled by keys.
  const display = root.querySelector(".hs-display");
  const own = (text) => !/\u2026|Wilhelmina|<img|\d{7}/.test(text);
  for (const row of all(".hs-display .hs-row")) {
    const scrolled = display.dataset.screen === "menu" && row.matches(".hs-normal");
    const [inside, outside] = [row.getBoundingClientRect(), display.getBoundingClientRect()];
    // A page is scrolled to a row that has no room, of which nothing is seen until then.
    const unseen = scrolled && (inside.left >= outside.right - 1 || inside.right <= outside.left + 1);
    if (!unseen && (inside.bottom > outside.bottom + 1 || inside.right > outside.right + 1)) tell("below the display", row);
    for (const text of row.querySelectorAll(".hs-text, .hs-right")) {
      if (text.scrollWidth > text.clientWidth + 1 && own(text.textContent)) tell("cut", text);
    }
  }
  for (const cap of all(".hs-key .hs-cap")) {
    const [inner, outer] = [cap.getBoundingClientRect(), cap.closest(".hs-key").getBoundingClientRect()];
    if (inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1) tell("cut", cap);
    if (cap.scrollWidth > cap.clientWidth + 1) tell("cut", cap);
  }
  if (document.documentElement.scrollWidth > innerWidth) {
    problems.push("the page is wider than its window");
    const beyond = (element) => element.getBoundingClientRect().right > innerWidth;
    [...document.querySelectorAll("body *")].filter(beyond).slice(0, 3).forEach((element) => tell("beyond the window", element));
  }
  const texts = all(".hs-display .hs-text, .hs-display .hs-right, .hs-softkey-label, .hs-line-text, .hs-cap, .hs-brand, .hs-notice, .hs-handset-name")
    .filter((element) => element.textContent.trim() !== "")
    .map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return [element, range.getBoundingClientRect()];
    })
    .map(([element, box]) => [element, clipped(element, box)])
    .filter(([, box]) => box.right > box.left && box.bottom > box.top);
  texts.forEach(([a, boxA], at) => {
    for (const [b, boxB] of texts.slice(at + 1)) {
      const wide = Math.min(boxA.right, boxB.right) - Math.max(boxA.left, boxB.left);
      const high = Math.min(boxA.bottom, boxB.bottom) - Math.max(boxA.top, boxB.top);
      if (wide > 1 && high > 3 && !a.contains(b) && !b.contains(a)) tell(`overlaps "${b.textContent.trim()}"`, a);
    }
  });
  for (const button of all("button")) {
    const { width, height } = button.getBoundingClientRect();
    if (Math.min(width, height) < 24) tell(`${Math.round(width)} by ${Math.round(height)}`, button);
  }
  return problems;
};
// Returns what breaks a rule of WCAG 2.2 AA or of good practice.
globalThis.__audit = async () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
};
// Puts a number on each part that is told by a selector: on its corner, where nothing is written.
globalThis.__number = (parts) => {
  parts.forEach((selector, at) => {
    const part = document.querySelector(`.hs ${selector}`);
    if (getComputedStyle(part).position === "static") part.style.position = "relative";
    const badge = document.createElement("b");
    badge.textContent = at + 1;
    badge.style.cssText = "position: absolute; left: -12px; top: -12px; width: 24px; height: 24px; border-radius: 50%; background: #b3261e; color: #fff; font: bold 14px/24px sans-serif; text-align: center; z-index: 9";
    part.append(badge);
  });
};
// Puts what is shown on a sheet, with its name below it: the parts told by a selector, or the whole phone.
globalThis.__keep = (name, parts) => {
  const root = document.querySelector(".hs");
  const figure = document.createElement("figure");
  const phone = root.cloneNode(!parts);
  if (parts) for (const part of root.querySelectorAll(parts)) phone.append(part.cloneNode(true));
  else phone.querySelector(".hs-notices").remove();
  const caption = document.createElement("figcaption");
  caption.textContent = name;
  caption.style.textAlign = "center";
  figure.append(phone, caption);
  (globalThis.__kept ??= []).push(figure);
};
// Shows the sheet in the place of the phone.
globalThis.__sheet = (columns, width) => {
  document.documentElement.style.cssText = "height: auto";
  document.body.style.cssText = `display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: 18px; padding: 18px; width: max-content; height: auto; min-height: 0; overflow: visible`;
  document.body.replaceChildren(...globalThis.__kept);
  for (const figure of globalThis.__kept) figure.style.cssText = "margin: 0; font: 14px sans-serif";
  globalThis.__kept = [];
};
