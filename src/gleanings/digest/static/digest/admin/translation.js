/* The translation editor: the panel on numbers follows each piece that is saved, and the words
   are shown as they are, not as they are stored ("p < .001", not "p &lt; .001"). */
const begin = () => {
  const editor = document.querySelector(".js-translation-editor");
  const panel = document.getElementById("translation-state");
  if (!editor) return;

  const plain = (words) =>
    words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const props = JSON.parse(editor.dataset.props);
  for (const segment of props.segments) {
    if (segment.source && segment.type === "string") segment.source = plain(segment.source);
  }
  for (const translation of props.initialStringTranslations) {
    translation.data = plain(translation.data);
  }
  editor.dataset.props = JSON.stringify(props);

  if (!panel) return;
  const renew = async () => {
    const answer = await unwatched(panel.dataset.address);
    if (answer.ok && !panel.contains(document.activeElement)) {
      panel.innerHTML = await answer.text();
    }
  };
  const unwatched = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const answer = await unwatched(...request);
    const address = String(request[0]?.url ?? request[0]);
    const method = request[1]?.method ?? "GET";
    if (method !== "GET" && address.includes("/localize/translate/")) renew();
    return answer;
  };
};
// before wagtail-localize, which reads the props at the same moment
document.addEventListener("DOMContentLoaded", begin);
