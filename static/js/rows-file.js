// Chapters of a JSON file as rows, and rows as such a file where lines would lose some of them.
const VERSION = "1.2.0";
const KEPT = ["url", "img"]; // what a chapter has beyond its line

const two = (number) => String(number).padStart(2, "0");

/** 90.5 as "00:01:30.5". */
function clock(seconds) {
  const thousandths = Math.round(seconds * 1000);
  const whole = Math.floor(thousandths / 1000);
  const rest = String(thousandths % 1000).padStart(3, "0").replace(/0+$/, "");
  const minutes = Math.floor(whole / 60);
  const shown = [Math.floor(minutes / 60), minutes % 60, whole % 60].map(two).join(":");
  return rest ? `${shown}.${rest}` : shown;
}

const text = (value) => (typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "");

function row(chapter) {
  const { startTime, title } = Object(chapter);
  const time = Number.isFinite(startTime) && startTime >= 0 ? clock(startTime) : text(startTime);
  const more = Object.fromEntries(
    KEPT.map((name) => [name, text(Object(chapter)[name])]).filter(([, value]) => value),
  );
  return { line: `${time || "[]"} ${text(title)}`, more };
}

export const isFile = (written) => /^\s*\{/.test(written);

/** Rows of a file, each its line and what else it has; throws an Error in words for people. */
export function readFile(written) {
  let chapters;
  try {
    chapters = JSON.parse(written.replace(/^\uFEFF/, ""))?.chapters;
  } catch {
    throw new Error("This is no JSON file.");
  }
  if (!Array.isArray(chapters)) throw new Error("This file has no chapters.");
  const shown = chapters.filter((chapter) => chapter?.toc !== false);
  if (!shown.length) throw new Error("This file has no chapters.");
  return shown.map(row);
}

/** What the site reads as the same chapters, each its time, its title and what else it has. */
export function writeFile(rows) {
  const chapters = rows.map(({ time, title, more }) => ({ startTime: time, title, ...more }));
  return JSON.stringify({ version: VERSION, chapters }, null, 1);
}
