// The one audio element that lasts, and the state it is in.
const PATIENCE = 20_000; // ms without a byte after which nothing more is expected
const A_MOMENT = 200; // ms that need no word
const A_SECOND = 1000;
const BUSY = new Set(["starting", "loading", "waiting", "playing"]);

const audio = document.createElement("audio");
audio.id = "lasting-audio";
audio.preload = "none";
audio.preservesPitch = true;

let episode = null;
let state = "idle"; // idle, paused, starting, loading, waiting, playing, finished, failed
let place = 0; // where it is while nothing is loaded
let timers = [];

/** Whether in a state it plays, or is about to. */
export const isBusyIn = (given) => BUSY.has(given);

/** What plays, where and how; `episode` is as the page's box describes it. */
export const deck = {
  audio,
  get episode() { return episode; },
  get state() { return state; },
  get seconds() { return audio.readyState > 0 ? audio.currentTime : place; },
  get duration() {
    return Number.isFinite(audio.duration) && audio.duration > 0 ? audio.duration : episode?.duration ?? 0;
  },
  /** As pages say it, in whole seconds, unless the file is of another length. */
  get length() {
    const said = episode?.duration ?? 0;
    return said && Math.abs(this.duration - said) < 1 ? said : this.duration;
  },
  get isBusy() { return isBusyIn(state); },

  /** Puts an episode in, paused at a second, without asking its host for anything. */
  load(wanted, seconds = 0) {
    episode = wanted;
    place = seconds;
    point();
    turn("paused");
  },

  /** What a fresh page says about the episode that is in. */
  describe(fresh) {
    const moved = fresh.source !== episode.source && !this.isBusy;
    if (moved) this.load(fresh, this.seconds);
    else episode = fresh;
  },

  /** Without an episode nothing: a key of the system may still ask once the player is closed. */
  play() {
    if (!episode) return;
    if (state === "finished") this.seek(0);
    if (state === "failed") point();
    const wasEnough = audio.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
    wait(wasEnough ? "playing" : "starting");
    audio.play().catch((error) => {
      // Where a browser wants a click first, nothing has failed; others come as events.
      if (error.name === "NotAllowedError") turn("paused");
    });
  },

  pause() {
    audio.pause(); // the event turns the state, once what was heard is written down
  },

  seek(seconds) {
    if (!episode) return;
    const last = this.duration ? Math.max(0, this.duration - 0.1) : Infinity;
    place = Math.min(Math.max(0, seconds), last);
    if (audio.hasAttribute("src")) audio.currentTime = place;
    if (state === "finished") turn("paused");
    tell("player:time");
  },

  get rate() { return audio.playbackRate; },
  set rate(wanted) { audio.defaultPlaybackRate = audio.playbackRate = wanted; },

  eject() {
    audio.pause();
    audio.removeAttribute("src");
    audio.load();
    episode = null;
    turn("idle");
  },
};

/** Set the address again, at the same second: before the first play, and after a failure. */
function point() {
  audio.src = episode.source;
  audio.currentTime = place; // kept by the browser until it knows the file
}

function turn(next) {
  stopWaiting();
  state = next;
  tell("player:state");
}

function tell(name) {
  const detail = { episode: episode?.id, state, seconds: deck.seconds, duration: deck.duration };
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

function stopWaiting() {
  timers.forEach(clearTimeout);
  timers = [];
}

/** Says nothing, then "loading", then "waiting", and gives up when no byte comes for long. */
function wait(first = "starting") {
  turn(first);
  if (first === "playing") return;
  timers = [
    setTimeout(() => say("loading"), A_MOMENT),
    setTimeout(() => say("waiting"), A_SECOND),
    setTimeout(fail, PATIENCE),
  ];
}

function say(next) {
  state = next;
  tell("player:state");
}

function fail() {
  place = deck.seconds;
  audio.removeAttribute("src"); // nothing is left open for a server that is silent
  audio.load();
  turn("failed");
}

function giveMoreTime() {
  if (timers.length < 3) return;
  clearTimeout(timers[2]);
  timers[2] = setTimeout(fail, PATIENCE);
}

const follow = {
  playing: () => turn("playing"),
  waiting: () => deck.isBusy && timers.length === 0 && wait(),
  pause: () => deck.isBusy && !audio.ended && audio.hasAttribute("src") && turn("paused"),
  ended: () => { place = 0; turn("finished"); },
  error: () => audio.hasAttribute("src") && fail(),
  progress: giveMoreTime,
  timeupdate: () => { if (audio.readyState > 0) place = audio.currentTime; tell("player:time"); },
  durationchange: () => tell("player:time"),
  seeked: () => tell("player:time"),
};

/** Once, after whoever has to know before others are told of a new state. */
export function startDeck() {
  for (const [name, does] of Object.entries(follow)) audio.addEventListener(name, does);
}
