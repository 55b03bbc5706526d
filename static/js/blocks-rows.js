// Rows of a conversation: each is a block that is written there, and is read as a passage.
import { KIND_NAMES, titled } from "./blocks-editing.js";
import { headingOf, passage, SAID, tidied, write, writePassages } from "./blocks-text.js";

const LABELS = { code: "Language", quote: "Who said it", picture: "What it shows" };
const PLACEHOLDERS = { picture: "Caption" };
const WAYS = { up: "Up", down: "Down", choose: "Move to …", split: "Split", join: "Join with the next", add: "New block after", remove: "Remove" };
const GROWS = CSS.supports("field-sizing", "content");
const LONG = matchMedia("(max-width: 759px)").matches ? 34 : 80; // characters of a line, where fields do not grow by themselves

export class BlockRows {
  #blank;
  #count = 0;
  #said = new WeakMap(); // what a row says beside its fields, and how that was written
  #texts = new WeakMap(); // how a row is written, as long as nobody types in it

  constructor(section, people) {
    this.element = section.querySelector(".blocks-list");
    this.people = people;
    const blank = section.querySelector(".blocks-blank").content;
    this.places = blank.querySelector(".outline-places").cloneNode(true);
    this.#blank = blank.querySelector(".blocks-row");
    this.addressOf = (hash, kind) => section.dataset[kind].replace("HASH", hash);
    this.element.replaceChildren();
  }

  // As outline-moving.js asks: each is a head, and nothing stands in it

  headsName = "Blocks";
  handles = { heads: ".blocks-head > .outline-handle" };
  lists = [];

  get heads() {
    return [...this.element.children];
  }

  isHead() {
    return true;
  }

  waysOf(row) {
    return row.querySelector(".blocks-ways");
  }

  nameOf(row) {
    return titled(this.read(row));
  }

  placeOf(row) {
    return `${this.nameOf(row)}: block ${this.heads.indexOf(row) + 1} of ${this.heads.length}`;
  }

  // Read

  fieldOf(row) {
    return row.querySelector(".blocks-field");
  }

  read(row) {
    const { key, picture, who, label } = this.#said.get(row);
    const kind = row.querySelector(".blocks-kind").value;
    const [speaker, words] = [row.querySelector(".blocks-who"), row.querySelector(".blocks-label")];
    return passage({
      kind, key,
      who: SAID.includes(kind) ? speaker.value : who,
      label: kind in LABELS ? words.value : label,
      picture: kind === "picture" ? picture : "",
      text: tidied(this.fieldOf(row).value),
    });
  }

  get passages() {
    return this.heads.map((row) => this.read(row));
  }

  /** How each is written: as it came where nobody changed it. */
  get texts() {
    return this.heads.map((row) => {
      if (!this.#texts.has(row)) this.#texts.set(row, this.#written(row));
      return this.#texts.get(row);
    });
  }

  #written(row) {
    const said = this.read(row);
    const { first, written } = this.#said.get(row);
    return writePassages([{ ...said, written: first === write(said) ? written : "" }]);
  }

  /** Somebody typed in it. */
  touch(row) {
    this.#texts.delete(row);
    this.grow(row);
  }

  // Show

  /** Show these passages, each in a row of its own: the one that it had, where there is one. */
  show(passages) {
    const spare = new Map();
    for (const row of this.heads) {
      const said = keyOf(this.read(row));
      spare.set(said, [...(spare.get(said) ?? []), row]);
    }
    const rows = passages.map((each) => {
      const row = spare.get(keyOf(each))?.shift() ?? this.#made();
      this.fill(row, each);
      return row;
    });
    const isSame = rows.length === this.heads.length && rows.every((row, at) => row === this.heads[at]);
    if (!isSame) this.element.replaceChildren(...rows);
    this.tell();
  }

  make(said) {
    const row = this.#made();
    this.fill(row, passage(said));
    return row;
  }

  #made() {
    const row = this.#blank.cloneNode(true);
    const input = row.querySelector("input[type=file]");
    input.id = `blocks-file-${(this.#count += 1)}`;
    row.querySelector("label").htmlFor = input.id;
    row.querySelector(".hint").id = `${input.id}-hint`;
    row.querySelector(".wrong").id = `${input.id}-wrong`;
    return row;
  }

  fill(row, said) {
    const { key, picture, who, label, written = "" } = said;
    this.#said.set(row, { key, picture, who, label, written, first: write(said) });
    this.#texts.delete(row);
    if (key) row.dataset.key = key;
    else delete row.dataset.key;
    row.querySelector(".blocks-kind").value = said.kind;
    row.querySelector(".blocks-label").value = said.label;
    const field = this.fieldOf(row);
    if (tidied(field.value) !== said.text) field.value = said.text;
    this.#dress(row, said);
  }

  /** What of a row is shown goes with its kind. */
  #dress(row, { kind, who, label, picture }) {
    row.dataset.kind = kind;
    const [speaker, words] = [row.querySelector(".blocks-who"), row.querySelector(".blocks-label")];
    speaker.hidden = !SAID.includes(kind);
    if (!speaker.hidden) this.people.fill(speaker, kind, who);
    words.hidden = !(kind in LABELS);
    words.placeholder = LABELS[kind] ?? "";
    row.querySelector(".blocks-picture").hidden = kind !== "picture";
    const shown = row.querySelector("img");
    shown.hidden = !picture;
    if (picture) Object.assign(shown, { src: this.addressOf(picture, "shown"), alt: label });
    else shown.removeAttribute("src");
    const field = this.fieldOf(row);
    field.placeholder = PLACEHOLDERS[kind] ?? KIND_NAMES[kind];
    field.spellcheck = kind !== "code";
    field.dir = kind === "code" ? "ltr" : "auto";
    this.grow(row);
  }

  /** Browsers that let no field grow by what stands in it. */
  grow(row) {
    if (GROWS) return;
    const field = this.fieldOf(row);
    field.rows = Math.max(2, field.value.split("\n").reduce((sum, { length }) => sum + 1 + Math.floor(length / LONG), 0));
  }

  /** The people changed. */
  fillPeople() {
    for (const row of this.heads) {
      const { kind, who } = this.read(row);
      if (SAID.includes(kind)) this.people.fill(row.querySelector(".blocks-who"), kind, who);
    }
  }

  /** What buttons and fields are called goes with where the row stands, and what it says. */
  tell() {
    this.heads.forEach((row, at) => this.name(row, at + 1));
  }

  name(row, number = this.heads.indexOf(row) + 1) {
    const { kind } = this.read(row);
    const name = `${KIND_NAMES[kind]}, block ${number}`;
    const named = [[".blocks-kind", "Kind of"], [".blocks-who", "Who says"], [".blocks-field", "Words of"]];
    if (kind in LABELS) named.push([".blocks-label", `${LABELS[kind]}:`]);
    else row.querySelector(".blocks-label").removeAttribute("aria-label");
    for (const [selector, words] of named) row.querySelector(selector).setAttribute("aria-label", `${words} block ${number}`);
    for (const button of row.querySelectorAll(".blocks-ways > button")) button.setAttribute("aria-label", `${WAYS[button.dataset.does]}: ${name}`);
    row.dataset.number = number;
    row.id = `block-${number}`;
  }

  /** The numbers of the lines of the text at which each begins and ends, and its row. */
  lines() {
    const { heads } = this;
    let line = 1;
    return this.texts.map((text, at) => {
      const begins = line;
      line += text.split("\n").length + 1;
      return [begins, line - 1, heads[at]];
    });
  }
}

/** Select in a field; what is focused after that is shown where its cursor is, however high it is. */
export function select(field, from, to = from) {
  field.blur();
  field.setSelectionRange(from, to);
  field.focus();
}

/** All of a row, where there is room for it. */
export function bring(row) {
  if (row.offsetHeight < innerHeight / 2) row.scrollIntoView({ block: "nearest" });
}

const keyOf = (said) => said.key || ` ${headingOf(said)}\n${said.text}`;
