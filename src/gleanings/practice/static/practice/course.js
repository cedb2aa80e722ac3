// What a client's ratings say by the rules, and in which words.
"use strict";

globalThis.practiceCourse = (() => {
  const { say, number, day } = practiceWords;
  const shipped = JSON.parse(document.getElementById("practice-data").textContent);

  const ownMeasure = (one) => ({ ...one, isOwn: true, change: null, items: null, terms: "", cutOffs: null });
  // by code: those of the page, and the therapist's own
  const measuresOf = (data) => new Map([...shipped.measures, ...data.own.map(ownMeasure)].map((one) => [one.code, one]));

  // how much one client's sessions spread, as far as anybody but the client says, and who says so
  function known(measure) {
    if (measure.sd) return { sd: measure.sd, basis: measure.isOwn ? say("basis-mine") : say("basis-network", { source: measure.sdSource }) };
    if (measure.change) return { sd: practiceRules.errorSd(measure.change), basis: say("basis-error", { source: measure.changeSource }) };
    return { sd: null, basis: say("basis-own") };
  }

  function courseOf(client, measure) {
    const ratings = practiceRecords.inOrder(client.ratings).filter((one) => one.measure === measure.code);
    const { sd, basis } = known(measure);
    const change = measure.change ?? null;
    const totals = ratings.map((one) => one.total);
    const sessions = practiceRules.controlChart(totals, { sd, change, higherIsBetter: measure.higherIsBetter });
    return { client, measure, ratings, sessions, basis, sd, change };
  }

  // the measures that a client was rated with, that of the last rating first
  function coursesOf(client, measures) {
    const used = new Set(practiceRecords.inOrder(client.ratings).reverse().map((one) => one.measure));
    return [...used].filter((code) => measures.has(code)).map((code) => courseOf(client, measures.get(code)));
  }

  const isDown = ({ sessions }) => ["drop", "below"].includes(sessions.at(-1)?.state);
  const isBack = ({ sessions }) => sessions.at(-1)?.state === "back";
  const lastDrop = ({ sessions }) => sessions.findLast((one) => one.rule !== null);
  // a drop that no band called is made good by the rating before it
  const saidBack = (course) => say(lastDrop(course).sigma === null ? "back-to-rating" : "back-to-band");

  // the rule that called the last drop, with its numbers
  function said(course) {
    const drop = lastDrop(course);
    const at = drop.number - 1;
    const session = `${drop.number} (${day(course.ratings[at].date)})`;
    const shown = (name) => (["low", "high"].includes(name) ? within(course.measure, drop[name]) : drop[name]);
    const numbers = Object.fromEntries(["mean", "sigma", "width", "low", "high"].map((name) => [name, drop[name] === null ? "" : number(shown(name))]));
    const last = at > 0 ? number(course.ratings[at - 1].total) : "";
    const more = { change: number(course.change ?? 0), source: course.measure.changeSource, basis: course.basis };
    const words = say(drop.rule, { session, x: number(drop.rating), last, ...numbers, ...more });
    const now = course.sessions.at(-1);
    const isFurther = now !== drop && (now.rating - drop.rating) * (course.measure.higherIsBetter ? 1 : -1) < 0;
    return isFurther ? `${words} ${say("further", { x: number(now.rating) })}` : words;
  }

  // Whether at least half of the ratings lie in the best twentieth of the scale, which lets them rise no further.
  const BEST = 0.05;
  function isAtBestEnd({ measure: { lowest, highest, higherIsBetter }, sessions }) {
    const usual = sessions.filter((one) => ["expected", "back"].includes(one.state));
    const fromBest = ({ rating }) => (higherIsBetter ? highest - rating : rating - lowest) / (highest - lowest);
    return usual.length >= 3 && 2 * usual.filter((one) => fromBest(one) <= BEST).length >= usual.length;
  }

  function falseFlags(course) {
    return shipped.falseFlags.find((one) => one.sd === (course.sd !== null) && one.change === (course.change !== null));
  }

  function chance(course) {
    if (lastDrop(course).rule === "alike") return "";
    const found = falseFlags(course);
    if (found && isAtBestEnd(course)) return say("chance-best-end", { percent: found.atBestEnd });
    const isOfError = course.sd !== null && !course.measure.sd;
    return found ? say(isOfError ? "chance-error" : "chance", { percent: found.percent }) : "";
  }

  // how the band is made, and what it cannot tell
  function basis(course) {
    const band = say(course.sd === null ? "band-is-own" : "band-is", { basis: course.basis });
    const others = course.measure.expected?.length ? say("network-course", { source: course.measure.sdSource }) : "";
    return [band, isAtBestEnd(course) && say("best-end"), others].filter(Boolean).join(" ");
  }

  // no rating can lie beyond the scale
  const within = ({ lowest, highest }, value) => Math.min(highest, Math.max(lowest, value));
  function expected(session, measure) {
    if (session.low === null) return "";
    return say("expected", { low: number(within(measure, session.low)), high: number(within(measure, session.high)) });
  }
  // where the network's clients were at that session, those who still came
  function network(session, measure) {
    const [mean, sd] = measure.expected?.[session.number - 1] ?? [];
    if (mean === undefined) return "";
    return say("expected", { low: number(within(measure, mean - sd)), high: number(within(measure, mean + sd)) });
  }
  // what a rule of others calls in the course so far, for research
  const OTHER_RULES = {
    shewhart: ({ totals, higherIsBetter }) => practiceRules.beyondThreeSigma(totals, { higherIsBetter }),
    rci: ({ totals, change, higherIsBetter }) => practiceRules.reliableFalls(totals, { change, higherIsBetter }),
  };
  function byOtherRule(name, { ratings, change, measure: { higherIsBetter } }) {
    if (name === "rci" && change === null) return say("rci-unknown");
    const called = OTHER_RULES[name]({ totals: ratings.map((one) => one.total), change, higherIsBetter });
    return called.length ? say("called", { sessions: called.join(", ") }) : say("called-none");
  }
  const isRise = (measure) => !measure.higherIsBetter;
  const heading = ({ measure }) => say(isRise(measure) ? "flag-rise" : "flag-drop");
  const state = (session, measure) => say(session.state === "drop" && isRise(measure) ? "state-rise" : `state-${session.state}`);
  // the points of the item that comes before the total, or the least of them that such a total has; null where they are not known
  function criticalPoints({ items, critical, total }, { criticalItem, criticalFrom, firstAnswer, lowest }) {
    if (!criticalItem) return null;
    const given = items[criticalItem - 1] ?? critical ?? null; // an older version kept none beside a total
    if (given !== null) return { given, least: given };
    const least = firstAnswer + Math.max(0, total - criticalFrom + 1);
    return least > firstAnswer || total === lowest ? { given, least } : null;
  }
  // where it was answered by any but the first answer, or cannot have been
  function critical(rating, measure) {
    const points = criticalPoints(rating, measure);
    if (!points || points.least <= measure.firstAnswer) return "";
    return say(points.given === null ? "item-least" : "item", { item: measure.criticalItem, points: number(points.least) });
  }
  // the same of the last time that it is known with each measure: it stays in sight until it is answered otherwise
  function lastCritical(courses) {
    const last = courses.map(({ measure, ratings }) => [ratings.findLast((one) => criticalPoints(one, measure)), measure]);
    return last.filter(([rating, measure]) => rating && critical(rating, measure)).map(([rating, measure]) => say("last-item", { measure: measure.name, date: day(rating.date), item: critical(rating, measure) }));
  }

  const tension = (rating) => [rating.tension && say(`tension-${rating.tension}`), rating.talked && say(`talked-${rating.talked}`)].filter(Boolean).join(", ");
  const written = (rating) => [rating.focus, rating.note].filter(Boolean).join(" · ");

  function figure(course) {
    const { client, measure, ratings, sessions } = course;
    const label = say(isRise(measure) ? "figure-rise" : "figure", {
      name: client.name,
      measure: measure.name,
      sessions: sessions.length,
      first: day(ratings[0].date),
      last: day(ratings.at(-1).date),
      drops: sessions.filter((one) => one.rule !== null).length,
    });
    const titles = sessions.map((one, at) => [day(ratings[at].date), number(one.rating), state(one, measure)].filter(Boolean).join(" · "));
    return practiceChart.draw(sessions, { expected: measure.expected ?? [], lowest: measure.lowest, highest: measure.highest, label, titles, number });
  }

  return { measuresOf, coursesOf, isDown, isBack, lastDrop, saidBack, said, chance, basis, heading, byOtherRule, expected, network, state, critical, lastCritical, tension, written, figure };
})();
