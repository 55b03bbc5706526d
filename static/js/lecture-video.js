// The video of a lecture: Plyr over the browser's own player, what was watched, what was asked of it.
import { fill, none } from "./hundredths.js";
import { claimKeys } from "./player-keys.js";
import { deck } from "./player-deck.js";
import { captions, keepCaptions, keepRate, rate } from "./store.js";

const [BACK, FORWARD, STEP] = [-15, 30, 10]; // seconds
const RATES = [0.75, 1, 1.25, 1.5, 1.75, 2];
const KIND = "videoRate"; // talk in a video is not as fast as talk alone
// Where a key means something by itself it is not the player's.
const OWN = { " ": "button, summary, input, a, [role^=menu]", arrowleft: "input, pre, [role^=menu]" };
OWN.arrowright = OWN.arrowleft;

/** Begins with it, and until `signal`; gives what seeks and plays. */
export function startVideo(page, video, tell, signal) {
  keepSpeed(video, signal);
  sayFailure(page, video, signal);
  if (tell) watch(video, tell, signal);
  upgrade(page, video, signal);
  return (seconds) => {
    video.currentTime = seconds;
    video.play().catch(() => {}); // why it does not is an event
  };
}

/** All there is of Plyr. Its settings lie here: by default it would ask other hosts, and keep some. */
async function upgrade(page, video, signal) {
  const { upgrade: script, style, icons } = video.dataset;
  await Promise.all([import(script), styled(style)]);
  if (signal.aborted) return;
  const wasPlaying = !video.paused;
  const player = new window.Plyr(video, {
    iconUrl: icons,
    blankVideo: "",
    storage: { enabled: false },
    controls: ["play-large", "play", "progress", "current-time", "duration", "mute", "volume", "captions", "settings", "fullscreen"],
    settings: ["captions", "speed"],
    speed: { selected: video.playbackRate, options: RATES },
    captions: { active: Boolean(captions()), language: captions() || "auto" },
    keyboard: { focused: false, global: false }, // its L would play for ever
    fullscreen: { iosNative: true },
  });
  const missed = video.readyState > 0 ? ["durationchange", "timeupdate"] : []; // they came before Plyr did
  for (const name of missed) video.dispatchEvent(new Event(name));
  const { container } = player.elements;
  video.addEventListener("playing", () => container.classList.add("begun"), { signal });
  shortenTimes(container, signal);
  keepLanguage(player);
  if (wasPlaying) video.play().catch(() => {}); // it was moved, which stops it
  claimKeys({ isFor: (event) => !deck.isBusy && !isOwn(event), does: keysOf(player, video) });
  signal.addEventListener("abort", () => { claimKeys(null); player.destroy(); });
}

/** Who reads along does so in the next lecture too, in the same language. */
function keepLanguage(player) {
  for (const name of ["captionsenabled", "captionsdisabled", "languagechange"]) {
    player.on(name, () => keepCaptions(player.captions.toggled ? player.captions.language : ""));
  }
}

/** Positions read 1:07 on the whole site; Plyr writes 01:07. */
function shortenTimes(container, signal) {
  const shorten = () => {
    for (const each of container.querySelectorAll(".plyr__time, .plyr__progress .plyr__tooltip")) {
      const short = each.textContent.replace(/^0(?=\d:\d\d$)/, "");
      if (short !== each.textContent) each.textContent = short;
    }
  };
  shorten();
  const observer = new MutationObserver(shorten);
  observer.observe(container, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
}

function styled(address) {
  const known = document.head.querySelector(`link[href="${address}"]`);
  if (known) return known.sheet;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  const isThere = new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
  document.head.append(link);
  return isThere;
}

const isOwn = ({ key, target }) => target.closest(OWN[key.toLowerCase()] ?? "[role^=menu]") !== null;

function keysOf(player, video) {
  const toggle = () => player.togglePlay();
  const skip = (seconds) => () => { video.currentTime = Math.max(0, video.currentTime + seconds); };
  // Plyr would set it a moment later, and two presses would be one.
  const faster = (step) => () => {
    const next = Math.max(0, RATES.indexOf(video.playbackRate) + step);
    video.playbackRate = RATES[next] ?? video.playbackRate;
  };
  return {
    k: toggle,
    " ": toggle,
    j: skip(BACK),
    l: skip(FORWARD),
    arrowleft: skip(-STEP),
    arrowright: skip(STEP),
    m: () => { video.muted = !video.muted; },
    c: () => player.toggleCaptions(),
    f: () => player.fullscreen.toggle(),
    "<": faster(-1),
    ">": faster(1),
  };
}

function keepSpeed(video, signal) {
  video.defaultPlaybackRate = video.playbackRate = rate(KIND);
  video.addEventListener("ratechange", () => video.isConnected && keepRate(video.playbackRate, KIND), { signal });
}

function sayFailure(page, video, signal) {
  const said = page.querySelector(".video-said > span");
  const say = (is) => { said.hidden = !is; };
  say(video.error !== null); // it may have come before
  video.addEventListener("error", () => say(true), { signal });
  video.addEventListener("loadedmetadata", () => say(false), { signal });
  said.querySelector("button").addEventListener("click", () => {
    say(false);
    video.load();
    video.play().catch(() => {});
  }, { signal });
}

/** Tells which parts were played, and where it stands; what was skipped was not played. */
function watch(video, tell, signal) {
  const parts = none();
  let from = null; // the second up to which is noted what plays now

  function hear() {
    const now = video.currentTime;
    if (video.seeking || from === null) return;
    fill(parts, from, now, video.duration);
    from = now;
    tell.tell(now, parts);
  }

  tell.lookBy(hear);
  const on = (name, does, target = video) => target.addEventListener(name, does, { signal });
  on("play", tell.begin, video);
  on("playing", () => { from = video.currentTime; });
  on("timeupdate", hear);
  on("seeking", () => { from = null; });
  on("seeked", () => { from = video.paused ? null : video.currentTime; tell.tell(video.currentTime, parts); });
  on("pause", () => { tell.flush(); from = null; });
  on("ended", tell.flush);
  on("lecture:reopened", () => parts.fill(0), document); // the site has forgotten them
}
