// Fills an article's form from the citation pasted into it. What the editor typed stays.
document.addEventListener("input", (event) => {
  const source = event.target.closest("[data-citation]");
  if (!source) return;
  const pasted = source.value.trim();
  const isNumber = /^\d{7,8}$/.test(pasted);
  if (pasted.length < 10 && !isNumber) return;
  // what is a name alone is asked for at the sources, and not while somebody is typing it
  const wait = isName(pasted) ? 600 : 0;
  clearTimeout(source.readSoon);
  source.readSoon = setTimeout(() => read(source), wait);
});

async function read(source) {
  const form = source.closest("form");
  const field = (name) => form.querySelector(`[name$="${source.name.replace(/citation$/, "")}${name}"]`);
  const pasted = source.value;
  const body = new FormData();
  body.set("citation", pasted);
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  if (isName(pasted)) say(source, source.dataset.citationAsks);
  const response = await fetch("/admin/literature/read-citation/", { method: "POST", body });
  if (!response.ok || source.value !== pasted) return;
  const { fields, message } = await response.json();
  say(source, message);
  for (const [name, value] of Object.entries(fields)) {
    const input = field(name);
    if (!input) continue;
    if (input.type === "checkbox") {
      input.checked = Boolean(value);
    } else if (!input.value || input.dataset.readFromCitation === input.value) {
      input.value = value ?? "";
      input.dataset.readFromCitation = input.value;
    }
  }
}

// What was not read is said below the citation, and taken back when there is nothing to say.
function say(source, message) {
  let place = source.parentElement.querySelector("[data-citation-status]");
  if (!place) {
    place = document.createElement("p");
    place.dataset.citationStatus = "";
    place.setAttribute("role", "status");
    source.after(place);
  }
  place.textContent = message;
}

// A DOI or PMID, with its label or address at most.
function isName(pasted) {
  return !/\S\s+\S+\s+\S/.test(pasted.trim());
}
