// Speed and loudness: the same in the page and in the bar, and the next time too.
import { deck } from "./player-deck.js";
import { remember, remembered } from "./player-memory.js";
import { keepRate, rate } from "./store.js";

const SPEEDS = ".tuning .speed";
const rates = [...document.querySelector(SPEEDS).options].map(({ value }) => Number(value));

function setRate(wanted) {
  deck.rate = wanted;
  keepRate(wanted);
}

/** One step faster or slower. */
export function changeRate(step) {
  const others = rates.filter((each) => (step > 0 ? each > deck.rate : each < deck.rate));
  const next = step > 0 ? others[0] : others.at(-1);
  if (next) setRate(next);
}

export function mute() {
  deck.audio.muted = !deck.audio.muted;
}

function setVolume(percent) {
  deck.audio.volume = percent / 100;
  deck.audio.muted = percent === 0;
  remember({ volume: deck.audio.volume });
}

/** Shows in every panel of the page what is set. */
export function paintTuning() {
  const { muted, volume } = deck.audio;
  for (const select of document.querySelectorAll(SPEEDS)) select.value = String(deck.rate);
  for (const button of document.querySelectorAll(".tuning .mute")) button.setAttribute("aria-pressed", String(muted));
  for (const slider of document.querySelectorAll(".tuning .loudness")) slider.value = muted ? 0 : 100 * volume;
}

export function startTuning() {
  const near = (one, other) => (Math.abs(one - rate()) <= Math.abs(other - rate()) ? one : other);
  const { volume } = remembered();
  deck.rate = rates.reduce(near);
  if (volume >= 0 && volume <= 1) deck.audio.volume = volume;
  document.addEventListener("change", ({ target }) => target.matches(SPEEDS) && setRate(Number(target.value)));
  document.addEventListener("input", ({ target }) => target.matches(".tuning .loudness") && setVolume(Number(target.value)));
  for (const name of ["ratechange", "volumechange"]) deck.audio.addEventListener(name, paintTuning);
  paintTuning(); // the element forgets its own news of it once it gets an address
}
