// The conversation of an interview as blocks: written, moved, split and joined. Its text stays what is sent.
import { asKind, following, join, KIND_NAMES, split } from "./blocks-editing.js";
import { BlockKeys } from "./blocks-keys.js";
import { People } from "./blocks-people.js";
import { BlockPictures } from "./blocks-pictures.js";
import { BlockRows } from "./blocks-rows.js";
import { readPassages, writePassages } from "./blocks-text.js";
import { Dragging, down, IS_FIRST, IS_LAST, Places, up } from "./outline-moving.js";

const PAUSE = 250; // ms after the last key in the text
const MOST_BACK = 30; // steps that can be taken back
const TOO_LARGE = "This is too much to be shown as blocks: it can be changed as text.";

class Blocks {
  #isOwn = false;
  #back = []; // texts as they were, each with the words of what was done

  constructor(section) {
    this.element = section;
    this.text = section.querySelector('textarea[name="conversation"]');
    this.status = section.querySelector(".blocks-told [role=status]");
    this.undo = section.querySelector('[data-does="undo"]');
    this.none = section.querySelector(".blocks-none");
    this.adding = section.querySelector(".blocks-add");
    section.querySelector(".blocks-new").remove();
    section.querySelector(".blocks-help").hidden = false;
    section.classList.add("has-rows");
    const people = this.text.form.elements.people;
    this.rows = new BlockRows(section, new People(people));
    this.large = (hash) => this.rows.addressOf(hash, "large");
    this.places = new Places(this.rows, (row, put) => this.move(row, put));
    this.dragging = new Dragging(this.rows, () => this.remember(), (row) => this.moved(row));
    this.pictures = new BlockPictures(section, this.rows, (row, hash) => this.put(row, hash), (row) => this.add(row, { kind: "picture" }));
    this.keys = new BlockKeys(this);
    for (const type of ["click", "focusin", "beforeinput", "input", "change"]) section.addEventListener(type, this);
    people?.addEventListener("input", () => this.meet());
    people?.addEventListener("change", () => this.meet());
    addEventListener("pageshow", () => this.text.value !== this.shown && this.follow());
    this.follow();
    this.mark();
  }

  handleEvent(event) {
    if (this.timer && event.target !== this.text) this.follow();
    this[event.type]?.(event, event.target.closest(".blocks-row"));
  }

  // Text and rows

  /** Show the text as it is now. */
  follow() {
    this.timer = clearTimeout(this.timer);
    this.shown = this.text.value;
    const passages = readPassages(this.shown);
    const { blocks, characters } = this.element.dataset;
    const isTooLarge = passages.length > Number(blocks) || this.shown.length > Number(characters);
    this.rows.element.hidden = this.adding.hidden = isTooLarge;
    this.none.hidden = isTooLarge || passages.length > 0;
    if (isTooLarge) return this.say(TOO_LARGE);
    if (this.status.textContent === TOO_LARGE) this.say("");
    this.rows.show(passages);
  }

  write() {
    if (!this.rows.element.hidden) {
      this.none.hidden = this.rows.heads.length > 0;
      this.text.value = this.shown = writePassages(this.rows.passages);
    }
    this.#isOwn = true;
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
    this.#isOwn = false;
  }

  meet() {
    clearTimeout(this.meeting);
    this.meeting = setTimeout(() => this.rows.fillPeople(), PAUSE);
  }

  say(words) {
    this.status.textContent = words;
  }

  // What is done, and taken back

  remember() {
    this.before = this.text.value;
  }

  done(words) {
    this.rows.tell();
    this.write();
    this.say(`${words}.`);
    if (this.text.value === this.before) return;
    this.#back = [...this.#back, this.before].slice(-MOST_BACK);
    this.undo.hidden = false;
  }

  moved(row) {
    this.done(this.rows.placeOf(row));
  }

  takeBack() {
    const focused = document.activeElement.closest?.(".blocks-row");
    const at = this.rows.heads.indexOf(focused);
    this.text.value = this.#back.pop();
    this.undo.hidden = !this.#back.length;
    this.follow();
    this.write();
    this.say("Undone.");
    const row = this.rows.heads[Math.max(at, 0)];
    if (this.undo.hidden) (row ? this.rows.fieldOf(row) : this.adding.querySelector("button")).focus();
  }

  /** Typed on: what was done before is not taken back any more, for that would be, too. */
  settle() {
    this.#back = [];
    this.undo.hidden = true;
  }

  /** Do it, or say why not. */
  attempt(act) {
    this.remember();
    try {
      act();
    } catch (error) {
      this.say(error.message);
    }
  }

  move(row, put, focused = row.querySelector('[data-does="choose"]')) {
    this.remember();
    const caret = [focused.selectionStart, focused.selectionEnd];
    put();
    focused.focus();
    if (focused.localName === "textarea") focused.setSelectionRange(...caret);
    row.scrollIntoView({ block: "nearest" });
    this.moved(row);
  }

  step(row, does, focused) {
    const isPossible = does === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!isPossible) return this.say(does === "up" ? IS_FIRST : IS_LAST);
    this.move(row, () => (does === "up" ? up : down)(this.rows, row), focused);
  }

  /** After a row; at the end where there is none. Gives the new one. */
  add(row, said = null) {
    this.remember();
    const passages = this.rows.passages;
    const place = row ? this.rows.heads.indexOf(row) : passages.length - 1;
    const next = following(passages, place);
    const made = this.rows.make(said ? { ...said, who: said.kind === next.kind ? next.who : "" } : next);
    if (row) row.after(made);
    else this.rows.element.append(made);
    this.done(`New: ${KIND_NAMES[this.rows.read(made).kind].toLowerCase()}, block ${place + 2} of ${passages.length + 1}`);
    this.go(made);
    return made;
  }

  go(row, caret = 0) {
    const field = this.rows.fieldOf(row);
    field.focus();
    field.setSelectionRange(caret, caret);
    row.scrollIntoView({ block: "nearest" });
  }

  split(row, place = null) {
    this.attempt(() => {
      const [first, second] = split(this.rows.read(row), place);
      const made = this.rows.make(second);
      this.rows.fill(row, first);
      row.after(made);
      this.done(`Split into two: ${this.rows.placeOf(made)}`);
      this.go(made);
    });
  }

  /** With the next one. */
  join(row) {
    this.attempt(() => {
      const next = row?.nextElementSibling;
      const first = this.rows.read(row);
      this.rows.fill(row, join(first, next && this.rows.read(next), this.large));
      next.remove();
      this.done(`Joined with the next one: ${this.rows.placeOf(row)}`);
      this.go(row, first.text && this.rows.read(row).text.length > first.text.length ? first.text.length + 2 : 0);
    });
  }

  remove(row) {
    this.remember();
    const name = this.rows.nameOf(row);
    const near = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (near?.querySelector('[data-does="remove"]') ?? this.adding.querySelector("button")).focus();
    this.done(`${name}: taken out`);
  }

  turn(row, kind) {
    const was = readPassages(this.text.value)[this.rows.heads.indexOf(row)];
    this.attempt(() => {
      const select = row.querySelector(".blocks-kind");
      select.value = was.kind;
      const said = asKind({ ...this.rows.read(row), written: "" }, kind, this.large, this.rows.people.all.map(({ name }) => name));
      this.rows.fill(row, said);
      this.done(`${KIND_NAMES[kind]} now: block ${this.rows.heads.indexOf(row) + 1}`);
    });
  }

  /** The picture of a row; gives what is said of it. */
  put(row, picture) {
    if (!row.isConnected) row = this.add(null, { kind: "picture" });
    this.remember();
    const said = this.rows.read(row);
    this.rows.fill(row, { ...said, kind: "picture", picture, label: said.label });
    this.done("The picture stands in its block");
    return said.label;
  }

  // What is pressed and typed

  click(event, row) {
    const button = event.target.closest("button");
    if (!button || this.places.element.contains(button)) return;
    const { does, adds } = button.dataset;
    if (adds) this.add(null, { kind: adds });
    else if (does === "undo") this.takeBack();
    else if (does === "choose") this.places.open(row);
    else if (does === "split") this.split(row, this.keys.placeIn(row));
    else if (does === "up" || does === "down") this.step(row, does, button);
    else if (does) this[does](row);
  }

  input({ target }, row) {
    if (target === this.text) {
      if (this.#isOwn) return;
      this.settle();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.follow(), PAUSE);
    } else if (row && target.matches("textarea, .blocks-label")) {
      target.removeAttribute("aria-invalid");
      this.settle();
      this.rows.grow(row);
      this.write();
    }
  }

  change({ target }, row) {
    if (target.matches(".blocks-kind")) this.turn(row, target.value);
    else if (target.matches(".blocks-who")) this.write();
  }

  /** Lead from what the site found wrong to the row that it names. */
  mark() {
    const wrong = document.getElementById("conversation-wrong");
    const number = Number(/^Line (\d+)/.exec(wrong?.textContent ?? "")?.[1]);
    const lines = this.rows.lines(this.rows.passages);
    const row = lines.find(([begins, ends]) => begins <= number && number <= ends)?.[2];
    if (!row || this.rows.element.hidden) return;
    const field = this.rows.fieldOf(row);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", wrong.id);
    field.id = "blocks-wrong-field";
    row.append(wrong);
    document.querySelector('.errors a[href="#conversation"]')?.setAttribute("href", `#${field.id}`);
  }
}

for (const section of document.querySelectorAll("section.blocks-form")) new Blocks(section);
