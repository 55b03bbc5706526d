// What the system shows of playing: on a lock screen, on headphones, on a keyboard's keys.
import { deck } from "./player-deck.js";
import { chapterBefore, nextChapter } from "./player-words.js";

const session = navigator.mediaSession;
const BACK = 15;
const FORWARD = 30; // seconds
let shown = null; // the episode that the system was told of

function offer(action, does) {
  try {
    session.setActionHandler(action, does);
  } catch {
    // Not every browser knows every action.
  }
}

const chapters = () => deck.episode?.chapters ?? [];

/** The chapters are its tracks; an episode without them has none. */
function offerTracks() {
  const has = chapters().length > 1;
  offer("previoustrack", has ? () => deck.seek(chapterBefore(chapters(), deck.seconds) ?? 0) : null);
  offer("nexttrack", has ? toNext : null);
}

function toNext() {
  const second = nextChapter(chapters(), deck.seconds);
  if (second !== undefined) deck.seek(second);
}

function describe() {
  const { episode, state } = deck;
  session.playbackState = deck.isBusy ? "playing" : state === "idle" ? "none" : "paused";
  if (episode === shown) return;
  shown = episode;
  session.metadata = episode && metadataOf(episode);
  offerTracks();
}

function metadataOf({ title, show: artist, artwork }) {
  return new MediaMetadata({ title, artist, artwork: artwork ? [{ src: artwork }] : [] });
}

function tellPosition() {
  const { duration, seconds, rate } = deck;
  if (!duration) return;
  session.setPositionState({ duration, position: Math.min(seconds, duration), playbackRate: rate });
}

/** Does nothing where a browser has no such thing. */
export function startSession() {
  if (!session) return;
  offer("play", () => deck.play());
  offer("pause", () => deck.pause());
  offer("stop", () => deck.pause());
  offer("seekbackward", ({ seekOffset }) => deck.seek(deck.seconds - (seekOffset || BACK)));
  offer("seekforward", ({ seekOffset }) => deck.seek(deck.seconds + (seekOffset || FORWARD)));
  offer("seekto", ({ seekTime }) => deck.seek(seekTime));
  document.addEventListener("player:state", () => { describe(); tellPosition(); });
  deck.audio.addEventListener("seeked", tellPosition);
  deck.audio.addEventListener("ratechange", tellPosition);
  deck.audio.addEventListener("durationchange", tellPosition);
}
