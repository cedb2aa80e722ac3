// An import goes on by itself, a step with each post, until the server says it is finished.
const form = document.querySelector("form[data-import-steps]");

async function step() {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function goOn() {
  const button = form.querySelector("button");
  const failed = form.querySelector("[data-import-failed]");
  button.disabled = true;
  failed.hidden = true;
  try {
    let state;
    do {
      state = await step();
      if (form.elements.after) form.elements.after.value = state.after;
      // how many there are is not always known before all are read
      if (state.all) {
        const bar = form.querySelector("progress");
        bar.max = state.all;
        bar.value = state.done;
      }
      if (state.words) {
        document.querySelector("[data-import-words]").textContent = state.words;
        button.textContent = state.button;
      }
      form.querySelector("[data-import-count]").textContent = state.all
        ? `${state.done} / ${state.all}`
        : state.done;
    } while (!state.finished);
    window.location.assign(state.end || form.action);
  } catch {
    failed.hidden = false;
    button.disabled = false;
  }
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    goOn();
  });
  if ("importGoes" in form.dataset) goOn();
}
