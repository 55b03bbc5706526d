// The place in a lecture that is read: the second of what stands at the top of the window.
const EDGE = 24; // px
const ALL = 100;

/** `second` gives it, 0 where nothing tells a time; `goBack` leads to where somebody stopped. */
export function placeIn(page) {
  const lines = [...page.querySelectorAll(".said .at")];
  const texts = [...page.querySelectorAll(":is(.lecture-text, .said)")];
  const text = page.querySelector(".lecture-text");
  const { seconds, resume, read } = page.dataset;
  const length = Number(seconds ?? 0);

  const secondOf = (line) => Number(line?.hash.slice(2) ?? 0);
  const topOf = (each) => each.getBoundingClientRect().top;
  const heightOf = (each) => each.getBoundingClientRect().height;

  function second() {
    if (lines.length) return secondOf(lines.findLast((line) => topOf(line) <= EDGE));
    if (!text) return 0;
    const share = Math.max(0, -topOf(text)) / heightOf(text);
    return Math.floor(Math.min(share, 1) * length);
  }

  /** How far below the top of the window that second is. */
  function below(wanted) {
    if (lines.length) return topOf(lines.findLast((line) => secondOf(line) <= wanted) ?? lines[0]);
    return length && text ? topOf(text) + (heightOf(text) * wanted) / length : 0;
  }

  /** The same of where reading ended, at the bottom of the window; for a text without times. */
  function belowRead() {
    if (!text || (length && !lines.length)) return 0;
    const whole = texts.reduce((sum, each) => sum + heightOf(each), 0);
    return topOf(text) + (whole * Number(read ?? 0)) / ALL - innerHeight;
  }

  /** Only where nothing else was asked for: who is somewhere already stays there. */
  function goBack() {
    if (location.hash || scrollY > 0) return;
    const wanted = Number(resume ?? 0);
    const top = Math.ceil(wanted ? below(wanted) : belowRead());
    if (top > 0) scrollTo({ top, behavior: "instant" });
  }

  return { second, goBack };
}
