// Keeps every entry of this tab's history one that Back and Forward bring the page of, as it was left.
import { isReturning, replacesPage } from "./browse-visit.js";

let isBetween = false; // the address has changed, and its page is not here yet

// htmx marks an entry when it leaves it. One left by an anchor in the page would stay unmarked: going
// back to it over another page would change the address and not the page.
function mark() {
  if (!history.state?.htmx) history.replaceState({ ...history.state, htmx: true }, "");
}

function keepPlace() {
  if (!isBetween) history.replaceState({ ...history.state, htmx: true, top: scrollY }, "");
}

mark();
addEventListener("hashchange", mark);
addEventListener("scrollend", keepPlace);

document.addEventListener("htmx:before:history:restore", () => { isBetween = true; });

document.addEventListener("htmx:before:history:update", ({ detail }) => {
  keepPlace();
  // A link to where one is makes no second entry, as in every browser.
  const address = new URL(detail.history.path, location.href);
  if (address.href === location.href) detail.history.type = "replace";
});

// Browsers restore the place before the page is here; Chromium 156 after it, but not on a page that
// is shorter than the one before.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!replacesPage(ctx)) return;
  isBetween = false;
  if (isReturning(ctx)) scrollTo(0, history.state?.top ?? 0);
});
