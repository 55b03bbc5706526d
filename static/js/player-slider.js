// The slider over a strip: steps of five seconds and of a chapter, and the chapter under a pointer.
import { chapterAt } from "./player-words.js";

const STEP = 5; // seconds
const STEPS = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP };
const NEAR = 3; // seconds into a chapter from which "back" means its own start

/** Where a key leads from a second; null for a key that means nothing here. */
export function stepFrom(key, seconds, chapters) {
  if (key in STEPS) return seconds + STEPS[key];
  if (key === "PageUp") return nextChapter(chapters, seconds) ?? Infinity;
  if (key === "PageDown") return chapterBefore(chapters, seconds) ?? 0;
  return null;
}

/** The second at which the chapter after this one starts; undefined in the last. */
export function nextChapter(chapters, seconds) {
  return chapters[chapterAt(chapters, seconds) + 1]?.[0];
}

/** The start of this chapter; from there the one before it. */
export function chapterBefore(chapters, seconds) {
  return chapters[chapterAt(chapters, seconds - NEAR)]?.[0];
}

/** The second under a pointer. */
export function secondAt(slider, clientX) {
  const { left, width } = slider.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (clientX - left) / width));
  return share * Number(slider.max);
}
