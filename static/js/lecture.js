// A lecture's page: what it needs comes with it, and stops with it.
import { holdUntil, replacesPage } from "./browse-visit.js";
import "./lecture-done.js";

let page = null; // the lecture that is here
let begun = null; // what stops it, and what tells how far it is; once it is there

async function open() {
  const found = document.querySelector("[data-lecture]");
  if (found === page) return;
  leave();
  page = found;
  if (!found) return;
  const { begin } = await import("./lecture-page.js");
  if (found === page) begun = begin(found);
}

function leave() {
  begun?.close();
  page = begun = null;
}

/** The page that comes knows how far one is in the lecture that is left for it. */
function tellFirst(event) {
  const { ctx } = event.detail;
  const isGoing = !event.defaultPrevented && replacesPage(ctx);
  if (isGoing && begun?.flush) holdUntil(ctx, begun.flush());
}

document.addEventListener("htmx:before:request", tellFirst);
document.addEventListener("htmx:before:swap", ({ detail }) => replacesPage(detail.ctx) && leave());
for (const name of ["htmx:after:swap", "htmx:finally:swap"]) document.addEventListener(name, open);
open();
