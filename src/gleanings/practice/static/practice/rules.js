// The rules for a drop, as gleanings.evidence.course has them, which says where they come from.
// The same arithmetic in the same order: shared courses hold both to the same answers.
"use strict";

globalThis.practiceRules = (() => {
  const MOVING_RANGE = 1.128;
  const FIRST_JUDGED = 4;
  const WIDTH = 2;
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

  // mean and sigma, or null for what cannot be told
  function expected(before, sd) {
    if (before.length < FIRST_JUDGED - 1) return [null, null];
    let total = 0;
    for (const rating of before) total += rating;
    const sigma = Math.max(ownSigma(before), sd ?? 0);
    return sigma > 0 ? [total / before.length, sigma] : [null, null];
  }

  function ruleOf(x, last, mean, sigma, fallen, change) {
    if (sigma !== null) {
      if ((mean - x) / sigma > WIDTH + ROUNDING) return "band";
      return fallen > DECISION + ROUNDING ? "slow" : null;
    }
    if (last === null || change === null) return null;
    return (last - x) / change > 1 + ROUNDING ? "change" : null;
  }

  function charted(number, rating, sign, mean, sigma, fallen, state, rule) {
    const session = { number, rating, mean: null, sigma: null, low: null, high: null, fallen, state, rule };
    if (sigma === null) return session;
    const half = WIDTH * sigma;
    return { ...session, mean: sign * mean, sigma, low: sign * mean - half, high: sign * mean + half };
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
    for (const [at, rating] of ratings.entries()) {
      const x = sign * rating;
      let state = "expected";
      let rule = null;
      if (lasting !== null) {
        state = x >= lasting - ROUNDING * (sigma || change || 0) ? "back" : "below";
      } else {
        [mean, sigma] = expected(before, sd);
        if (sigma !== null) {
          const n = before.length + 1;
          fallen = Math.max(0, fallen - ((x - mean) / sigma) * Math.sqrt((n - 1) / n) - ALLOWANCE);
        }
        rule = ruleOf(x, last, mean, sigma, fallen, change);
        if (rule !== null) {
          state = "drop";
          lasting = sigma === null ? last : mean - REGAINED * sigma;
        }
      }
      sessions.push(charted(at + 1, rating, sign, mean, sigma, fallen, state, rule));
      if (state === "back") lasting = null;
      if (state === "drop" || state === "back") fallen = 0;
      if (state === "expected" || state === "back") before.push(x);
      last = x;
    }
    return sessions;
  }

  return { controlChart, errorSd };
})();
