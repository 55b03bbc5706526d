// Playing that goes on while pages change: one audio element, the page's box and the bar its controls.
import { isReturning } from "./browse-visit.js";
import { bar, isBoxSeen, paintBar, watch } from "./player-bar.js";
import { describe, upgrade } from "./player-box.js";
import { markChapter, timeOf } from "./player-chapters.js";
import { deck, startDeck } from "./player-deck.js";
import { startKeys } from "./player-keys.js";
import { isPassing, remember, remembered, settle } from "./player-memory.js";
import { paint } from "./player-panel.js";
import { startSession } from "./player-session.js";
import { paintShare } from "./player-share.js";
import { startSliders } from "./player-slider.js";
import { startTabs } from "./player-tabs.js";
import { changeRate, mute, paintTuning, startTuning } from "./player-tuning.js";
import { isFinished, place } from "./store.js";

const BACK = -15;
const FORWARD = 30; // seconds

let box = null; // the page's own player
let own = null; // the episode that it describes
let chosen = null; // the second somebody chose for it before it plays
let before = null; // the episode that another took the place of, `at` its second
let pointed = null; // the panel and the second under a pointer

const panelOf = (element) => element.closest("[data-player], #bar");
const isOwnIn = () => Boolean(own) && own.id === deck.episode?.id;
/** Whether a panel shows what is in the deck, not what it would put there. */
const isDecks = (panel) => panel === bar || (isOwnIn() && chosen === null);

function shownIn(panel) {
  const shown = isDecks(panel) ? shownOfDeck() : shownOfOwn();
  return { ...shown, pointed: pointed?.panel === panel ? pointed.seconds : null };
}

function shownOfDeck() {
  const { episode, state, seconds } = deck;
  const lead = state === "paused" && seconds >= 1 ? "Go on at" : "";
  return { episode, state, seconds, duration: deck.length, lead };
}

function shownOfOwn() {
  const left = isFinished(own.id) ? 0 : place(own.id);
  const seconds = chosen ?? left;
  const lead = chosen === null ? "Go on at" : "Play from";
  const duration = isOwnIn() ? deck.length : own.duration;
  return { episode: own, state: "idle", seconds, duration, lead: seconds >= 1 ? lead : "" };
}

function repaint() {
  if (box) {
    const shown = shownIn(box);
    paint(box, shown);
    paintShare(shown.seconds, shown.duration);
    markChapter(own.chapters, shown.seconds, isOwnIn() || chosen !== null);
  }
  const hasOwn = isOwnIn() && chosen === null;
  paintBar(deck.episode && shownIn(bar), hasOwn ? box : null, before);
}

/** Turns the page's box, if it has one, into controls; after every change of the page. */
function mount({ detail: { ctx } = {} } = {}) {
  const found = document.querySelector("[data-player]");
  if (found !== box) take(found, !ctx || isReturning(ctx));
  repaint();
}

function take(found, isBack) {
  [box, own, chosen, pointed] = [found, found && describe(found), null, null];
  const begun = found ? upgrade(found) : null;
  watch(found);
  if (!found) return;
  if (isOwnIn()) deck.describe(own);
  const start = asked(found);
  if (!isOwnIn() || !deck.isBusy) chosen = start;
  // Whoever follows a link to a second wants that second; Back and Forward lead to a page alone.
  else if (start !== null && !isBack) deck.seek(start);
  paintTuning();
  if (begun !== null) playFrom(begun);
}

/** The second that the page's address asks for, its first where that is none; null where it asks for nothing. */
function asked(found) {
  const isAsking = new URLSearchParams(location.search).has("t");
  return isAsking ? Number(found.dataset.start ?? 0) : null;
}

function playOwn() {
  const { seconds } = shownIn(box);
  if (!isOwnIn()) replace(own, seconds);
  else if (chosen !== null) deck.seek(seconds);
  chosen = null;
  deck.play();
}

function playFrom(seconds) {
  chosen = seconds;
  playOwn();
}

function replace(episode, seconds) {
  settle();
  before = deck.episode && deck.state !== "finished" ? { ...deck.episode, at: deck.seconds } : null;
  deck.load(episode, seconds);
}

function seek(panel, wanted) {
  const shown = shownIn(panel);
  const seconds = Math.min(Math.max(0, wanted), shown.duration || Infinity);
  if (isDecks(panel)) return deck.seek(seconds);
  chosen = seconds;
  repaint();
}

function toggle(panel) {
  if (deck.isBusy && isDecks(panel)) deck.pause();
  else if (panel === box) playOwn();
  else deck.play();
}

function close() {
  settle();
  deck.eject();
  before = null;
  remember({ now: null, before: null });
}

function back() {
  const { at, ...episode } = before;
  replace(episode, at);
  deck.play();
}

function retry(panel) {
  deck.play();
  panel.querySelector("[data-act=toggle]").focus(); // what was pressed goes away
}

const skip = (panel, seconds) => seek(panel, shownIn(panel).seconds + seconds);
const acts = { toggle, mute, close, back, retry, skip: (panel, { by }) => skip(panel, Number(by)) };

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) return acts[button.dataset.act](panelOf(button), button.dataset);
  const second = timeOf(event, own);
  if (second === null) return;
  event.preventDefault();
  playFrom(second);
});

/** What keys are for: what plays; while nothing does, the page's own box where it is in sight. */
const onPlayer = (does) => () => {
  const panel = deck.episode && (deck.isBusy || !isBoxSeen()) ? bar : box;
  if (panel) does(panel);
};

/** What was in the bar before this page was loaded comes back, paused at its place. */
function restore() {
  const { now, before: earlier } = remembered();
  if (!now) return;
  deck.load(now, place(now.id));
  before = earlier;
}

function keep() {
  if (isPassing(deck.episode)) return;
  if (deck.state === "playing") remember({ now: deck.episode, before });
  if (deck.state === "finished") remember({ now: null, before: null });
}

bar.append(deck.audio);
upgrade(bar);
startDeck();
startTuning();
restore();
startSession();
startTabs();
startSliders({ panelOf, shownIn, seek, point: (panel, seconds) => {
  pointed = seconds === null ? null : { panel, seconds };
  repaint();
} });
startKeys({
  k: onPlayer(toggle),
  j: onPlayer((panel) => skip(panel, BACK)),
  l: onPlayer((panel) => skip(panel, FORWARD)),
  m: onPlayer(mute),
  "<": onPlayer(() => changeRate(-1)),
  ">": onPlayer(() => changeRate(1)),
}, ["j", "l", "arrowleft", "arrowright"]);
document.addEventListener("player:state", keep);
for (const name of ["player:time", "player:state", "player:sight"]) document.addEventListener(name, repaint);
for (const name of ["htmx:after:swap", "htmx:finally:swap"]) document.addEventListener(name, mount);
mount();
