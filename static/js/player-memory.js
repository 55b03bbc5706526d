// What this browser remembers of playing: how far, which seconds were heard, what is in the bar.
import { keepPlace, mark } from "./store.js";
import { deck } from "./player-deck.js";

const KEY = "player";
const EVERY = 5; // seconds heard between two writes
let span = null; // what was heard in one go and is not yet written, of which episode

/** `{now, before, volume}` as it was left: episodes as a box describes them, `at` in seconds. */
export function remembered() {
  try {
    const { now, before, volume } = JSON.parse(localStorage.getItem(KEY)) ?? {};
    return { now: episodeOf(now), before: episodeOf(before), volume };
  } catch {
    return {}; // nothing is kept here, or nothing that can be read
  }
}

/** What can be played; null for anything that an older build or somebody else left there. */
function episodeOf(given) {
  const texts = [given?.id, given?.title, given?.address, given?.source];
  const isWhole = texts.every((each) => typeof each === "string") && Array.isArray(given.chapters);
  return isWhole ? given : null;
}

/** Whether it is a preview, at an address that is secret and ends: nothing of it is kept. */
export const isPassing = (episode) => episode?.preview !== undefined;

export function remember(changes) {
  const before = isPassing(changes.before) ? { before: null } : {};
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...changes, ...before }));
  } catch {
    // A browser that keeps nothing plays all the same.
  }
}

function write() {
  if (!span) return;
  const { id, from, to, duration } = span;
  if (to > from && duration) mark(id, from, to, duration);
  keepPlace(id, deck.audio.ended ? 0 : to);
  span.from = to;
}

/** Write down what was heard; what follows begins anew. */
export function settle() {
  write();
  span = null;
}

function hear() {
  const { audio, episode, duration } = deck;
  if (audio.paused || audio.seeking || audio.readyState === 0 || isPassing(episode)) return;
  span ??= { id: episode.id, from: audio.currentTime };
  Object.assign(span, { to: audio.currentTime, duration });
  if (span.to - span.from >= EVERY) write();
}

function end() {
  if (span) span.to = span.duration;
  settle();
}

/** Also where somebody went without listening. */
function leave() {
  write();
  if (deck.episode && deck.state === "paused" && !isPassing(deck.episode)) keepPlace(deck.episode.id, deck.seconds);
}

deck.audio.addEventListener("timeupdate", hear);
deck.audio.addEventListener("playing", hear);
for (const name of ["pause", "seeking", "emptied"]) deck.audio.addEventListener(name, settle);
deck.audio.addEventListener("ended", end);
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.hidden && write());
