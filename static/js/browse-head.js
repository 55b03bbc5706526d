// What a page says of itself in its head: what sharing, feed readers and bookmarks take from there.
import { replacesPage } from "./browse-visit.js";

const OF_PAGE = [
  "meta[name=description]",
  "meta[name=robots]",
  "meta[property]",
  "link[rel=canonical]",
  "link[rel=prev]",
  "link[rel=next]",
  "link[rel=alternate]",
  "script[type='application/ld+json']",
].join();

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!replacesPage(ctx)) return;
  const [text] = ctx.text.match(/<head[\s>][^]*?<\/head>/i) ?? [""]; // htmx leaves it out
  const head = new DOMParser().parseFromString(text, "text/html").head;
  for (const old of document.head.querySelectorAll(OF_PAGE)) old.remove();
  document.head.append(...head.querySelectorAll(OF_PAGE));
});
