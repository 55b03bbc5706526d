// One set of controls, in the page or in the bar: painted from what it should show.
import { isBusyIn } from "./player-deck.js";
import { position, sliderWords, titleAt } from "./player-words.js";

const WORDS = {
  loading: "Loading",
  waiting: "Waiting for the network",
  failed: "The audio does not answer.",
  finished: "Finished.",
};

/**
 * `shown`: {episode, state, seconds, duration, lead, pointed}. `lead` says that the play button
 * leads to a second: "Go on at" or "Play from"; `pointed` is the second under a pointer, or null.
 */
export function paint(panel, shown) {
  const { episode, state, duration, pointed } = shown;
  const slider = panel.querySelector(".scrub input");
  const seconds = panel.dataset.held ? Number(slider.value) : shown.seconds;
  const named = pointed ?? seconds;
  set(panel, "data-state", state);
  set(panel.querySelector("[data-act=toggle]"), "aria-label", playWords(shown));
  paintSlider(slider, seconds, duration, episode.chapters);
  paintTick(panel.querySelector(".scrub .tick"), duration ? seconds / duration : 0);
  write(panel, ".player-lead", panel.dataset.held || pointed !== null ? "" : shown.lead);
  write(panel, ".player-now", position(named, duration));
  write(panel, ".player-chapter", titleAt(episode.chapters, named));
  write(panel, ".player-whole", duration ? position(duration, duration) : "");
  write(panel, ".player-status", WORDS[state] ?? "");
  paintWays(panel, episode, state);
}

/** Only what differs is written: this runs four times a second. */
function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function write(panel, selector, words) {
  const place = panel.querySelector(selector);
  if (place && place.textContent !== words) place.textContent = words;
}

function playWords({ state, lead, seconds, duration }) {
  if (isBusyIn(state)) return "Pause";
  if (state === "finished") return "Play again";
  return lead ? `${lead} ${position(seconds, duration)}` : "Play";
}

function paintSlider(slider, seconds, duration, chapters) {
  slider.disabled = !duration;
  slider.max = Math.max(1, Math.floor(duration));
  slider.value = Math.floor(seconds);
  set(slider, "aria-valuetext", sliderWords(seconds, duration, chapters));
}

function paintTick(tick, share) {
  set(tick, "x", `${(100 * Math.min(1, share)).toFixed(2)}%`);
}

/** What can be done where it does not go on by itself. */
function paintWays(panel, episode, state) {
  const next = panel.querySelector(".player-next");
  panel.querySelector(".player-ways").hidden = state !== "failed";
  next.hidden = state !== "finished" || !episode.nextAddress;
  if (state === "failed") panel.querySelector(".player-file").href = episode.file;
  if (next.hidden) return;
  set(next, "href", episode.nextAddress);
  write(next, "bdi", episode.nextTitle);
}
