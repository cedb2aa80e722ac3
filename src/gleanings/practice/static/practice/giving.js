// What a therapist may give to the network: ratings alone, shown in full before they are saved.
"use strict";

globalThis.practiceGiving = (() => {
  const FORMAT = "gleanings-ratings";
  const VERSION = 1;
  const shipped = JSON.parse(document.getElementById("practice-data").textContent).measures;

  // by number, so that the order tells nothing of who came first
  function compared(one, other) {
    for (let at = 0; at < Math.min(one.length, other.length); at++) if (one[at] !== other[at]) return one[at] - other[at];
    return one.length - other.length;
  }

  // the courses of a measure that is everybody's; one rating alone says nothing of spread
  function coursesOf(data, code) {
    const all = data.clients.map((client) => practiceRecords.inOrder(client.ratings).filter((one) => one.measure === code).map((one) => one.total));
    return all.filter((course) => course.length >= 2).sort(compared);
  }

  // The text of the file, a line for each course; null where there is nothing to give.
  function textOf(data, therapist) {
    const measures = shipped.map(({ code }) => [code, coursesOf(data, code)]).filter(([, courses]) => courses.length);
    if (!measures.length) return null;
    const lines = measures.map(([code, courses]) => `"${code}":[\n${courses.map((one) => JSON.stringify(one)).join(",\n")}\n]`);
    return `{"format":"${FORMAT}","version":${VERSION},"therapist":${therapist},"courses":{\n${lines.join(",\n")}\n}}\n`;
  }

  // a number that says nothing of anybody
  function newNumber() {
    const [high, low] = crypto.getRandomValues(new Uint32Array(2));
    return (high % 2 ** 21) * 2 ** 32 + low || 1;
  }

  return { textOf, newNumber };
})();
