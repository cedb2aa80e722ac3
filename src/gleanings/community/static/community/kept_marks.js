// Marks in lists what the reader keeps. It reads the list in the browser, and changes nothing.
"use strict";

(() => {
  const said = document.currentScript.dataset.kept;
  // in each language a page stands below its own first part
  const below = (path) => String(path).replace(/^\/[^/]+/, "");

  function keptPaths() {
    try {
      const { entries } = JSON.parse(localStorage.getItem("gleanings.kept"));
      return new Set(entries.map((entry) => below(entry.path)));
    } catch {
      return new Set(); // nothing is kept, or nothing of it can be read
    }
  }

  function mark() {
    const kept = keptPaths();
    for (const link of document.querySelectorAll(".item-title a")) {
      const isMarked = link.nextElementSibling?.classList.contains("is-kept");
      const isKept = kept.has(below(link.pathname));
      if (isMarked && !isKept) link.nextElementSibling.remove();
      if (isMarked || !isKept) continue;
      const word = document.createElement("span");
      word.className = "is-kept";
      word.lang = document.documentElement.lang;
      word.textContent = said;
      link.after(" ", word);
    }
  }

  mark();
  addEventListener("storage", mark);
  document.addEventListener("htmx:afterSwap", mark);
})();
