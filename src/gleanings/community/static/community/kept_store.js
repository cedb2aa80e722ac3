// What a reader keeps, in this browser alone. Nothing here sends anything anywhere.
"use strict";

globalThis.keptStore = (() => {
  const KEY = "gleanings.kept";
  const DAMAGED = "gleanings.kept.damaged";
  const MOST = 5000;
  const LONGEST = 10000;
  // what the reader writes
  const OWN = ["minutes", "section", "hours", "knowledge", "skill", "judgement"];
  const GIVEN = ["id", "title", "language", "path", "topics", "kept"];

  const words = (value) => (typeof value === "string" || typeof value === "number" ? String(value).slice(0, LONGEST) : "");
  // on this site: “//host” and “/\host” would lead elsewhere
  const isPath = (path) => /^\/(?![/\\])/.test(path);
  const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));

  // as an entry, whatever it was; null for what cannot be one
  function entryOf(value) {
    if (typeof value !== "object" || value === null) return null;
    const entry = {};
    for (const name of [...GIVEN, ...OWN]) entry[name] = words(value[name]);
    if (!entry.id || !entry.title || !isPath(entry.path) || !isDay(entry.kept)) return null;
    return entry;
  }

  function listOf(value) {
    const found = Array.isArray(value?.entries) ? value.entries : [];
    const entries = new Map();
    for (const entry of found.slice(0, MOST).map(entryOf)) if (entry && !entries.has(entry.id)) entries.set(entry.id, entry);
    return {
      entries: [...entries.values()],
      exported: isDay(words(value?.exported)) ? value.exported : "",
      changed: value?.changed === true,
      isWhole: Array.isArray(value?.entries) && entries.size === found.length,
    };
  }

  // Raises an Error where the browser keeps nothing for this site.
  function read() {
    const stored = localStorage.getItem(KEY);
    if (stored === null) return listOf({ entries: [] });
    let list;
    try {
      list = listOf(JSON.parse(stored));
    } catch {
      list = listOf(null);
    }
    // what cannot be read is laid aside before anything is written over it
    const aside = localStorage.getItem(DAMAGED) ?? "";
    if (!list.isWhole && !aside.includes(stored)) localStorage.setItem(DAMAGED, `${aside}${stored}\n`);
    return list;
  }

  // Another tab may have changed the rest, so what is stored is read anew and one thing changed in it.
  // Raises an Error where there is no room.
  function change(how, isExport = false) {
    const list = read();
    const result = how(list);
    const { entries, exported } = list;
    localStorage.setItem(KEY, JSON.stringify({ entries, exported, changed: !isExport }));
    return result;
  }

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  return {
    KEY,
    OWN,
    read,
    today,
    find: (id) => read().entries.find((entry) => entry.id === id),
    damaged: () => localStorage.getItem(DAMAGED),
    forgetDamaged: () => localStorage.removeItem(DAMAGED),

    keep: (entry) =>
      change((list) => {
        if (list.entries.length >= MOST) throw new Error("no room");
        if (!list.entries.some((one) => one.id === entry.id)) list.entries.push(entryOf(entry));
      }),
    remove: (id) =>
      change((list) => {
        list.entries = list.entries.filter((one) => one.id !== id);
      }),
    // false where another tab has taken it off the list
    write: (id, name, value) =>
      change((list) => {
        const entry = list.entries.find((one) => one.id === id);
        if (entry && OWN.includes(name)) entry[name] = words(value);
        return Boolean(entry);
      }),
    wasExported: () =>
      change((list) => {
        list.exported = today();
      }, true),

    // Adds what is missing. Where both have words, both stay. How many entries the file has, new ones, and what was no entry.
    merge(text) {
      const file = JSON.parse(text);
      const found = listOf(file);
      if (!Array.isArray(file?.entries)) throw new Error("not a list");
      return change((list) => {
        let added = 0;
        for (const theirs of found.entries) {
          const own = list.entries.find((one) => one.id === theirs.id);
          if (!own && list.entries.length < MOST) {
            list.entries.push(theirs);
            added += 1;
          }
          if (own) for (const name of OWN) own[name] = both(name, own[name], theirs[name]);
        }
        return { found: found.entries.length, added, refused: file.entries.length - found.entries.length };
      });
    },
  };

  function both(name, own, theirs) {
    if (!theirs || own.includes(theirs)) return own;
    if (!own) return theirs;
    return ["minutes", "hours", "section"].includes(name) ? own : words(`${own}\n${theirs}`);
  }
})();
