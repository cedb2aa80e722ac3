// While a harvest is under way the page shows how far it is, unless somebody reads a list in it.
setTimeout(() => {
  if (!document.querySelector("details[open]")) window.location.reload();
}, 10_000);
