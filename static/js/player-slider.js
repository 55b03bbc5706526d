// The slider over a strip: steps of five seconds and of a chapter, and the second under a pointer.
import { chapterBefore, nextChapter } from "./player-words.js";

const STEP = 5; // seconds
const STEPS = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP };
const SLIDER = ".scrub input";

/** Where a key leads from a second; null for a key that means nothing here. */
function stepFrom(key, seconds, chapters) {
  if (key in STEPS) return seconds + STEPS[key];
  if (key === "PageUp") return nextChapter(chapters, seconds) ?? Infinity;
  if (key === "PageDown") return chapterBefore(chapters, seconds) ?? 0;
  return null;
}

/** The second under a pointer. */
function secondAt(slider, x) {
  const { left, width } = slider.getBoundingClientRect();
  return Math.min(1, Math.max(0, (x - left) / width)) * Number(slider.max);
}

/**
 * Tells of every slider in the page, now and later: `seek(panel, seconds)` once it is let go,
 * `point(panel, seconds)` while something is over it, with null when it has gone; `shownIn(panel)`
 * says what a panel shows.
 */
export function startSliders({ panelOf, shownIn, seek, point }) {
  const over = (name, does) => document.addEventListener(name, (event) => {
    if (event.target.matches?.(SLIDER)) does(event, panelOf(event.target), event.target);
  });
  const release = (_event, panel) => {
    delete panel.dataset.held;
    point(panel, null);
  };
  over("keydown", (event, panel) => {
    const { seconds, episode } = shownIn(panel);
    const step = event.altKey || event.ctrlKey || event.metaKey ? null : stepFrom(event.key, seconds, episode.chapters);
    if (step === null) return;
    event.preventDefault();
    seek(panel, step);
  });
  over("input", (_event, panel, slider) => {
    panel.dataset.held = "yes";
    point(panel, Number(slider.value));
  });
  over("change", (event, panel, slider) => {
    const wanted = Number(slider.value);
    release(event, panel);
    seek(panel, wanted);
  });
  over("pointermove", (event, panel, slider) => {
    if (event.pointerType === "mouse") point(panel, secondAt(slider, event.clientX));
  });
  over("pointerout", (_event, panel) => panel.dataset.held || point(panel, null));
  for (const name of ["pointerup", "pointercancel"]) over(name, (event, panel) => setTimeout(release, 0, event, panel));
}
