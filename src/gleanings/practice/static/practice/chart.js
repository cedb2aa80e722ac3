// One client's ratings as a picture: the band that was to be expected, the line, and each drop.
"use strict";

globalThis.practiceChart = (() => {
  const WIDTH = 400;
  const HEIGHT = 230;
  const LEFT = 36;
  const RIGHT = 12;
  const TOP = 12;
  const BOTTOM = 30;

  function element(name, attributes, text = "") {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    made.textContent = text;
    return made;
  }

  // stretches of sessions that have a band, one after the other
  function bands(sessions) {
    const found = [];
    for (const one of sessions) {
      if (one.low === null) continue;
      const last = found.at(-1);
      if (last?.at(-1).number === one.number - 1) last.push(one);
      else found.push([one]);
    }
    return found;
  }

  // `titles` has a line for each session, which a pointer shows; `expected` mean and SD of others at each
  function draw(sessions, { expected, lowest, highest, label, titles, number }) {
    const figure = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, class: "practice-chart" });
    const step = (WIDTH - LEFT - RIGHT) / Math.max(1, sessions.length - 1);
    const x = (one) => (sessions.length === 1 ? (LEFT + WIDTH - RIGHT) / 2 : LEFT + (one.number - 1) * step);
    const within = (value) => Math.min(highest, Math.max(lowest, value));
    const y = (value) => TOP + ((highest - within(value)) / (highest - lowest)) * (HEIGHT - TOP - BOTTOM);
    const points = (list, value) => list.map((one) => `${x(one).toFixed(1)},${y(value(one)).toFixed(1)}`);

    for (const value of [lowest, (lowest + highest) / 2, highest]) {
      figure.append(element("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), class: "grid" }));
      figure.append(element("text", { x: LEFT - 8, y: y(value) + 5, class: "end" }, number(value)));
    }
    const every = Math.ceil(sessions.length / 12);
    for (const one of sessions)
      if ((one.number - 1) % every === 0) figure.append(element("text", { x: x(one), y: HEIGHT - 8, class: "middle" }, String(one.number)));
    const others = expected.slice(0, sessions.length).map(([mean, sd], at) => ({ number: at + 1, mean, sd }));
    for (const side of others.length > 1 ? [-1, 0, 1] : []) {
      const line = points(others, (one) => one.mean + side * one.sd).join(" ");
      figure.append(element("polyline", { points: line, class: side ? "others" : "others mean-of-others" }));
    }
    for (const band of bands(sessions)) {
      // one session alone has a width too
      const wide = band.length > 1 ? band : [{ ...band[0], number: band[0].number - 0.3 }, { ...band[0], number: band[0].number + 0.3 }];
      const outline = [...points(wide, (one) => one.high), ...points([...wide].reverse(), (one) => one.low)];
      figure.append(element("polygon", { points: outline.join(" "), class: "band" }));
      figure.append(element("polyline", { points: points(wide, (one) => one.mean).join(" "), class: "mean" }));
    }
    figure.append(element("polyline", { points: points(sessions, (one) => one.rating).join(" "), class: "line" }));
    for (const [at, one] of sessions.entries()) {
      const mark = element("g", { class: `mark ${one.state}` });
      mark.append(element("title", {}, titles[at]));
      const [cx, cy] = [x(one), y(one.rating)];
      // a drop differs by its form, not by its colour alone
      if (one.state === "drop") mark.append(element("path", { d: `M${cx - 8} ${cy - 7}h16l-8 14z` }));
      else mark.append(element("circle", { cx, cy, r: 4.5 }));
      figure.append(mark);
    }
    return figure;
  }

  return { draw };
})();
