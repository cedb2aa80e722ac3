// The page of what a reader keeps: a reading record, written and read in this browser alone.
"use strict";

(() => {
  const page = document.getElementById("kept");
  const list = document.getElementById("kept-entries");
  const model = document.getElementById("kept-entry");
  const language = document.documentElement.lang;
  const columns = [...document.getElementById("kept-columns").content.children];
  const heads = Object.fromEntries(columns.map((one) => [one.dataset.name, one.textContent]));

  const inWords = (day) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(`${day}T12:00:00`));

  // one message at a time; its words stand in the page
  function say(name, values = {}) {
    for (const message of page.querySelectorAll("[data-message]")) {
      message.hidden = message.dataset.message !== name;
      for (const [value, shown] of Object.entries(values)) {
        const place = message.querySelector(`[data-value=${value}]`);
        if (place) place.textContent = shown;
      }
    }
  }

  // whether it could be done; a browser may be full, or keep nothing at all
  function tried(what) {
    try {
      what();
      return true;
    } catch {
      say("full");
      return false;
    }
  }

  // --- the entries ---------------------------------------------------------------------------------
  function show() {
    const { entries, exported, changed } = keptStore.read();
    const sorted = [...entries].sort((one, other) => other.kept.localeCompare(one.kept));
    list.replaceChildren(...sorted.map(shownAs));
    document.getElementById("kept-none").hidden = entries.length > 0;
    document.getElementById("kept-some").hidden = entries.length === 0;
    showTotals(entries);
    showExport(exported, changed);
    document.getElementById("kept-damaged").hidden = keptStore.damaged() === null;
  }

  function shownAs(entry) {
    const item = model.content.firstElementChild.cloneNode(true);
    item.dataset.id = entry.id;
    const link = item.querySelector("a");
    link.textContent = entry.title;
    link.href = entry.path;
    link.lang = entry.language;
    item.querySelector("[data-day]").textContent = inWords(entry.kept);
    item.querySelector("[data-topics]").textContent = entry.topics;
    for (const field of item.querySelectorAll("[name]")) {
      field.id = `${field.name}-${entry.id}`;
      field.closest("label").htmlFor = field.id;
      field.value = entry[field.name];
      printed(field);
    }
    item.querySelector("button .title").textContent = entry.title;
    return item;
  }

  // paper has no scroll bar, so what is in a field stands beside it as text
  function printed(field) {
    field.closest("label").querySelector(".written").textContent = field.value;
  }

  function showTotals(entries) {
    const sum = (name) => entries.reduce((total, entry) => total + (Number.parseFloat(entry[name].replace(",", ".")) || 0), 0);
    const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    for (const [name, total] of [["number", entries.length], ["minutes", sum("minutes")], ["hours", sum("hours")]])
      page.querySelector(`[data-total=${name}]`).textContent = number.format(total);
  }

  function showExport(exported, changed) {
    const last = document.getElementById("kept-exported");
    const days = exported ? Math.max(0, Math.round((Date.parse(keptStore.today()) - Date.parse(exported)) / 86400000)) : 0;
    last.querySelector("[data-never]").hidden = Boolean(exported);
    last.querySelector("[data-when]").hidden = !exported;
    last.querySelector("[data-since]").hidden = !(exported && changed);
    last.querySelector("[data-day]").textContent = exported && inWords(exported);
    const age = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    last.querySelector("[data-age]").textContent = days < 60 ? age.format(-days, "day") : age.format(-Math.round(days / 30), "month");
  }

  list.addEventListener("input", ({ target }) => {
    printed(target);
    const { id } = target.closest("[data-id]").dataset;
    tried(() => {
      if (!keptStore.write(id, target.name, target.value)) return say("gone");
      const { entries, exported, changed } = keptStore.read();
      showTotals(entries);
      showExport(exported, changed);
    });
  });

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button || !confirm(button.dataset.sure)) return;
    const { id } = button.closest("[data-id]").dataset;
    if (!tried(() => keptStore.remove(id))) return;
    show();
    document.getElementById("kept-head").focus();
    say("removed");
  });

  // --- files ---------------------------------------------------------------------------------------
  function save(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // what a spreadsheet would take for a formula is text
  const cell = (value) => `"${(/^\s*[=+\-@＝＋－＠]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

  function asCsv(entries) {
    const address = (path) => new URL(path, location.origin).href;
    const rows = entries.map((one) => Object.keys(heads).map((name) => (name === "path" ? address(one.path) : one[name])));
    // the mark by which Excel knows UTF-8
    return `\ufeff${[Object.values(heads), ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  function exported(kind) {
    const { entries } = keptStore.read();
    const name = `${page.dataset.file}-${keptStore.today()}`;
    if (kind === "csv") save(`${name}.csv`, "text/csv;charset=utf-8", asCsv(entries));
    else save(`${name}.json`, "application/json", JSON.stringify({ entries }, null, 1));
    if (kind === "json") keptStore.wasExported();
    show();
    say("exported");
  }

  async function imported(input) {
    const [file] = input.files;
    if (!file) return;
    const text = file.size > 20000000 ? "" : await file.text();
    input.value = "";
    try {
      const counts = keptStore.merge(text);
      show();
      say("imported", counts);
      page.querySelector("[data-refused]").hidden = counts.refused === 0;
    } catch (error) {
      say(error instanceof DOMException ? "full" : "unreadable");
    }
  }

  page.querySelector("[data-do=csv]").addEventListener("click", () => tried(() => exported("csv")));
  page.querySelector("[data-do=json]").addEventListener("click", () => tried(() => exported("json")));
  page.querySelector("[data-do=print]").addEventListener("click", () => print());
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...list.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
  page.querySelector("[data-do=damaged]").addEventListener("click", () => save("damaged.txt", "text/plain", keptStore.damaged()));
  page.querySelector("[data-do=forget]").addEventListener("click", () => {
    tried(() => keptStore.forgetDamaged());
    show();
  });
  page.querySelector("input[type=file]").addEventListener("change", ({ target }) => imported(target));

  let isOld = false;
  // another tab: what is being written here stays under the hand
  addEventListener("storage", ({ key }) => {
    if (key !== keptStore.KEY && key !== null) return;
    isOld = list.contains(document.activeElement);
    if (!isOld) tried(show);
  });
  list.addEventListener("focusout", () =>
    setTimeout(() => {
      if (!isOld || list.contains(document.activeElement)) return;
      isOld = false;
      tried(show);
    }),
  );

  page.hidden = !tried(show);
  document.getElementById("kept-nothing").hidden = !page.hidden;
})();
