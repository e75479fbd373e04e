// Tells of a call that rings while nobody looks at the phone, and tells a window what the person chose.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(show(event.data)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(choose(event.action, event.notification.data));
});

const windows = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });

// `ringing` is { call, title, text, answer, reject }, or null when nothing rings any more.
async function show(ringing) {
  const looked = ringing && (await windows()).some((window) => window.focused);
  const tag = ringing ? `call-${ringing.call}` : "";
  const shown = await self.registration.getNotifications();
  for (const notification of shown) if (looked || notification.tag !== tag) notification.close();
  if (!ringing || looked || shown.some((notification) => notification.tag === tag)) return;
  const actions = [{ action: "answer", title: ringing.answer }];
  if (ringing.reject) actions.push({ action: "reject", title: ringing.reject });
  const icon = new URL("icon-ringing.svg", self.location.href).href;
  await self.registration.showNotification(ringing.title, { body: ringing.text, tag, icon, actions, requireInteraction: true, data: ringing.call });
}

async function choose(action, call) {
  const [window] = await windows();
  if (!window) return;
  if (action) window.postMessage({ action, call });
  // Who rejects a call wants to go on with something else.
  if (action !== "reject") await window.focus();
}
