// A conversation as text, read and written as the site does: interview_text.py.
export const KINDS = ["question", "answer", "note", "quote", "picture", "code"];
export const SAID = ["question", "answer"];

const HEADING = new RegExp(`^::[ \\t]*(${KINDS.join("|")})(?![\\p{L}\\p{N}_])(.*)$`, "isu");
const KEYED = /\[([0-9]{0,9})\]$/;
const HASH = /^([0-9a-f]{64})(?:[ \t]+(.*))?$/;
const EMPTY = { kind: "note", text: "", key: "", who: "", label: "", picture: "" };

const onOneLine = (text) => text.split(/[\n\t]/).map((each) => each.trim()).filter(Boolean).join(" ");
export const tidied = (text) => text.replace(/^\n+/, "").trimEnd();
export const passage = (said) => ({ ...EMPTY, ...said });

function begun([, kindSaid, said]) {
  const kind = kindSaid.toLowerCase();
  const whole = onOneLine(said);
  const keyed = KEYED.exec(whole);
  const key = keyed?.[1] ?? "";
  const words = keyed ? whole.slice(0, keyed.index).trimEnd() : whole;
  if (SAID.includes(kind)) return passage({ kind, key, who: words });
  const shown = kind === "picture" && HASH.exec(words);
  return passage(shown ? { kind, key, picture: shown[1], label: shown[2] ?? "" } : { kind, key, label: words });
}

/** As ``{kind, text, key, who, label, picture, written}``; the key of a new one is "". */
export function readPassages(text) {
  const found = [];
  let [head, lines, raw] = [EMPTY, [], []];
  const close = () => {
    const words = tidied(lines.join("\n"));
    if (found.length || head !== EMPTY || words.trim()) found.push({ ...head, text: words, written: head === EMPTY ? "" : raw.join("\n") });
  };
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const heading = HEADING.exec(line);
    if (!heading) {
      lines.push(/^\\+::/.test(line) ? line.slice(1) : line);
      raw.push(line);
      continue;
    }
    close();
    [head, lines, raw] = [begun(heading), [], [line]];
  }
  close();
  return found;
}

export function headingOf({ kind, who, label, picture, key }) {
  const said = SAID.includes(kind) ? onOneLine(who) : [picture, onOneLine(label)].filter(Boolean).join(" ");
  const ending = key ? `[${key}]` : said.endsWith("]") ? "[]" : "";
  return ["::", kind, said, ending].filter(Boolean).join(" ");
}

export function write(said) {
  const lines = tidied(said.text).split("\n").map((line) => (/^\\*::/.test(line) ? `\\${line}` : line));
  return [headingOf(said), lines.join("\n")].filter(Boolean).join("\n");
}

export const writePassages = (passages) => passages.map((each) => tidied(each.written ?? "") || write(each)).join("\n\n");
