// What is done with blocks: split, joined, of another kind; as interview_editing.py does it.
import { passage, SAID, tidied } from "./blocks-text.js";

export const NO_PLACE = "It has one paragraph only: put the cursor where it is to be split, and press again.";
export const NO_NEXT = "There is no block after it.";
const TWO_PICTURES = "Two pictures cannot be one block: take one of them out, or move its words.";
const IN_CODE = "A picture cannot stand in code.";
const LONGEST = 60; // characters of a block by which people know it

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const RULE = /^---[ \t]*$/;
const FENCED = /^(`{3,})([^`\n]*)\n([^]*)\n\1$/;
const SIGNED = /^(?:([^]+)\n\n)?— ([^\n]+)$/;
const SIGNS = /[\\[\]*_`~<&]/g; // of Markdown, among words

export const KIND_NAMES = { question: "Question", answer: "Answer", note: "Note", quote: "Quote", picture: "Picture", code: "Code" };

/** What a block is called among others. */
export function titled({ kind, text, label }) {
  const words = (text || label).replace(/\s+/g, " ").trim();
  if (!words) return `${KIND_NAMES[kind]} without words`;
  const short = words.length > LONGEST ? `${words.slice(0, LONGEST - 1).replace(/\s\S*$/, "")}…` : words;
  return `${KIND_NAMES[kind]} “${short}”`;
}

/** The texts before and after a place in a block, from 0; at a line --- or in the middle without one. */
export function halves(text, place = null) {
  if (place !== null) {
    const behind = text.slice(place);
    const isInLine = place > 0 && text[place - 1] !== "\n";
    return [tidied(text.slice(0, place)), tidied(isInLine ? behind.replace(/^[ \t]+/, "") : behind)];
  }
  const lines = text.split("\n");
  const outside = outsideFences(lines);
  let found = lines.findIndex((line, at) => outside[at] && RULE.test(line));
  if (found < 0) {
    let begins = 0;
    const starts = lines.map(({ length }) => (begins += length + 1) - length - 1);
    const far = (at) => Math.abs(2 * (starts[at] - 1) - text.length);
    const said = lines.findIndex((line) => line.trim());
    const blank = lines.map((_, at) => at).filter((at) => said >= 0 && at > said && outside[at] && !lines[at].trim());
    if (!blank.length) throw new Error(NO_PLACE);
    found = blank.reduce((best, at) => (far(at) < far(best) ? at : best));
  }
  return [lines.slice(0, found), lines.slice(found + 1)].map((each) => tidied(each.join("\n")));
}

function outsideFences(lines) {
  let fence = "";
  return lines.map((line) => {
    const mark = FENCE.exec(line)?.[1];
    const isOutside = !fence && !mark;
    if (mark && fence && line.trim().startsWith(fence)) fence = "";
    else if (mark && !fence) fence = mark;
    return isOutside;
  });
}

export function split(whole, place = null) {
  const [first, second] = halves(whole.text, place);
  const behind = whole.kind === "picture" ? passage({ text: second }) : { ...whole, key: "", text: second };
  return [{ ...whole, text: first }, behind];
}

/** Key and kind of the first, the words of both; ``large`` gives the address of a picture. */
export function join(first, second, large) {
  if (!second) throw new Error(NO_NEXT);
  if (first.kind === "picture" && second.kind === "picture" && first.picture && second.picture) throw new Error(TWO_PICTURES);
  if (first.kind === "code" && second.picture) throw new Error(IN_CODE);
  const isSame = first.kind === second.kind;
  const words = isSame || first.kind === "code" ? second.text : wordsIn(second, large);
  const text = [first.text, words].filter(Boolean).join("\n\n");
  if (!isSame) return { ...first, text };
  return { ...first, text, label: first.label || second.label, picture: first.picture || second.picture };
}

/** A block as it stands among other words, in Markdown. */
function wordsIn({ kind, text, label, picture }, large) {
  if (kind === "picture" && picture) return [`![${label.replace(SIGNS, "\\$&")}](${large(picture)})`, text].filter(Boolean).join("\n\n");
  if (kind === "code" && text) {
    const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
    const fence = "`".repeat(Math.max(3, longest + 1));
    return `${fence}${label}\n${text}\n${fence}`;
  }
  if (kind !== "quote" || !text) return text;
  const lines = [...text.split("\n"), ...(label ? ["", `— ${label}`] : [])];
  return lines.map((line) => `> ${line}`.trimEnd()).join("\n");
}

/** Of another kind, with all its words; only who is among the people says something. */
export function asKind(said, kind, large, people = []) {
  if (kind === said.kind) return said;
  if (said.picture && kind !== "picture") {
    if (kind === "code") throw new Error(IN_CODE);
    return passage({ kind, key: said.key, text: wordsIn(said, large) });
  }
  const isSaid = SAID.includes(kind);
  if (isSaid && said.kind === "quote" && people.includes(said.label)) return { ...said, kind, who: said.label, label: "" };
  const plain = { ...(said.kind !== "note" || isSaid ? unlabelled(said) : said), kind };
  if (isSaid) return plain;
  const { who, text } = plain;
  plain.who = "";
  const signed = kind === "quote" && !who && SIGNED.exec(text);
  if (signed) return { ...plain, text: signed[1] ?? "", label: signed[2] };
  if (kind === "quote") return { ...plain, label: who };
  const fenced = kind === "code" && FENCED.exec(text);
  return fenced ? { ...plain, text: fenced[3], label: fenced[2].trim() } : plain;
}

/** With its label among its words. */
function unlabelled(said) {
  const { kind, text, label } = said;
  if (!label) return said;
  if (kind === "code" && text) return { ...said, text: wordsIn(said), label: "" };
  return { ...said, text: [text, kind === "quote" ? `— ${label}` : label].filter(Boolean).join("\n\n"), label: "" };
}

/** What follows a block when somebody goes on: the answer to a question, a question after an answer. */
export function following(passages, place) {
  const before = passages.slice(0, place + 1).reverse();
  const said = before.find(({ kind }) => SAID.includes(kind));
  const isOther = said && said === before[0] ? said.kind === "question" : Boolean(said);
  const kind = isOther ? "answer" : "question";
  return passage({ kind, who: before.find((each) => each.kind === kind)?.who ?? "" });
}
