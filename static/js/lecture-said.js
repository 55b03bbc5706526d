// The transcript beside a video: marks what is said now, keeps it in view, and leads to a second.
const A_WHILE = 5000; // ms for which somebody who looks elsewhere in it is left alone
const MARGIN = 24; // px
const EARLY = 0.05; // seconds by which a browser may stand before the one it was led to
const MARK = "said-now"; // drawn over the text: an element for each line would move as fonts arrive

export function follow(page, video, seek, signal) {
  const panel = page.querySelector(".lecture-side .transcript");
  const lines = [...(panel?.querySelectorAll("[data-at]") ?? [])].flatMap(linesOf);
  let current = null;
  let touched = -Infinity;

  function mark() {
    const line = lines.findLast(({ second }) => second <= video.currentTime + EARLY) ?? null;
    if (line === current || (!current && isUntouched(video))) return;
    if (current) show(current.text, false);
    if (line) show(line.text, true);
    current = line;
    CSS.highlights?.delete(MARK);
    if (!line) return;
    CSS.highlights?.set(MARK, new Highlight(rangeOf(line)));
    if (performance.now() - touched > A_WHILE) keepInView(panel, rangeOf(line));
  }

  function lead(event) {
    const line = asked(event, lines);
    if (!line) return;
    event.preventDefault();
    touched = -Infinity;
    seek(line.second);
  }

  if (!lines.length) return;
  panel.addEventListener("click", lead, { signal });
  for (const name of ["wheel", "touchmove", "keydown"]) {
    panel.addEventListener(name, () => { touched = performance.now(); }, { signal, passive: true });
  }
  for (const name of ["timeupdate", "seeking"]) video.addEventListener(name, mark, { signal });
  signal.addEventListener("abort", () => CSS.highlights?.delete(MARK));
}

const isUntouched = (video) => video.paused && video.currentTime === 0;

/** Each line of a paragraph: when it is said, and from where to where it stands in its text. */
function linesOf(paragraph) {
  const text = paragraph.firstChild;
  const seconds = paragraph.dataset.at.split(" ").map(Number);
  let end = -1;
  return text.data.split("\n").map((words, place) => {
    const start = end + 1;
    end = start + words.length;
    return { second: seconds[place], text, start, end };
  });
}

function rangeOf({ text, start, end }) {
  const range = new Range();
  range.setStart(text, start);
  range.setEnd(text, end);
  return range;
}

/** The line that was pressed, or the first one of a paragraph by its link. */
function asked(event, lines) {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null;
  const text = target.closest("li")?.querySelector("[data-at]").firstChild;
  if (target.closest("a")) return lines.find((line) => line.text === text);
  if (!target.closest("[data-at]") || !getSelection().isCollapsed) return null;
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  return lines.find((line) => line.text === caret?.offsetNode && line.end >= caret.offset);
}

/** Marks the paragraph of what is said now, or no longer. */
function show(text, is) {
  const paragraph = text.parentElement.closest("li");
  paragraph.classList.toggle("current", is);
  paragraph.querySelector("a").setAttribute("aria-current", is);
}

/** Moves what scrolls inside the panel, and nothing else. */
function keepInView(panel, line) {
  const [frame, place] = [panel.getBoundingClientRect(), line.getBoundingClientRect()];
  const end = Math.min(frame.bottom, innerHeight) - MARGIN;
  if (place.top >= frame.top + MARGIN && place.bottom <= end) return;
  panel.scrollTop += place.top - frame.top - frame.height / 4;
}
