// Clients, their ratings and measures of one's own: what they may hold, and how two copies become one.
"use strict";

globalThis.practiceRecords = (() => {
  const MOST = { clients: 1000, ratings: 2000, own: 100 };
  const TENSIONS = ["", "no", "some", "much"];
  const TALKED = ["", "yes", "no"];

  // `giver` stands for the therapist in files for the network; 0 until one was made
  const empty = () => ({ clients: [], own: [], giver: 0 });
  const newId = () => crypto.randomUUID();
  const words = (value, longest) => (typeof value === "string" ? value.slice(0, longest) : "");
  const oneOf = (value, options) => (options.includes(value) ? value : "");
  const numberOr = (value, other) => (typeof value === "number" && Number.isFinite(value) ? value : other);
  const isDay = (day) => typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  const isId = (id) => typeof id === "string" && /^[\w-]{1,64}$/.test(id);

  // As a rating, whatever it was; null for what cannot be one. A rating without a total is one of tension alone.
  function ratingOf(value) {
    if (!isId(value?.id) || !isDay(value.date)) return null;
    const total = numberOr(value.total, null);
    const items = Array.isArray(value.items) && value.items.length <= 50 && value.items.every(Number.isInteger) ? value.items : [];
    return {
      id: value.id,
      date: value.date,
      order: numberOr(value.order, 0),
      measure: total === null ? "" : words(value.measure, 64),
      total,
      items,
      // of the item that comes before the total, where the total alone was written down
      critical: numberOr(value.critical, null),
      tension: oneOf(value.tension, TENSIONS),
      talked: oneOf(value.talked, TALKED),
      focus: words(value.focus, 200),
      note: words(value.note, 4000),
    };
  }

  function measureOf(value) {
    const lowest = numberOr(value?.lowest, null);
    const highest = numberOr(value?.highest, null);
    const name = words(value?.name, 40).trim();
    if (!isId(value?.code) || !name || lowest === null || highest === null || lowest >= highest) return null;
    const sd = numberOr(value.sd, null);
    return { code: value.code, name, lowest, highest, higherIsBetter: value.higherIsBetter !== false, sd: sd > 0 ? sd : null };
  }

  const listOf = (value, most, read) => {
    const found = Array.isArray(value) ? value : [];
    const kept = new Map();
    for (const one of found.slice(0, most).map(read)) if (one && !kept.has(one.id ?? one.code)) kept.set(one.id ?? one.code, one);
    return { kept: [...kept.values()], refused: found.length - kept.size };
  };

  // everything that is well-formed, and how much was not
  function wellFormed(value) {
    let refused = 0;
    const counted = ({ kept, refused: more }) => {
      refused += more;
      return kept;
    };
    const clientOf = (client) => {
      const name = words(client?.name, 40).trim();
      if (!isId(client?.id) || !name) return null;
      return { id: client.id, name, ratings: counted(listOf(client.ratings, MOST.ratings, ratingOf)) };
    };
    const clients = counted(listOf(value?.clients, MOST.clients, clientOf));
    const own = counted(listOf(value?.own, MOST.own, measureOf));
    const giver = Number.isSafeInteger(value?.giver) && value.giver > 0 ? value.giver : 0;
    return { data: { clients, own, giver }, refused };
  }

  // Adds to `data` what it lacks. What both have stays as it is here.
  function merge(data, other) {
    const { data: theirs, refused } = wellFormed(other);
    const added = { clients: 0, ratings: 0, refused };
    data.giver ||= theirs.giver;
    for (const measure of theirs.own) if (!data.own.some((one) => one.code === measure.code)) data.own.push(measure);
    for (const client of theirs.clients) {
      let own = data.clients.find((one) => one.id === client.id);
      if (!own) {
        own = { ...client, ratings: [] };
        data.clients.push(own);
        added.clients += 1;
      }
      const known = new Set(own.ratings.map((one) => one.id));
      const missing = client.ratings.filter((one) => !known.has(one.id));
      own.ratings.push(...missing);
      added.ratings += missing.length;
    }
    return added;
  }

  // in the order of sessions: by day, and within a day as they were written
  const compared = (one, other) => (one === other ? 0 : one < other ? -1 : 1);
  const inOrder = (ratings) => [...ratings].sort((one, other) => compared(one.date, other.date) || one.order - other.order);

  // the sum of the answers; null while one is missing
  const totalOf = (answers) => (answers.every((one) => one !== null) ? answers.reduce((sum, one) => sum + one, 0) : null);

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  return { empty, newId, ratingOf, measureOf, wellFormed, merge, inOrder, totalOf, today };
})();
