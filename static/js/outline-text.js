// The outline of a course as text, read and written as the site does: course_outline_text.py.
const KEYED = /(?:^|\s)\[(\d{0,9})\]$/;

function readLine(written) {
  const isChapter = written.startsWith("#");
  const said = isChapter ? written.replace(/^#+\s*/, "") : written;
  const keyed = KEYED.exec(said);
  const title = keyed ? said.slice(0, keyed.index).trimEnd() : said;
  return { title: title.replace(/^\\(?=\\*#)/, ""), key: keyed?.[1] ?? "", isChapter, written };
}

/** Lines as ``{title, key, isChapter, written}``; the key of a new one is "". */
export function readLines(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map(readLine);
}

/** As it came, where it did: nothing is changed in what nobody touched. */
function write({ title, key, isChapter, written }) {
  if (written) return written;
  const ending = key ? `[${key}]` : KEYED.test(title) ? "[]" : "";
  const escaped = /^\\*#/.test(title) ? `\\${title}` : title;
  return [isChapter ? "#" : "", escaped, ending].filter(Boolean).join(" ");
}

export const writeLines = (lines) => lines.map(write).filter(Boolean).join("\n");
