// One set of controls, in the page or in the bar: painted from what it should show.
import { position, sliderWords, titleAt } from "./player-words.js";

const WORDS = {
  loading: "Loading",
  waiting: "Waiting for the network",
  failed: "The audio does not answer.",
  finished: "Finished.",
};
const PAUSES = new Set(["starting", "loading", "waiting", "playing"]);

/**
 * `shown`: {episode, state, seconds, duration, from}, where `from` says that the play button
 * leads to a second: "Go on at" or "Play from".
 */
export function paint(panel, shown) {
  const { episode, state, duration } = shown;
  const slider = panel.querySelector(".scrub input");
  const seconds = panel.dataset.held ? Number(slider.value) : shown.seconds;
  panel.dataset.state = state;
  paintButton(panel.querySelector("[data-act=toggle]"), shown);
  paintSlider(slider, seconds, duration, episode.chapters);
  paintTick(panel.querySelector(".scrub .tick"), duration ? seconds / duration : 0);
  const lead = shown.from && !panel.dataset.held ? `${shown.from} ` : "";
  write(panel, ".player-lead", lead);
  write(panel, ".player-now", position(seconds, duration));
  write(panel, ".player-chapter", titleAt(episode.chapters, panel.dataset.pointed ?? seconds));
  write(panel, ".player-whole", duration ? position(duration, duration) : "");
  write(panel, ".player-status", WORDS[state] ?? "");
}

function write(panel, selector, words) {
  const place = panel.querySelector(selector);
  if (place && place.textContent !== words) place.textContent = words;
}

function paintButton(button, { state, from, seconds, duration }) {
  const starts = from ? `${from} ${position(seconds, duration)}` : "Play";
  const finished = state === "finished" ? "Play again" : starts;
  const name = PAUSES.has(state) ? "Pause" : finished;
  if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
}

function paintSlider(slider, seconds, duration, chapters) {
  slider.disabled = !duration;
  slider.max = Math.max(1, Math.floor(duration));
  slider.value = Math.floor(seconds);
  slider.setAttribute("aria-valuetext", sliderWords(seconds, duration, chapters));
}

function paintTick(tick, share) {
  tick?.setAttribute("x", `${(100 * Math.min(1, share)).toFixed(3)}%`);
}
