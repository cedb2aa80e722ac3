// What a therapist writes, encrypted and kept by this browser. Nothing here sends anything anywhere.
"use strict";

globalThis.practiceVault = (() => {
  const FORMAT = "gleanings-practice";
  const VERSION = 1;
  // as OWASP has it for PBKDF2 with SHA-256 (2023)
  const ITERATIONS = 600000;
  const MOST_ITERATIONS = 10000000;
  const DATABASE = "gleanings-practice";
  const STORE = "vault";
  const CHECK = "the passphrase is right";

  let key = null;
  let derivedFor = ""; // salt and iterations that the key belongs to

  // --- bytes ---------------------------------------------------------------------------------------
  const random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const fromText = (text) => new TextEncoder().encode(text);
  const toText = (bytes) => new TextDecoder().decode(bytes);

  function toBase64(bytes) {
    let binary = "";
    for (let at = 0; at < bytes.length; at += 32768) binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(binary);
  }
  function fromBase64(text) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  }

  // --- encryption ----------------------------------------------------------------------------------
  async function derive(passphrase, salt, iterations) {
    // the same letters, however a keyboard puts them together
    const material = await crypto.subtle.importKey("raw", fromText(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(salt), iterations };
    return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  async function seal(text, withKey) {
    const iv = random(12);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, withKey, fromText(text));
    return { iv: toBase64(iv), data: toBase64(new Uint8Array(sealed)) };
  }

  async function unseal({ iv, data }, withKey) {
    return toText(await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(iv) }, withKey, fromBase64(data)));
  }

  class Refusal extends Error {}
  const refuse = (why) => {
    throw new Refusal(why);
  };

  // a wrong passphrase is told from damage by a sealed sentence that everybody knows
  async function opened(envelope, withKey) {
    try {
      if ((await unseal(envelope.check, withKey)) !== CHECK) refuse("passphrase");
    } catch {
      refuse("passphrase");
    }
    try {
      return JSON.parse(await unseal(envelope.content, withKey));
    } catch {
      return refuse("damaged");
    }
  }

  const isSealed = (part) => typeof part?.iv === "string" && typeof part?.data === "string";
  function isEnvelope(value) {
    const { salt, iterations, check, content } = value ?? {};
    const isCount = Number.isInteger(iterations) && iterations >= 100000 && iterations <= MOST_ITERATIONS;
    return typeof salt === "string" && isCount && isSealed(check) && isSealed(content);
  }

  // --- the browser's database ----------------------------------------------------------------------
  function database() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  async function transact(mode, what) {
    const opened = await database();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = opened.transaction(STORE, mode, { durability: "strict" });
        const request = what(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      opened.close();
    }
  }

  const load = () => transact("readonly", (store) => store.get("envelope"));
  const store = (envelope) => transact("readwrite", (place) => place.put(envelope, "envelope"));

  // one tab at a time
  const alone = (what) => navigator.locks.request(DATABASE, what);
  const others = new BroadcastChannel(DATABASE);

  async function changeEnvelope(how) {
    const envelope = await load();
    if (!envelope || key === null) refuse("failed");
    // another tab began anew, with another passphrase
    if (`${envelope.salt} ${envelope.iterations}` !== derivedFor) refuse("passphrase");
    const data = await opened(envelope, key);
    const { result, isCopy = false } = await how(data);
    const content = await seal(JSON.stringify(data), key);
    const copied = isCopy ? new Date().toISOString() : envelope.copied;
    await store({ ...envelope, content, copied, changed: !isCopy });
    others.postMessage("changed");
    return { result, data };
  }

  // `copied`: when the file was saved that the data comes from, if it holds all that is here
  async function create(passphrase, data, copied = "") {
    const salt = toBase64(random(16));
    const made = await derive(passphrase, salt, ITERATIONS);
    const check = await seal(CHECK, made);
    const content = await seal(JSON.stringify(data), made);
    await alone(async () => {
      if (await load()) refuse("failed");
      await store({ format: FORMAT, version: VERSION, salt, iterations: ITERATIONS, check, content, copied, changed: !copied });
    });
    key = made;
    derivedFor = `${salt} ${ITERATIONS}`;
    others.postMessage("changed");
  }

  async function unlock(passphrase) {
    const envelope = await load();
    if (!isEnvelope(envelope)) refuse("damaged");
    const made = await derive(passphrase, envelope.salt, envelope.iterations);
    const data = await opened(envelope, made);
    key = made;
    derivedFor = `${envelope.salt} ${envelope.iterations}`;
    return data;
  }

  async function read() {
    if (key === null) refuse("passphrase");
    return opened(await load(), key);
  }

  const moment = (text) => (typeof text === "string" && !Number.isNaN(Date.parse(text)) ? text : "");

  // The data of a file that this page saved, and when. Refuses with "unreadable", "newer" or "passphrase".
  async function open(text, passphrase) {
    let envelope;
    try {
      envelope = JSON.parse(text);
    } catch {
      refuse("unreadable");
    }
    if (envelope?.format !== FORMAT) refuse("unreadable");
    if (envelope.version > VERSION) refuse("newer");
    if (!isEnvelope(envelope)) refuse("unreadable");
    try {
      const data = await opened(envelope, await derive(passphrase, envelope.salt, envelope.iterations));
      // files of the first version do not say when
      return { data, saved: moment(envelope.saved) };
    } catch (error) {
      return refuse(error.message === "passphrase" ? "passphrase" : "unreadable");
    }
  }

  // the text of a file that `open` reads
  async function sealedCopy() {
    await alone(() => changeEnvelope(() => ({ isCopy: true })));
    const { copied: saved, changed: _changed, ...envelope } = await load();
    return JSON.stringify({ ...envelope, saved });
  }

  return {
    Refusal,
    isPossible: Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks),
    create,
    unlock,
    read,
    open,
    sealedCopy,
    // Another tab may have changed the rest: what is stored is read anew, and `how` changes it. What `how`
    // gave, and all that is stored now.
    change: (how) => alone(() => changeEnvelope((data) => ({ result: how(data) }))),
    // whether something is stored, when it was copied last, and whether it has changed since
    state: async () => {
      const envelope = await load();
      return { exists: Boolean(envelope), copied: envelope?.copied ?? "", changed: Boolean(envelope?.changed) };
    },
    erase: () => alone(() => transact("readwrite", (place) => place.clear())).then(() => others.postMessage("changed")),
    lock: () => {
      key = null;
    },
    isOpen: () => key !== null,
    onChange: (what) => others.addEventListener("message", what),
  };
})();
