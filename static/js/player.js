// Playing that goes on while pages change: one audio element, the page's box and the bar its controls.
import { bar, fill, paintBar, watch } from "./player-bar.js";
import { markChapter, timeOf } from "./player-chapters.js";
import { deck } from "./player-deck.js";
import { remember, remembered, settle } from "./player-memory.js";
import { paint } from "./player-panel.js";
import { startSession } from "./player-session.js";
import { drawingOf } from "./player-strip.js";
import { startTabs } from "./player-tabs.js";
import { isFinished, keepRate, place, rate } from "./store.js";

let box = null; // the page's own player
let own = null; // the episode that it describes
let chosen = null; // the second somebody chose for it before it plays
let before = null; // the episode that another took the place of, with its second

function describe(section) {
  const { episode, title, language, show, address, source, file, artwork } = section.dataset;
  const { nextTitle, nextAddress, duration, chapters, own } = section.dataset;
  return {
    id: episode, title, language, show, address, source, file, artwork, nextTitle, nextAddress, own,
    duration: Number(duration) || 0,
    chapters: JSON.parse(chapters || "[]"),
    strip: drawingOf(section.querySelector(".scrub .strip")),
  };
}

const isOwnIn = () => Boolean(own) && own.id === deck.episode?.id;

/** What the bar shows, or null where nothing is in. */
function shownOfDeck() {
  if (!deck.episode) return null;
  const { episode, state, seconds, duration } = deck;
  return { episode, state, seconds, duration, from: state === "paused" && seconds ? "Go on at" : "" };
}

function shownOfBox() {
  if (isOwnIn() && chosen === null) return shownOfDeck();
  const left = isFinished(own.id) ? 0 : place(own.id);
  const seconds = chosen ?? left;
  const from = chosen === null ? "Go on at" : "Play from";
  return { episode: own, state: "idle", seconds, duration: own.duration, from: seconds ? from : "" };
}

function repaint() {
  if (box) {
    const shown = shownOfBox();
    paint(box, shown);
    markChapter(own.chapters, shown.seconds, isOwnIn() || chosen !== null);
  }
  paintBar(shownOfDeck(), box, before);
}

/** Turns the page's box, if it has one, into controls; after every change of the page. */
function mount() {
  const found = document.querySelector("[data-player]");
  if (found === box) return repaint();
  box = found;
  own = found && describe(found);
  chosen = null;
  watch(found?.querySelector(".player"));
  if (found) upgrade(found);
  repaint();
}

function upgrade(section) {
  const plain = section.querySelector(".plain-audio");
  const start = Number(section.dataset.start) || null;
  if (isOwnIn()) deck.describe(own);
  if (!(isOwnIn() && deck.isBusy)) chosen = start;
  if (!plain.paused) takeOver(plain);
  plain.remove();
  show(section);
}

/** It was started before the script came. */
function takeOver(plain) {
  chosen = plain.currentTime;
  plain.pause();
  playOwn();
}

function show(panel) {
  for (const each of panel.querySelectorAll(".player-buttons, .scrub input, .tuning")) each.hidden = false;
  panel.querySelector(".speed").value = String(deck.rate);
}

function playOwn() {
  const { seconds } = shownOfBox();
  if (!isOwnIn()) replace(own, seconds);
  else if (chosen !== null) deck.seek(chosen);
  chosen = null;
  deck.play();
}

function replace(episode, seconds) {
  settle();
  before = deck.episode ? { ...deck.episode, at: deck.seconds } : null;
  deck.load(episode, seconds);
  fill(episode);
  remember({ now: episode, before });
}

const panelOf = (element) => element.closest("[data-player], #bar");
const isBoxes = (panel) => panel === box && !(isOwnIn() && chosen === null);

const acts = {
  toggle(panel) {
    if (panel === bar || (isOwnIn() && deck.isBusy)) return deck.isBusy ? deck.pause() : deck.play();
    playOwn();
  },
  skip(panel, { by }) {
    const shown = panel === box ? shownOfBox() : shownOfDeck();
    seek(panel, shown.seconds + Number(by));
  },
  retry() {
    deck.play();
  },
  mute() {
    deck.audio.muted = !deck.audio.muted;
  },
  close() {
    settle();
    deck.eject();
    before = null;
    remember({ now: null, before: null });
  },
  back() {
    const { at, ...episode } = before;
    replace(episode, at);
    deck.play();
  },
};

/** In what plays; of what does not yet, the second from which it will. */
function seek(panel, seconds) {
  const at = Math.min(Math.max(0, seconds), (isBoxes(panel) ? own : deck).duration || Infinity);
  if (!isBoxes(panel)) return deck.seek(at);
  chosen = at;
  repaint();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  const panel = button && panelOf(button);
  if (panel) acts[button.dataset.act](panel, button.dataset);
  const second = timeOf(event, own);
  if (second === null) return;
  event.preventDefault();
  chosen = second;
  playOwn();
});

document.addEventListener("change", ({ target }) => {
  const panel = panelOf(target);
  if (!panel) return;
  if (target.matches(".scrub input")) {
    delete panel.dataset.held;
    seek(panel, Number(target.value));
  }
  if (target.matches(".speed")) {
    deck.rate = Number(target.value);
    keepRate(deck.rate);
  }
});

function restore() {
  deck.rate = rate();
  const { now, before: earlier } = remembered();
  if (!now?.source) return;
  deck.load(now, place(now.id));
  before = earlier ?? null;
  fill(now);
}

bar.append(deck.audio);
startSession();
startTabs();
restore();
show(bar);
for (const name of ["player:time", "player:state", "player:sight"]) document.addEventListener(name, repaint);
for (const name of ["htmx:after:swap", "htmx:finally:swap"]) document.addEventListener(name, mount);
mount();
