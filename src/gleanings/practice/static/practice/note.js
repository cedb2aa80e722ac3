// One page for supervision, made of what is on the device and stored nowhere.
"use strict";

globalThis.practiceNote = (() => {
  const { number, day } = practiceWords;
  const place = (name) => document.querySelector(`[data-note=${name}]`);

  function row(cells) {
    const made = document.createElement("tr");
    for (const text of cells) made.insertCell().textContent = text;
    return made;
  }

  function show(course) {
    place("name").textContent = course.client.name;
    place("measure").textContent = course.measure.name;
    place("date").textContent = day(practiceRecords.today(), "long");
    place("said").textContent = practiceCourse.said(course);
    place("chance").textContent = practiceCourse.chance(course);
    place("figure").replaceChildren(practiceCourse.figure(course));
    // the last eight sessions, with those of tension alone
    const shown = practiceRecords.inOrder(course.client.ratings).filter((one) => one.measure === course.measure.code || one.total === null).slice(-8);
    const rows = shown.map((one) => row([day(one.date), one.total === null ? "" : [number(one.total), practiceCourse.critical(one, course.measure)].filter(Boolean).join(" · "), practiceCourse.tension(one), practiceCourse.written(one)]));
    place("rows").replaceChildren(...rows);
  }

  return { show };
})();
