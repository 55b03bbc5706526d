// Keeps every address of this tab one that Back and Forward can bring the page of.
import { isReturning } from "./browse-visit.js";

// htmx marks an entry when it leaves it. One left by an anchor in the page would stay unmarked: going
// back to it over another page would change the address and not the page.
function mark() {
  if (!history.state?.htmx) history.replaceState({ ...history.state, htmx: true }, "");
}

mark();
addEventListener("hashchange", mark);

// A link to where one is makes no second entry, as in every browser.
document.addEventListener("htmx:before:history:update", ({ detail }) => {
  const address = new URL(detail.history.path, location.href);
  if (address.href === location.href) detail.history.type = "replace";
});

// htmx asks nothing of the Navigation API in Firefox, and where it is missing: there a page that comes
// back has to be scrolled to where it was left.
if (!window.navigation || /firefox/i.test(navigator.userAgent)) {
  let isArriving = false;
  const keep = () => {
    if (!isArriving) history.replaceState({ ...history.state, top: scrollY }, "");
  };
  addEventListener("scrollend", keep);
  addEventListener("popstate", () => (isArriving = Boolean(history.state?.htmx)));
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (isReturning(ctx)) scrollTo(0, history.state?.top ?? 0);
    isArriving = false;
  });
}
