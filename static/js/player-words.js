// How moments and lengths are put into words, as the pages themselves say them.
const HOUR = 3600;
const NEAR = 3; // seconds

/** A moment in something that lasts `whole` seconds: `24:31`, `0:24:31` where that is an hour. */
export function position(seconds, whole = 0) {
  const at = Math.max(0, Math.floor(seconds));
  const [minutes, rest] = [Math.floor(at / 60), String(at % 60).padStart(2, "0")];
  if (Math.max(at, whole) < HOUR) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

/** A moment for ears: `24 min 31 s`. */
export function spoken(seconds) {
  const at = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(at / HOUR), Math.floor(at / 60) % 60, at % 60];
  const words = [hours && `${hours} h`, minutes && `${minutes} min`, rest && `${rest} s`];
  return words.filter(Boolean).join(" ") || "0 s";
}

/** How long something lasts: `45 s`, `58 min`, `9 h 32 min`. */
export function lasting(seconds) {
  if (seconds < 60) return `${Math.max(0, Math.floor(seconds))} s`;
  const minutes = Math.floor((seconds + 30) / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

/** Which chapter, a pair of second and title, holds a second; -1 before the first. */
export function chapterAt(chapters, seconds) {
  return chapters.findLastIndex(([start]) => start <= seconds);
}

/** The second at which the chapter after this one starts; undefined in the last. */
export function nextChapter(chapters, seconds) {
  return chapters[chapterAt(chapters, seconds) + 1]?.[0];
}

/** The start of this chapter; within its first seconds that of the one before. */
export function chapterBefore(chapters, seconds) {
  return chapters[chapterAt(chapters, seconds - NEAR)]?.[0];
}

export function titleAt(chapters, seconds) {
  return chapters[chapterAt(chapters, seconds)]?.[1] ?? "";
}

/** What a slider says: `24 min 31 s of 58 min, Asking the right index`. */
export function sliderWords(seconds, whole, chapters) {
  const title = titleAt(chapters, seconds);
  return `${spoken(seconds)} of ${lasting(whole)}${title ? `, ${title}` : ""}`;
}
