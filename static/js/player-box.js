// The page's box: what it says of its episode, and its turning from the browser's player into ours.
import { drawingOf } from "./player-strip.js";

/** The episode of a box, as values that can be kept. */
export function describe(box) {
  const { episode, duration, chapters, state: _state, start: _start, player: _player, ...said } = box.dataset;
  return {
    ...said,
    id: episode,
    duration: Number(duration) || 0,
    chapters: JSON.parse(chapters || "[]"),
    strip: drawingOf(box.querySelector(".scrub .strip")),
  };
}

/** Shows the controls; gives the second at which the browser's player was already playing, or null. */
export function upgrade(panel) {
  for (const each of panel.querySelectorAll(".player-buttons, .scrub input, .tuning")) each.hidden = false;
  const plain = panel.querySelector(".plain-audio");
  if (!plain) return null;
  const begun = plain.paused ? null : plain.currentTime;
  plain.pause();
  plain.remove();
  return begun;
}
