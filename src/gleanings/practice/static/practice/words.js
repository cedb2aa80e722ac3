// What the scripts say, in the words of the page, with numbers and days as its language writes them.
"use strict";

globalThis.practiceWords = (() => {
  const language = document.documentElement.lang;
  const DAY = 86400000;

  const written = new Map();
  for (const one of document.getElementById("practice-words").content.querySelectorAll("[data-word]"))
    written.set(one.dataset.word, one.textContent);

  // the sentence of that name; what stands in braces is filled in once, whatever it says
  const say = (name, values = {}) => written.get(name).replace(/\{(\w+)\}/g, (whole, value) => (value in values ? String(values[value]) : whole));

  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const number = (value) => format.format(value);
  // what somebody typed, with a comma or a point; NaN for what is none, null for nothing
  const typed = (text) => (text.trim() === "" ? null : /^[-−]?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace("−", "-").replace(",", ".")) : Number.NaN);

  const styles = Object.fromEntries(["medium", "long"].map((dateStyle) => [dateStyle, new Intl.DateTimeFormat(language, { dateStyle })]));
  const day = (iso, style = "medium") => styles[style].format(new Date(`${iso}T12:00:00`));

  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const localDay = (moment) => Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate());
  function copyAge({ copied, changed }) {
    if (!copied) return say("no-copy");
    const days = Math.max(0, Math.round((localDay(new Date()) - localDay(new Date(copied))) / DAY));
    const age = days < 60 ? relative.format(-days, "day") : relative.format(-Math.round(days / 30), "month");
    return say("copy", { age }) + (changed ? ` ${say("since")}` : "");
  }

  return { say, number, typed, day, copyAge };
})();
