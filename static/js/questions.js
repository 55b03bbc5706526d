// The table of an interview's questions goes along with what is read: the current one is marked and
// stays in sight within the table, which scrolls alone.
const READ = 0.3; // of the window: what began above that is read
const MARGIN = 12; // px
let isAsked = false;
let table = null; // of the page that is open: most have none

/** The link to the question that is read; none before the first one. */
function current(links) {
  const line = innerHeight * READ;
  let found = null;
  for (const link of links) {
    const top = document.getElementById(link.hash.slice(1))?.getBoundingClientRect().top;
    if (top > line) break;
    found = link;
    // What an address leads to is read, however short it is.
    if (link.hash === location.hash && top > -1) break;
  }
  return found;
}

/** Moves the table, and nothing else. */
function keepInView(link) {
  if (table.scrollHeight <= table.clientHeight) return;
  const [frame, place] = [table.getBoundingClientRect(), link.getBoundingClientRect()];
  const [top, end] = [Math.max(frame.top, 0) + MARGIN, Math.min(frame.bottom, innerHeight) - MARGIN];
  if (place.top < top) table.scrollTop -= top - place.top;
  else if (place.bottom > end) table.scrollTop += place.bottom - end;
}

function follow() {
  isAsked = false;
  if (!table) return;
  const links = [...table.querySelectorAll("a")];
  const [before, now] = [links.find((link) => link.ariaCurrent), current(links)];
  if (before === (now ?? undefined)) return;
  before?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "true");
  keepInView(now ?? links[0]);
}

function ask() {
  if (!table || isAsked) return;
  requestAnimationFrame(follow);
  isAsked = true;
}

/** A page was opened, or a part of it was replaced. */
function open() {
  table = document.querySelector(".questions details");
  ask();
}

addEventListener("scroll", ask, { passive: true });
addEventListener("resize", ask, { passive: true });
addEventListener("hashchange", ask);
document.addEventListener("htmx:after:swap", open);
open();
