// What this browser keeps of listening: heard parts, places, speed. One record, for this site alone.
import { fill } from "./hundredths.js";

const NAME = "listening";
const VERSION = 1;
const MOST_EPISODES = 500;
const BITS = 100;
const LAST_MINUTE = 60; // seconds; of what lasts over ten
const LONG = 600;
const ENOUGH = 90; // bits of a finished episode
const [SLOWEST, FASTEST] = [0.25, 4]; // no browser plays what is far out

let raw = null; // the record as it was last read or written
let record = fresh();
let isStale = true; // another tab may have written
let isKept = true; // false: this browser keeps nothing, or no more

function fresh() {
  return { v: VERSION, episodes: {} };
}

/** The record as this tab and others left it. */
function current() {
  if (!isStale || !isKept) return record;
  try {
    const found = localStorage.getItem(NAME);
    if (found !== raw) record = parsed(found);
    raw = found;
    isStale = false;
  } catch {
    isKept = false;
  }
  return record;
}

/** The record as it is this moment, to be changed and kept. */
function latest() {
  isStale = true;
  return current();
}

/** Whatever stands there: what is no record of ours is none. */
function parsed(found) {
  let given = null;
  try {
    given = JSON.parse(found);
  } catch {
    // Another program wrote here, or half of it is lost.
  }
  // A newer build of the site may run in another tab: its record is left alone.
  if (given?.v > VERSION) isKept = false;
  if (given?.v !== VERSION || typeof given.episodes !== "object") return fresh();
  return { ...given, episodes: { ...given.episodes } };
}

/** Keeps the record; where there is no room for all, the newer half. */
function keep() {
  if (!isKept) return;
  for (const most of [MOST_EPISODES, MOST_EPISODES / 2]) {
    const entries = Object.entries(record.episodes);
    record.episodes = Object.fromEntries(entries.slice(-most));
    const written = JSON.stringify(record);
    try {
      localStorage.setItem(NAME, written);
      raw = written;
      return;
    } catch {
      // Full: once more with less.
    }
  }
  isKept = false;
}

function entry(episode) {
  const found = current().episodes[episode];
  return typeof found === "object" && found ? found : {};
}

/** Writes changes to an episode and makes it the newest. */
function change(episode, changes) {
  const { [episode]: _before, ...others } = latest().episodes;
  record.episodes = { ...others, [episode]: { ...entry(episode), ...changes } };
  keep();
}

const number = (given) => (Number.isFinite(given) && given > 0 ? given : 0);
const short = (seconds) => Math.round(seconds * 100) / 100;

/** The hundredths of an episode that were heard: 100 times 0 or 1. */
export function heard(episode) {
  const { heard: hex } = entry(episode);
  const isHex = typeof hex === "string" && /^[0-9a-f]{25}$/.test(hex);
  const digits = isHex ? [...hex] : Array(BITS / 4).fill("0");
  return digits.flatMap((digit) => [8, 4, 2, 1].map((bit) => (parseInt(digit, 16) & bit ? 1 : 0)));
}

function hexOf(bits) {
  const digit = (_, n) => parseInt(bits.slice(n * 4, n * 4 + 4).join(""), 2).toString(16);
  return Array.from({ length: BITS / 4 }, digit).join("");
}

/** What was played from one second to another, in an episode of so many seconds. */
export function mark(episode, from, to, duration) {
  latest();
  const bits = heard(episode);
  if (!fill(bits, from, to, duration)) return;
  const isOver = duration > LONG && to > duration - LAST_MINUTE;
  const isFinished = isOver || bits.filter(Boolean).length >= ENOUGH;
  change(episode, {
    heard: hexOf(bits),
    duration: short(duration),
    ...(isFinished ? { finished: 1 } : {}),
  });
}

export function isFinished(episode) {
  return Boolean(entry(episode).finished);
}

/** The second at which somebody stopped. */
export function place(episode) {
  return number(entry(episode).place);
}

export function keepPlace(episode, seconds) {
  if (place(episode) !== short(number(seconds))) change(episode, { place: short(number(seconds)) });
}

/** Seconds that are left of what was begun and is not finished, else null. */
export function left(episode) {
  const rest = number(entry(episode).duration) - place(episode);
  return place(episode) && rest > 0 && !isFinished(episode) ? rest : null;
}

/** How fast it plays: 1 is as it was spoken; "videoRate" is that of videos. */
export function rate(kind = "rate") {
  const kept = number(current()[kind]);
  return kept >= SLOWEST && kept <= FASTEST ? kept : 1;
}

export function keepRate(wanted, kind = "rate") {
  latest()[kind] = wanted;
  keep();
}

/** The language in which captions are read, "" for none. */
export function captions() {
  const { captions: kept } = current();
  return typeof kept === "string" && /^[a-z-]{1,35}$/.test(kept) ? kept : "";
}

export function keepCaptions(language) {
  if (language === captions()) return;
  latest().captions = language;
  keep();
}

/** Calls back once another tab has written, and when a page comes back that slept meanwhile. */
export function onChange(tell) {
  const hear = () => {
    isStale = true;
    tell();
  };
  addEventListener("storage", ({ key }) => (key === NAME || key === null) && hear());
  addEventListener("pageshow", ({ persisted }) => persisted && hear());
}
