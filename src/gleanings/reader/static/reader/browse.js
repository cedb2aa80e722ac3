// Browse with htmx: what the reader opened stays open, and the keyboard stays where it was.
"use strict";

(() => {
  const opened = () => [...document.querySelectorAll("#browse details[open]")].map((one) => one.id);

  // where the browser cannot show a closed details in full, the style sheet's wide page needs it open
  function openOnWideScreens() {
    const shows = CSS.supports("selector(::details-content)");
    if (!shows && matchMedia("(min-width: 60rem)").matches) document.getElementById("filters").open = true;
  }

  let kept = [];
  let from = null;
  let shows = false; // whether the reader asked to see what was found
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "browse") return;
    shows = Boolean(event.detail.requestConfig.triggeringEvent?.submitter?.classList.contains("apply"));
    kept = opened().filter((id) => !(shows && id === "filters"));
    from = document.activeElement;
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const id of kept) document.getElementById(id)?.setAttribute("open", "");
    const lost = from && !from.isConnected && document.activeElement === document.body;
    if (lost) document.getElementById("count").focus({ preventScroll: true });
    from = null;
    if (shows) {
      document.getElementById("count").focus({ preventScroll: true });
      document.getElementById("results").scrollIntoView();
    }
    shows = false;
  });
  openOnWideScreens();
})();
