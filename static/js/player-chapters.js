// Chapters in the page: marked while they play, and leading to their second without a new page.
import { chapterAt } from "./player-words.js";

/** Mark the chapter that holds a second, none where nothing of this episode was started. */
export function markChapter(chapters, seconds, isStarted) {
  const current = isStarted ? chapterAt(chapters, seconds) : -1;
  document.querySelectorAll("#chapter-list > li").forEach((line, index) => {
    line.classList.toggle("current", index === current);
    const link = line.querySelector("a.position");
    if (index === current) link?.setAttribute("aria-current", "true");
    else link?.removeAttribute("aria-current");
  });
}

/** The second that a click on a link asks of this page's episode; null for every other click. */
export function timeOf(event, episode) {
  const link = event.target.closest("a[href]");
  const isHeld = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || !episode || event.button !== 0 || isHeld || link.hash !== "#listen") return null;
  if (link.origin !== location.origin || link.pathname !== episode.address) return null;
  const wanted = new URLSearchParams(link.search).get("t") ?? "";
  return /^\d{1,9}$/.test(wanted) ? Number(wanted) : null;
}
