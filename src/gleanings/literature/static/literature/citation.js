// Fills an article's form from the citation pasted into it. What the editor typed stays.
document.addEventListener("input", async (event) => {
  const source = event.target.closest("[data-citation]");
  if (!source || source.value.trim().length < 10) return;
  const form = source.closest("form");
  const field = (name) => form.querySelector(`[name$="${source.name.replace(/citation$/, "")}${name}"]`);
  const pasted = source.value;
  const body = new FormData();
  body.set("citation", pasted);
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
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
});

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
