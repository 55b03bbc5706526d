// Reading a lecture: a part of its text and transcript counts once it stood in the window for a while.
import { fill, none } from "./hundredths.js";

const EVERY = 1000; // ms
const LONG_ENOUGH = 2; // looks in a row at which a part was seen

/** Watches until all of it is read, or the page leaves. */
export function watchReading(page, place, tell, signal) {
  const texts = [...page.querySelectorAll(":is(.lecture-text, .said)")];
  if (!texts.length) return;
  const [parts, seen] = [none(), none()];
  const timer = setInterval(look, EVERY);
  let told = "";
  tell.lookBy(say);

  function look() {
    if (document.hidden) return;
    const isFirst = !parts.includes(1);
    note();
    if (isFirst && parts.includes(1)) tell.begin();
    say();
    if (!parts.includes(0)) end();
  }

  function say() {
    const position = place.second();
    const now = [position, ...parts].join();
    if (now === told || !parts.includes(1)) return;
    told = now;
    tell.tell(position, parts);
  }

  function note() {
    const now = inWindow();
    for (const [at, is] of now.entries()) {
      seen[at] = is ? seen[at] + 1 : 0;
      if (seen[at] >= LONG_ENOUGH) parts[at] = 1;
    }
  }

  /** Which hundredths of what there is to read, one text after another, are in the window. */
  function inWindow() {
    const [found, places] = [none(), texts.map((each) => each.getBoundingClientRect())];
    const whole = places.reduce((sum, { height }) => sum + height, 0);
    let before = 0;
    for (const { top, height } of places) {
      const end = Math.min(height, innerHeight - top);
      if (end > 0) fill(found, before + Math.max(0, -top), before + end, whole);
      before += height;
    }
    return found;
  }

  function end() {
    clearInterval(timer);
    tell.flush();
  }

  const stop = () => { // what stands in the window would be read at once again
    clearInterval(timer);
    tell.lookBy(() => {});
  };
  document.addEventListener("lecture:reopened", stop, { signal });
  signal.addEventListener("abort", () => clearInterval(timer));
}
