// Fills in what citeproc-js makes of the items in apa.json with the CSL project's APA style.
// npm install citeproc@2.4.63; style apa.csl and locales-en-US.xml of the CSL project beside it:
// node render.mjs apa.json apa.csl locales-en-US.xml
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const CSL = createRequire(process.cwd() + "/")("citeproc");
const [file, style, locale] = process.argv.slice(2);
const gold = JSON.parse(readFileSync(file, "utf8"));

function render(item, format) {
  const engine = new CSL.Engine(
    { retrieveLocale: () => readFileSync(locale, "utf8"), retrieveItem: () => ({ ...item }) },
    readFileSync(style, "utf8"),
    "en-US",
  );
  engine.setOutputFormat(format);
  engine.updateItems([item.id]);
  return engine.makeBibliography()[1][0].replace(/<\/?div[^>]*>/g, "").trim();
}

gold.engine = `citeproc-js ${CSL.PROCESSOR_VERSION}`;
for (const one of gold.cases) {
  one.text = render(one.item, "text");
  one.html = render(one.item, "html");
}
writeFileSync(file, JSON.stringify(gold, null, 1) + "\n");
