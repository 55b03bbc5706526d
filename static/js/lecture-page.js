// Puts together what a lecture holds: a video or a text, its transcript, and telling how far it is.
import { startPanel } from "./lecture-panel.js";
import { placeIn } from "./lecture-place.js";
import { follow } from "./lecture-said.js";
import { teller } from "./lecture-telling.js";
import { watchReading } from "./lecture-text.js";
import { startVideo } from "./lecture-video.js";

/** Begins all that there is for this page; gives what ends it, and what tells all that is so now. */
export function begin(page) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const tell = page.dataset.tell ? teller(page, signal) : null;
  const video = page.querySelector(".video-box video");
  startPanel(page, signal);
  // Not every browser lets keys reach what is scrolled sideways.
  for (const code of page.querySelectorAll(".lecture-text pre")) code.tabIndex = 0;
  if (video) {
    const player = startVideo(page, video, tell, signal);
    follow(page, video, player, signal);
  } else {
    const place = placeIn(page);
    place.goBack();
    if (tell) watchReading(page, place, tell, signal);
  }
  return { close: () => leaving.abort(), flush: tell?.flush };
}
