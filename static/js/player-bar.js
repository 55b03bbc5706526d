// The bar: shown while something is in the player and the page's own controls are out of sight.
import { deck } from "./player-deck.js";
import { paint } from "./player-panel.js";
import { draw } from "./player-strip.js";
import { position } from "./player-words.js";

export const bar = document.getElementById("bar");
const strip = bar.querySelector(".strip:not(.moment)");
let isBoxSeen = false;

const sight = new IntersectionObserver(([entry]) => {
  isBoxSeen = entry.isIntersecting;
  document.dispatchEvent(new Event("player:sight"));
}, { threshold: 0.5 });

/** Watch the controls of the page's box, null where the page has none. */
export function watch(controls) {
  sight.disconnect();
  isBoxSeen = false;
  if (controls) sight.observe(controls);
}

/** What the bar says of an episode that has just come in. */
export function fill(episode) {
  const title = bar.querySelector(".bar-title");
  title.textContent = episode.title;
  title.href = episode.address;
  title.lang = episode.language ?? "";
  bar.querySelector(".bar-show").textContent = episode.show;
  bar.dataset.own = episode.own ?? "";
  strip.dataset.episode = episode.id;
  draw(strip, episode.strip);
}

export function paintBar(shown, box, before) {
  const isOwn = Boolean(box) && box.dataset.episode === deck.episode?.id;
  bar.hidden = !shown || (isOwn && isBoxSeen);
  if (bar.hidden) return;
  paint(bar, shown);
  paintBack(before);
}

function paintBack(before) {
  const way = bar.querySelector(".bar-back");
  way.hidden = !before;
  if (!before) return;
  way.querySelector("bdi").textContent = before.title;
  way.querySelector(".position").textContent = position(before.at, before.duration);
}
