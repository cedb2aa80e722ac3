// The page for sessions: which part of it is seen, and what its buttons do.
"use strict";

(() => {
  const { say, number, day, typed, copyAge } = practiceWords;
  const app = document.getElementById("practice");
  const screens = [...app.querySelectorAll("[data-screen]")];
  const part = (screen, name) => app.querySelector(`[data-screen=${screen}] [data-${name}]`);
  const askNow = document.getElementById("practice-ask-now");
  const IDLE = 30 * 60000;

  let data = practiceRecords.empty();
  let clientId = "";
  let charted = "";
  let course = null;

  // one message at a time; its words stand in the page
  function tell(name, values = {}) {
    for (const message of app.querySelectorAll("[data-message]")) {
      message.hidden = message.dataset.message !== name;
      for (const [value, shown] of Object.entries(values)) {
        const place = message.querySelector(`[data-value=${value}]`);
        if (place) place.textContent = shown;
      }
    }
  }

  function show(name) {
    for (const screen of screens) screen.hidden = screen.dataset.screen !== name;
    app.querySelector(`[data-screen=${name}] h2`)?.focus();
    scrollTo(0, 0);
  }

  // whatever goes wrong is told, and nothing is half done
  async function attempt(what) {
    tell("");
    try {
      await what();
    } catch (error) {
      const known = error instanceof practiceVault.Refusal ? error.message : "failed";
      tell(error?.name === "QuotaExceededError" ? "full" : known);
    }
  }

  async function showAge() {
    const age = copyAge(await practiceVault.state());
    for (const place of app.querySelectorAll("[data-age]")) place.textContent = age;
  }

  async function change(how) {
    const changed = await practiceVault.change(how);
    data = changed.data;
    await showAge();
    return changed.result;
  }

  // --- clients -------------------------------------------------------------------------------------
  const client = () => data.clients.find((one) => one.id === clientId);

  function clientRow(one, measures) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "practice-client";
    const name = document.createElement("b");
    name.textContent = one.name;
    const last = practiceRecords.inOrder(one.ratings).at(-1);
    const about = document.createElement("span");
    const courses = practiceCourse.coursesOf(one, measures);
    const down = courses.filter(practiceCourse.isDown).map((each) => practiceCourse.state(practiceCourse.lastDrop(each), each.measure));
    const urgent = [...practiceCourse.lastCritical(courses), ...new Set(down)];
    about.textContent = [last ? day(last.date) : say("never"), ...urgent].join(" · ");
    about.className = urgent.length ? "meta down" : "meta";
    button.append(name, " ", about);
    button.addEventListener("click", () => openClient(one.id));
    item.append(button);
    return item;
  }

  function listClients() {
    const measures = practiceCourse.measuresOf(data);
    const sorted = [...data.clients].sort((one, other) => one.name.localeCompare(other.name, document.documentElement.lang));
    app.querySelector("[data-list=clients]").replaceChildren(...sorted.map((one) => clientRow(one, measures)));
    part("clients", "none").hidden = data.clients.length > 0;
  }

  function showClients() {
    listClients();
    show("clients");
  }

  // --- one client ----------------------------------------------------------------------------------
  function openClient(id) {
    clientId = id;
    charted = "";
    tell("");
    document.getElementById("practice-client").textContent = client().name;
    practiceRating.begin(client(), practiceCourse.measuresOf(data));
    showCourse();
    show("client");
  }

  function showCourse() {
    const courses = practiceCourse.coursesOf(client(), practiceCourse.measuresOf(data));
    // what is down is looked at first, unless something else was chosen
    course = courses.find((one) => one.measure.code === charted) ?? courses.find(practiceCourse.isDown) ?? courses[0] ?? null;
    charted = course?.measure.code ?? "";
    const critical = practiceCourse.lastCritical(courses);
    part("client", "asked").hidden = critical.length === 0;
    part("client", "asked-said").textContent = critical.join(" · ");
    const hasDrop = course !== null && practiceCourse.isDown(course);
    part("client", "flag").hidden = !hasDrop;
    const isBack = course !== null && practiceCourse.isBack(course);
    part("client", "back").hidden = !isBack;
    part("client", "back").textContent = isBack ? practiceCourse.saidBack(course) : "";
    if (hasDrop) part("client", "heading").textContent = practiceCourse.heading(course);
    part("client", "said").textContent = hasDrop ? practiceCourse.said(course) : "";
    part("client", "chance").textContent = hasDrop ? practiceCourse.chance(course) : "";
    const listed = practiceRecords.inOrder(client().ratings).filter((one) => one.total === null || one.measure === charted);
    part("client", "course").hidden = listed.length === 0;
    const choice = part("client", "charted");
    choice.replaceChildren(...courses.map(({ measure }) => new Option(measure.name, measure.code)));
    choice.value = charted;
    choice.closest("label").hidden = courses.length < 2;
    part("client", "figure").replaceChildren(...(course ? [practiceCourse.figure(course)] : []));
    part("client", "basis").textContent = course ? practiceCourse.basis(course) : "";
    app.querySelector("[data-network-column]").hidden = !course?.measure.expected?.length;
    const cutOffs = course?.measure.cutOffs;
    part("client", "cut-offs").textContent = cutOffs ? say("cut-offs", { points: cutOffs.at.map(number).join(", "), source: cutOffs.source }) : "";
    sayOtherRule();
    part("client", "table").tBodies[0].replaceChildren(...listed.map(ratingRow).reverse());
  }

  function sayOtherRule() {
    const rule = part("client", "rule").value;
    part("client", "called").textContent = rule && course ? practiceCourse.byOtherRule(rule, course) : "";
  }

  function ratingRow(rating) {
    const session = course?.sessions[course.ratings.indexOf(rating)];
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = day(rating.date);
    row.append(head);
    const words = session && [practiceCourse.state(session, course.measure), practiceCourse.critical(rating, course.measure)].filter(Boolean).join(" · ");
    const cells = session ? [number(session.rating), practiceCourse.expected(session, course.measure)] : ["", ""];
    if (course?.measure.expected?.length) cells.push(session ? practiceCourse.network(session, course.measure) : "");
    cells.push(words || "");
    for (const text of [...cells, practiceCourse.tension(rating), practiceCourse.written(rating)]) row.insertCell().textContent = text;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "practice-plain";
    button.textContent = say("delete");
    button.setAttribute("aria-label", `${say("delete")}: ${head.textContent}`);
    button.addEventListener("click", () => confirm(say("sure")) && attempt(() => deleteRating(rating.id)));
    row.insertCell().append(button);
    return row;
  }

  // null where another tab has deleted the client
  const stored = (all) => all.clients.find((one) => one.id === clientId) ?? null;

  async function saveRating() {
    const { rating, wrong, values } = practiceRating.read();
    if (wrong) return tell(wrong, values);
    const isKept = await change((all) => Boolean(stored(all)?.ratings.push(rating)));
    if (!isKept) return gone();
    // what is down stays in sight, whatever was saved last
    charted = "";
    practiceRating.begin(client(), practiceCourse.measuresOf(data));
    showCourse();
    tell("saved");
    // what it says comes before the form
    const flag = part("client", "flag");
    if (!flag.hidden) flag.scrollIntoView({ block: "start" });
  }

  async function deleteRating(id) {
    await change((all) => {
      const one = stored(all);
      if (one) one.ratings = one.ratings.filter((rating) => rating.id !== id);
    });
    if (!client()) return gone();
    showCourse();
    tell("deleted");
  }

  function gone() {
    showClients();
    tell("gone");
  }

  // --- what forms do -------------------------------------------------------------------------------
  async function begin(passphrase, all, copied = "") {
    await practiceVault.create(passphrase, all, copied);
    await unlocked(all);
    if (await navigator.storage?.persist?.()) tell("kept");
  }

  async function unlocked(all) {
    data = all;
    await showAge();
    showClients();
  }

  const textOf = async (file) => (file.size > 50000000 ? "" : file.text());

  const FORMS = {
    async begin({ passphrase, again }) {
      if (passphrase.value.length < 12) return tell("short");
      if (passphrase.value !== again.value) return tell("differ");
      await begin(passphrase.value, practiceRecords.empty());
    },
    async restore({ file, passphrase }) {
      const { data: read, saved } = await practiceVault.open(await textOf(file.files[0]), passphrase.value);
      const all = practiceRecords.empty();
      const added = practiceRecords.merge(all, read);
      await begin(passphrase.value, all, added.refused ? "" : saved);
      tell("imported", added);
    },
    async unlock({ passphrase }) {
      await unlocked(await practiceVault.unlock(passphrase.value));
    },
    async import({ file, passphrase }) {
      const { data: read } = await practiceVault.open(await textOf(file.files[0]), passphrase.value);
      const added = await change((all) => practiceRecords.merge(all, read));
      listClients();
      tell("imported", added);
    },
    async client({ name }) {
      const made = { id: practiceRecords.newId(), name: name.value.trim(), ratings: [] };
      if (!made.name) return;
      await change((all) => all.clients.push(made));
      name.form.reset();
      openClient(made.id);
    },
    async measure({ name, lowest, highest, better, sd }) {
      const [low, high, spread] = [lowest, highest, sd].map((field) => typed(field.value));
      const measure = { code: practiceRecords.newId(), name: name.value, lowest: low, highest: high, higherIsBetter: better.value === "higher", sd: spread };
      if (practiceRecords.measureOf(measure) === null || Number.isNaN(spread) || spread > high - low) return tell("measure");
      await change((all) => all.own.push(measure));
      name.form.reset();
      tell("saved");
    },
    rating: saveRating,
  };

  app.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const name = form.dataset.form;
    const button = form.querySelector("button:not([type=button])");
    button.disabled = true;
    attempt(() => FORMS[name](form.elements)).finally(() => {
      button.disabled = false;
      // no passphrase stays behind in a field
      for (const field of form.querySelectorAll("[type=password]")) field.value = "";
    });
  });

  // --- what buttons do -----------------------------------------------------------------------------
  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function openAskNow() {
    if (!askNow.open) askNow.showModal();
  }

  const BUTTONS = {
    async copy() {
      download(`${app.dataset.file}-${practiceRecords.today()}.json`, await practiceVault.sealedCopy());
      await showAge();
      tell("copied");
    },
    // nothing of what was shown is left in the page
    async "show-numbers"() {
      const number = await change((all) => (all.giver ||= practiceGiving.newNumber()));
      const text = practiceGiving.textOf(data, number);
      part("clients", "numbers").hidden = text === null;
      part("clients", "numbers-text").value = text ?? "";
      if (text === null) tell("nothing-to-give");
    },
    // what was shown, to the letter
    give() {
      download(`${app.dataset.given}.json`, part("clients", "numbers-text").value);
      tell("given");
    },
    lock: () => location.reload(),
    async erase() {
      await practiceVault.erase();
      show("begin");
      tell("deleted");
    },
    clients: showClients,
    client: () => show("client"),
    note() {
      practiceNote.show(course);
      show("note");
    },
    print: () => print(),
    async "delete-client"() {
      await change((all) => {
        all.clients = all.clients.filter((one) => one.id !== clientId);
      });
      showClients();
      tell("deleted");
    },
    asked: () => askNow.close(),
    "ask-now": openAskNow,
  };

  app.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    const what = button && BUTTONS[button.dataset.do];
    if (!what || (button.dataset.sure && !confirm(button.dataset.sure))) return;
    attempt(async () => what());
  });
  part("client", "charted").addEventListener("change", ({ target }) => {
    charted = target.value;
    showCourse();
  });
  part("client", "rule").addEventListener("change", sayOtherRule);
  practiceRating.onAskNow(openAskNow);
  // it goes by its button alone
  askNow.addEventListener("cancel", (event) => event.preventDefault());
  askNow.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());

  // --- other tabs, and nobody there ----------------------------------------------------------------
  practiceVault.onChange(() =>
    attempt(async () => {
      if (!practiceVault.isOpen()) return;
      if (!(await practiceVault.state()).exists) return location.reload();
      data = await practiceVault.read();
      await showAge();
      listClients();
      const isClient = screens.some((one) => !one.hidden && one.dataset.screen === "client");
      if (isClient && client()) showCourse();
      else if (isClient) gone();
    }),
  );

  let last = Date.now();
  const lockIfIdle = () => practiceVault.isOpen() && Date.now() - last > IDLE && location.reload();
  for (const sign of ["keydown", "pointerdown"])
    addEventListener(sign, () => {
      last = Date.now();
    });
  setInterval(lockIfIdle, 60000);
  // no clock runs while a device sleeps
  addEventListener("visibilitychange", lockIfIdle);
  // whoever comes back to the page by the browser's button finds it locked
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

  async function open() {
    const { exists } = await practiceVault.state();
    await showAge();
    app.hidden = false;
    for (const screen of screens) screen.hidden = screen.dataset.screen !== (exists ? "unlock" : "begin");
  }

  // known to Safari on iPhones and iPads alone
  part("clients", "home").hidden = navigator.standalone !== false;

  const unsafe = () => {
    document.getElementById("practice-unsafe").hidden = false;
  };
  if (practiceVault.isPossible) open().catch(unsafe);
  else unsafe();
  // without one the page works all the same, as long as there is a network
  const worker = navigator.serviceWorker?.register(app.dataset.worker).catch(() => null);
  // a page that stays open for days shows whom to call as the network says it now
  addEventListener("visibilitychange", async () => (await worker)?.update().catch(() => {}));
  navigator.serviceWorker?.addEventListener("message", ({ data: text }) => {
    const said = new DOMParser().parseFromString(text, "text/html").querySelector("[data-ask-now]");
    if (said) askNow.querySelector("[data-ask-now]").replaceWith(said);
  });
})();
