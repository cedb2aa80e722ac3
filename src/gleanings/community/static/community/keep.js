// The button “Keep” at the foot of a summary or an answer.
"use strict";

(() => {
  const WORDS_A_MINUTE = 220;
  const box = document.querySelector(".keep");
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  const { id, title, path, topics } = box.dataset;
  const language = box.dataset.language;

  function minutes() {
    const text = document.querySelector("main .column-main")?.textContent ?? "";
    return String(Math.max(1, Math.round(text.split(/\s+/).length / WORDS_A_MINUTE)));
  }

  function month(day) {
    // noon, lest a time zone make another day of it
    const date = new Date(`${day}T12:00:00`);
    return new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric" }).format(date);
  }

  function show() {
    const kept = keptStore.find(id);
    button.textContent = kept ? box.dataset.undo : box.dataset.keep;
    said.textContent = kept ? box.dataset.since.replace("{month}", month(kept.kept)) : "";
  }

  button.addEventListener("click", () => {
    try {
      if (keptStore.find(id)) {
        const { knowledge, skill, judgement } = keptStore.find(id);
        const isWrittenOn = [knowledge, skill, judgement].some(Boolean);
        if (isWrittenOn && !confirm(box.dataset.sure)) return;
        keptStore.remove(id);
      } else keptStore.keep({ id, title, language, path, topics, kept: keptStore.today(), minutes: minutes() });
      show();
    } catch {
      said.textContent = box.dataset.full;
    }
  });
    try {
    show();
  } catch {
    return; // this browser keeps nothing for the site
  }
  box.hidden = false;
  addEventListener("storage", show);
})();
