// The form for one session: a total or the items behind it, tension, and a few words.
"use strict";

globalThis.practiceRating = (() => {
  const { say, number, typed } = practiceWords;
  const form = document.querySelector("[data-form=rating]");
  const fields = form.elements;
  const items = form.querySelector("[data-items]");
  const total = form.querySelector("[data-total]");
  const withItems = form.querySelector("[data-with-items]");
  let measures = new Map();
  let askNow = () => {};

  const measure = () => measures.get(fields.measure.value);
  const range = (one) => say("range", { low: number(one.lowest), high: number(one.highest) });

  function option(code, name) {
    const made = document.createElement("option");
    made.value = code;
    made.textContent = name;
    return made;
  }

  const criticalItem = form.querySelector("[data-critical-points]");

  function begin(client, known) {
    measures = known;
    form.reset();
    const last = practiceRecords.inOrder(client.ratings).at(-1);
    const usual = practiceRecords.inOrder(client.ratings).findLast((one) => known.has(one.measure))?.measure;
    fields.measure.replaceChildren(...[...known.values()].map((one) => option(one.code, one.name)));
    if (usual) fields.measure.value = usual;
    fields.date.value = practiceRecords.today();
    fields.date.max = practiceRecords.today();
    fields.focus.value = last?.focus ?? "";
    form.querySelector("[data-talked]").hidden = true;
    chosen();
  }

  // another measure: its terms, its range, whether it has items that may be shown
  function chosen() {
    const one = measure();
    form.querySelector("[data-terms]").textContent = one.terms;
    form.querySelector("[data-range]").textContent = [range(one), !one.higherIsBetter && say("higher-is-worse")].filter(Boolean).join(", ");
    form.querySelector("[data-critical]").hidden = !one.criticalItem;
    for (const place of form.querySelectorAll("[data-critical-item]")) place.textContent = one.criticalItem ?? "";
    for (const label of criticalItem.querySelectorAll("label")) label.remove();
    criticalItem.append(...(one.criticalPoints ?? []).map((points) => radio("critical", points, number(points))));
    fields.total.value = "";
    items.hidden = true;
    items.replaceChildren();
    total.hidden = false;
    withItems.hidden = !one.items;
  }

  function radio(name, value, text) {
    const label = document.createElement("label");
    const made = document.createElement("input");
    Object.assign(made, { type: "radio", name, value });
    label.append(made, ` ${text}`);
    return label;
  }

  function showItems() {
    const one = measure();
    const stem = document.createElement("p");
    stem.textContent = one.stem;
    const asked = one.items.map((text, at) => {
      const set = document.createElement("fieldset");
      set.className = "practice-choices";
      const legend = document.createElement("legend");
      legend.textContent = `${at + 1}. ${text}`;
      set.append(legend, ...one.answers.map((words, points) => radio(`item-${at}`, points + one.firstAnswer, words)));
      return set;
    });
    items.replaceChildren(stem, ...asked);
    items.hidden = false;
    total.hidden = withItems.hidden = true;
    form.querySelector("[data-critical]").hidden = true;
    items.querySelector("input").focus();
  }

  const answers = () => measure().items.map((_item, at) => (fields[`item-${at}`].value === "" ? null : Number(fields[`item-${at}`].value)));

  // the rating, or the name of what is wrong with it and its value
  function read() {
    const one = measure();
    let sum = typed(fields.total.value);
    let given = [];
    if (!items.hidden) {
      given = answers();
      sum = practiceRecords.totalOf(given);
      const missing = given.flatMap((points, at) => (points === null ? [at + 1] : []));
      if (sum === null && missing.length < given.length) return { wrong: "incomplete", values: { items: missing.join(", ") } };
    }
    if (sum !== null && !(sum >= one.lowest && sum <= one.highest)) return { wrong: "range", values: { range: range(one) } };
    const rating = practiceRecords.ratingOf({
      id: practiceRecords.newId(),
      date: fields.date.value,
      order: Date.now(),
      measure: one.code,
      total: sum,
      items: sum === null ? [] : given,
      critical: sum === null || !items.hidden || !fields.critical?.value ? null : Number(fields.critical.value),
      tension: fields.tension.value,
      talked: form.querySelector("[data-talked]").hidden ? "" : fields.talked.value,
      focus: fields.focus.value.trim(),
      note: fields.note.value.trim(),
    });
    if (rating === null || (sum === null && !rating.tension && !rating.note)) return { wrong: "nothing", values: {} };
    return { rating };
  }

  fields.measure.addEventListener("change", chosen);
  form.querySelector("[data-do=items]").addEventListener("click", showItems);
  form.addEventListener("change", ({ target }) => {
    if (target.name === "tension") form.querySelector("[data-talked]").hidden = target.value === "no";
    const { criticalItem, criticalFrom, firstAnswer } = measure();
    const isCritical = target.name === "critical" || target.name === `item-${criticalItem - 1}`;
    // so high a total cannot be without it
    if (criticalFrom && target.name === "total" && typed(target.value) >= criticalFrom) askNow();
    if (criticalItem && isCritical && Number(target.value) > firstAnswer) askNow();
  });

  return {
    form,
    begin,
    read,
    onAskNow: (what) => {
      askNow = what;
    },
  };
})();
