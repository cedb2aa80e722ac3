// The rules for a drop, as gleanings.evidence.course has them, which says where they come from.
// The same arithmetic in the same order: shared courses hold both to the same answers.
"use strict";

globalThis.practiceRules = (() => {
  const MOVING_RANGE = 1.128;
  const FIRST_JUDGED = 4;
  const WIDTH = 2;
  const FEW = 1.71;
  const FEWEST = 1.54;
  const ALLOWANCE = 0.5;
  const DECISION = 4;
  const REGAINED = 1;
  const ROUNDING = 1e-9;
  const CONFIDENT = 1.96;

  const errorSd = (change) => change / (CONFIDENT * Math.sqrt(2));

  function ownSigma(ratings) {
    let total = 0;
    for (let at = 1; at < ratings.length; at++) total += Math.abs(ratings[at] - ratings[at - 1]);
    return total / Math.max(1, ratings.length - 1) / MOVING_RANGE;
  }

  // wider where the mean and sigma of few ratings are all that is known
  const ownWidth = (n) => WIDTH * Math.sqrt(1 + 1 / n) * (1 + FEW / (n - FEWEST));

  // mean, sigma and half the width of the band in sigma, or null for what cannot be told
  function expected(before, sd) {
    if (before.length < FIRST_JUDGED - 1) return [null, null, null];
    let total = 0;
    for (const rating of before) total += rating;
    const sigma = Math.max(ownSigma(before), sd ?? 0);
    if (!(sigma > 0)) return [null, null, null];
    return [total / before.length, sigma, sd === null ? ownWidth(before.length) : WIDTH];
  }

  const areAlike = (before) => before.length >= FIRST_JUDGED - 1 && before.every((one) => one === before[0]);

  function ruleOf(x, last, mean, sigma, width, fallen, change, before) {
    if (sigma !== null) {
      if ((mean - x) / sigma > width + ROUNDING) return "band";
      return fallen > DECISION + ROUNDING ? "slow" : null;
    }
    if (change === null) return areAlike(before) && x < before.at(-1) ? "alike" : null;
    if (last === null) return null;
    return (last - x) / change > 1 + ROUNDING ? "change" : null;
  }

  function charted(number, rating, sign, mean, sigma, width, fallen, state, rule) {
    const session = { number, rating, mean: null, sigma: null, width: null, low: null, high: null, fallen, state, rule };
    if (sigma === null) return session;
    const half = width * sigma;
    return { ...session, mean: sign * mean, sigma, width, low: sign * mean - half, high: sign * mean + half };
  }

  // Each rating beside what those before it let expect. `sd` and `change` in points, or null.
  function controlChart(ratings, { sd = null, change = null, higherIsBetter = true } = {}) {
    const sign = higherIsBetter ? 1 : -1;
    const before = [];
    const sessions = [];
    let lasting = null; // what a rating must regain, while a drop lasts
    let fallen = 0;
    let last = null;
    let mean = null;
    let sigma = null;
    let width = null;
    for (const [at, rating] of ratings.entries()) {
      const x = sign * rating;
      let state = "expected";
      let rule = null;
      if (lasting !== null) {
        state = x >= lasting - ROUNDING * (sigma || change || 0) ? "back" : "below";
      } else {
        [mean, sigma, width] = expected(before, sd);
        if (sigma !== null) {
          const n = before.length + 1;
          fallen = Math.max(0, fallen - ((x - mean) / sigma) * Math.sqrt((n - 1) / n) - ALLOWANCE);
        }
        rule = ruleOf(x, last, mean, sigma, width, fallen, change, before);
        if (rule !== null) {
          state = "drop";
          lasting = sigma === null ? last : mean - REGAINED * sigma;
        }
      }
      sessions.push(charted(at + 1, rating, sign, mean, sigma, width, fallen, state, rule));
      if (state === "back") lasting = null;
      if (state === "drop" || state === "back") fallen = 0;
      if (state === "expected" || state === "back") before.push(x);
      last = x;
    }
    return sessions;
  }

  // rules of others, for research: the sessions of a whole course that they call
  const LIMIT = 3;
  function beyondThreeSigma(ratings, { higherIsBetter = true } = {}) {
    const sign = higherIsBetter ? 1 : -1;
    let total = 0;
    for (const rating of ratings) total += rating;
    const sigma = ownSigma(ratings);
    if (!(sigma > 0)) return [];
    const mean = total / ratings.length;
    return ratings.flatMap((rating, at) => ((sign * (mean - rating)) / sigma > LIMIT + ROUNDING ? [at + 1] : []));
  }

  function reliableFalls(ratings, { change, higherIsBetter = true }) {
    const sign = higherIsBetter ? 1 : -1;
    return ratings.flatMap((rating, at) => (at > 0 && (sign * (ratings[at - 1] - rating)) / change > 1 + ROUNDING ? [at + 1] : []));
  }

  return { controlChart, errorSd, beyondThreeSigma, reliableFalls };
})();
