// Keeps every entry of this tab's history one that Back and Forward bring the page of, as it was left.
import { isReturning, replacesPage } from "./browse-visit.js";

const address = () => location.pathname + location.search;
let shown = address(); // of the page that is here; Back and Forward change the other first

// htmx marks an entry when it leaves it. One left by an anchor in the page would stay unmarked: going
// back to it over another page would change the address and not the page.
function mark() {
  if (!history.state?.htmx) history.replaceState({ ...history.state, htmx: true }, "");
}

function keepPlace() {
  if (address() === shown) history.replaceState({ ...history.state, htmx: true, top: scrollY }, "");
}

mark();
addEventListener("hashchange", mark);
addEventListener("scrollend", keepPlace);

document.addEventListener("htmx:before:history:update", ({ detail }) => {
  keepPlace();
  // A link to where one is makes no second entry, as in every browser.
  if (new URL(detail.history.path, location.href).href === location.href) detail.history.type = "replace";
});

// Browsers restore the place before the page is here; Chromium 156 after it, but not on a page that
// is shorter than the one before.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!replacesPage(ctx)) return;
  shown = address();
  if (isReturning(ctx)) scrollTo(0, history.state?.top ?? 0);
});
