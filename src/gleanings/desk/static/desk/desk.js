// The desk by keys: j and k go to the next and the previous candidate, t, n and l decide on the one
// in hand, u undoes the last decision. Forms do the rest, with htmx or without. What is pressed while
// a decision is on its way waits, and is for the card that is in hand then.
const queue = document.getElementById("desk-queue");
const cards = () => [...queue.querySelectorAll(".desk-card")];

function inHand() {
  return document.activeElement?.closest(".desk-card") || cards()[0];
}

function take(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = cards();
  if (!document.activeElement?.closest(".desk-card")) return take(all[0]);
  const at = all.indexOf(inHand()) + by;
  return take(all[Math.min(Math.max(at, 0), all.length - 1)]);
}

function press(key) {
  if (key === "j") return step(1);
  if (key === "k") return step(-1);
  const within = key === "u" ? document.getElementById("desk-said") : inHand();
  return within?.querySelector(`[data-desk-key="${key}"]`)?.click();
}

let isUnderWay = false;
let waiting = [];
function pressWaiting() {
  while (waiting.length && !isUnderWay) press(waiting.shift());
}
document.addEventListener("htmx:beforeSend", () => {
  isUnderWay = true;
});
document.addEventListener("htmx:afterRequest", (event) => {
  // of what came, htmx knows the forms only once it has settled
  if (event.detail.successful) return;
  isUnderWay = false;
  waiting = [];
  document.querySelector("#desk-said .desk-said__words").textContent = queue.dataset.failed;
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key.length !== 1 || !"jktnlu".includes(event.key)) return;
  event.preventDefault();
  waiting.push(event.key);
  pressWaiting();
});

// the place of the card that goes is taken by the next, in hand at once; what waits again after
// an undoing comes first, and is in hand too
let place = 0;
let isUndoing = false;
document.addEventListener("htmx:beforeSwap", (event) => {
  const card = event.target.closest(".desk-card");
  isUndoing = !card && event.target.closest("#desk-said") !== null;
  if (card) place = cards().indexOf(card);
  if (isUndoing) place = 0;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const isOut = event.target.id === "desk-queue" || document.activeElement === document.body;
  if (isOut || isUndoing) take(cards()[Math.min(place, cards().length - 1)]);
  isUndoing = isUnderWay = false;
  pressWaiting();
});
