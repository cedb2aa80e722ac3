// Keeps the page and its files, so that it opens without a network. It sends nothing.
"use strict";

const HERE = "{{ files.0|escapejs }}";
const VERSION = `practice ${HERE} {{ version }}`;
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

// without cookies: the page as everybody gets it
const asked = (file) => new Request(file, { credentials: "omit", cache: "reload" });

addEventListener("install", (event) => {
  // at once: new crisis numbers do not wait until every tab is closed
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES.map(asked))).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(`practice ${HERE} `) && name !== VERSION;
  const forgotten = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(forgotten.then(() => clients.claim()).then(tellOpenPages));
});

// an open page takes what it says of dying from the new one
async function tellOpenPages() {
  const page = await caches.match(HERE, { cacheName: VERSION });
  const text = await page.text();
  for (const client of await clients.matchAll()) client.postMessage(text);
}

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(
    caches.open(VERSION).then((cache) => cache.match(event.request, { ignoreVary: true })).then((kept) => kept ?? fetch(event.request)),
  );
});
