// Lines of a form as rows of fields. The lines stay what is sent: each change writes them.
import { KINDS } from "./rows-kinds.js";
import { isFile, readFile, writeFile } from "./rows-file.js";
import { made, RowList } from "./rows-list.js";

const MOST = 1000; // rows; more lines than that stay lines
const LARGEST = 4_000_000; // bytes of a file
const MOVES = "Alt with ↑ ↓ moves it";
const KEYS = `Enter adds one, ${MOVES}`;
// A sentence about one of them: its number, what it says where it is quoted, and what is wrong.
const NUMBERED = /^(?:Line|Chapter) (\d+),(?: “.*”,?| at [\d:.]+,)? (.*)$/;
// The same about several lines.
const SEVERAL = /^Lines ([\d, and]+) (have .*)$/;

function button(words, name, act) {
  const element = made("button", { type: "button", class: name }, words);
  element.addEventListener("click", act);
  return element;
}

class Rows {
  #isOwn = false;

  constructor(lines) {
    this.lines = lines;
    this.label = document.querySelector(`label[for="${lines.id}"]`);
    this.hint = document.getElementById(`${lines.id}-hint`);
    this.status = made("p", { class: "unseen", role: "status" });
    this.alert = made("p", { class: "wrong", role: "alert", hidden: "" });
    this.build(lines.dataset.rows);
    for (const type of ["input", "change"]) {
      // Written by another script: who types has them as text, and leaves them so.
      lines.addEventListener(type, () => this.isRows && !this.#isOwn && this.follow());
    }
    this.label.addEventListener("click", (event) => {
      if (!this.isRows) return;
      event.preventDefault();
      this.list.focus();
    });
    this.follow();
    this.mark();
  }

  build(name) {
    const kind = KINDS[name];
    const readText = (text) => (name === "chapters" && isFile(text) ? read(text) : null);
    const told = () => this.write();
    this.list = new RowList({ ...kind, readText }, told, (words) => this.say(words));
    const heads = kind.columns.map(({ name: column, label }) =>
      made("span", { class: `cell-${column}` }, label),
    );
    const head = made("p", { class: "row-head", "aria-hidden": "true" }, ...heads);
    const named = `${this.label.textContent}, row by row`;
    const states = { class: `rows rows-of-${name}`, role: "group", "aria-label": named };
    this.element = made("div", states, head, this.list.element);
    this.adds = button(`Add ${/^[aeiou]/.test(kind.one) ? "an" : "a"} ${kind.one}`, "button", () => this.list.focus(this.list.add()[0]));
    this.turns = button("As text", "word-button", () => this.turn());
    const keys = made("span", { class: "row-keys", "aria-hidden": "true" }, kind.isSent ? MOVES : KEYS);
    this.isSent = Boolean(kind.isSent); // a row is added with the file that it is of
    this.known = document.querySelector(`[data-known="${name}"]`);
    const ways = name === "chapters" ? this.chooser() : [];
    const foot = made("div", { class: "row-foot" }, this.adds, ...ways, this.turns, keys);
    this.lines.after(this.element, foot, this.status, this.alert);
  }

  /** A chooser of a file that is read here. */
  chooser() {
    const chooser = made("input", { type: "file", accept: ".json,application/json", hidden: "" });
    chooser.addEventListener("change", async () => {
      const [file] = chooser.files;
      chooser.value = "";
      if (file?.size > LARGEST) this.warn("This file is too large for chapters.");
      else if (file) this.take(await file.text());
    });
    return [chooser, button("From a chapters file", "word-button", () => chooser.click())];
  }

  take(text) {
    try {
      const rows = readFile(text);
      if (rows.length > MOST) throw new Error(`These are more than ${MOST} chapters.`);
      this.list.fill(rows);
    } catch (error) {
      this.warn(error.message);
      return;
    }
    this.show(true);
    this.write();
    const count = this.list.rows.length;
    this.say(`${count} chapters were read from the file. Look at them, and save.`, true);
  }

  get isRows() {
    return this.lines.hidden;
  }

  show(isRows) {
    this.lines.hidden = isRows;
    if (this.hint) this.hint.hidden = isRows;
    this.element.hidden = !isRows;
    if (this.known) this.known.hidden = isRows;
    this.adds.hidden = !isRows || this.isSent;
    this.tell?.(isRows);
    this.turns.textContent = isRows ? "As text" : "As rows";
    this.turns.setAttribute("aria-label", `${this.turns.textContent}: ${this.label.textContent}`);
  }

  /** From rows to lines, or from lines to rows where they can be shown. */
  turn() {
    if (this.isRows) {
      this.show(false);
      this.lines.focus();
      return;
    }
    this.follow();
    if (this.isRows) this.list.focus();
    else this.say("These lines cannot be shown as rows.", true);
  }

  /** Show the lines as they are now, in rows where they can be. */
  follow() {
    const rows = read(this.lines.value);
    this.show(Boolean(rows));
    if (rows) this.list.fill(rows);
    this.shown = this.lines.value;
  }

  write() {
    const said = this.list.said;
    const isMore = said.some(({ more }) => Object.keys(more).length);
    this.lines.value = isMore
      ? writeFile(said.map(({ row, more }) => this.filed(row, more)))
      : said.map(({ line }) => line).join("\n");
    this.shown = this.lines.value;
    this.#isOwn = true;
    this.lines.dispatchEvent(new Event("input", { bubbles: true }));
    this.#isOwn = false;
  }

  filed(row, more) {
    const { time, title, sponsor } = this.list.valuesOf(row);
    return { time, title: sponsor ? `Sponsor: ${title}` : title, more };
  }

  /** Lead from what the site found wrong to the row that it names, and say so in its words. */
  mark() {
    const wrong = document.getElementById(`${this.lines.id}-wrong`);
    if (!wrong) return;
    this.status.before(wrong);
    const words = wrong.textContent;
    const [, number, what] = NUMBERED.exec(words) ?? [];
    this.wrong = number && this.isRows ? this.list.mark(Number(number), what, wrong.id) : this.markAll(words, wrong.id);
    if (!this.wrong) return;
    const link = document.querySelector(`.errors a[href="#${this.lines.id}"]`);
    this.tell = (isRows) => {
      wrong.textContent = isRows ? this.wrong.words : words;
      const listed = isRows ? this.wrong.words : `${this.label.textContent}: ${words}`;
      if (link) link.textContent = listed;
    };
    this.tell(true);
  }

  /** Mark every row that a sentence names; gives the first. */
  markAll(words, describedBy) {
    const [, numbers, what] = (this.isRows && SEVERAL.exec(words)) || [];
    const [first] = numbers?.match(/\d+/g).map((number) => this.list.mark(Number(number), what, describedBy)) ?? [];
    return first ? { ...first, words: words.replace("Lines", "Rows") } : null;
  }

  say(words, isSeen = false) {
    this.status.classList.toggle("unseen", !isSeen);
    this.status.textContent = words;
    this.alert.hidden = true;
  }

  warn(words) {
    this.say("");
    this.alert.textContent = words;
    this.alert.hidden = false;
  }
}

/** Rows of lines or of a file; null where there are too many, or where it is neither. */
function read(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  try {
    const rows = isFile(text) ? readFile(text) : lines.map((line) => ({ line }));
    return rows.length > MOST ? null : rows;
  } catch {
    return null;
  }
}

const all = new Map();
for (const lines of document.querySelectorAll("textarea[data-rows]")) {
  all.set(lines.id, new Rows(lines));
}

/** Where an address or a link leads to lines that are shown as rows, to these. */
function lead(hash) {
  const rows = all.get(hash.slice(1));
  if (!rows?.isRows) return false;
  const { row, field } = rows.wrong ?? {};
  if (field?.isConnected) field.focus();
  else rows.list.focus(row);
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (link && lead(link.getAttribute("href"))) event.preventDefault();
});
addEventListener("pageshow", () => {
  // A browser brings back what was typed.
  for (const rows of all.values()) if (rows.lines.value !== rows.shown) rows.follow();
});
lead(location.hash);
