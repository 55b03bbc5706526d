// The bar: shown while something is in the player and the page's own controls are out of sight.
import { paint } from "./player-panel.js";
import { draw } from "./player-strip.js";
import { position } from "./player-words.js";

const ENOUGH = 0.25; // of a control: where more is seen it may be pressed, and must not be covered

export const bar = document.getElementById("bar");
const strip = bar.querySelector(".strip[class*=bar-strip]");
const seen = new Set(); // of the page's own controls, those in the window, whatever the bar covers
let filledWith = null;

const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) note(target, isIntersecting);
  document.dispatchEvent(new Event("player:sight"));
}, { threshold: ENOUGH });

function note(control, isIn) {
  if (isIn) seen.add(control);
  else seen.delete(control);
}

const isSeen = () => [...seen].some((control) => !control.disabled);

/** Whether the controls of the page's box are in sight. */
export const isBoxSeen = () => isSeen();

/** Watch the play button and the slider of the page's box, null where the page has none. */
export function watch(box) {
  sight.disconnect();
  seen.clear();
  for (const control of box?.querySelectorAll("[data-act=toggle], .scrub input") ?? []) {
    note(control, isInSight(control.getBoundingClientRect()));
    sight.observe(control);
  }
}

/** At once: the observer says it only after a frame in which the bar would have flashed. */
function isInSight({ top, bottom, height }) {
  const visible = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return height > 0 && visible >= height * ENOUGH;
}

function fill(episode) {
  if (episode === filledWith) return;
  filledWith = episode;
  const title = bar.querySelector(".bar-title");
  title.textContent = episode.title;
  title.href = episode.address;
  title.lang = episode.language ?? "";
  bar.querySelector(".bar-show").textContent = episode.show;
  strip.dataset.episode = episode.id;
  draw(strip, episode.strip);
}

/** `box` is the page's box where it controls the same episode, else null. */
export function paintBar(shown, box, before) {
  const wanted = Boolean(shown) && !(box && isSeen());
  if (!wanted) leave(box);
  // Its place in the page is kept while it is away: else it would cover the last lines as it comes.
  bar.hidden = !shown;
  bar.classList.toggle("away", !wanted);
  // Both say the same: one of them is heard.
  box?.querySelector(".player-status").setAttribute("aria-live", wanted ? "off" : "polite");
  if (!shown) return;
  fill(shown.episode);
  paint(bar, shown);
  paintBack(before);
}

/** What was focused goes away: to the same control of the page, else to the page. */
function leave(box) {
  if (!bar.contains(document.activeElement)) return;
  const place = box?.querySelector("[data-act=toggle]") ?? document.querySelector("main");
  place.focus({ preventScroll: true });
}

function paintBack(before) {
  const way = bar.querySelector(".bar-back");
  way.hidden = !before;
  if (!before) return;
  const at = position(before.at, before.duration);
  way.querySelector("bdi").textContent = before.title;
  way.querySelector(".position").textContent = at;
  way.querySelector("button").setAttribute("aria-label", `Back to ${before.title}, ${at}`);
}
