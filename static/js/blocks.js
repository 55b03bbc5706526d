// The conversation of an interview as blocks: written, moved, split and joined. Its text stays what is sent.
import { asKind, following, join, KIND_NAMES, split } from "./blocks-editing.js";
import { BlockKeys } from "./blocks-keys.js";
import { People } from "./blocks-people.js";
import { BlockPictures } from "./blocks-pictures.js";
import { BlockRows, bring, select } from "./blocks-rows.js";
import { readPassages } from "./blocks-text.js";
import { goneOf, Halves, putBack, Steps } from "./blocks-undo.js";
import { markWrong } from "./blocks-wrong.js";
import { Dragging, down, IS_FIRST, IS_LAST, Places, up } from "./outline-moving.js";

const PAUSE = 250; // ms after the last key
const TOO_LARGE = "This is too much to be shown as blocks: it can be changed as text.";

class Blocks {
  #isOwn = false;

  constructor(section) {
    this.element = section;
    this.text = section.querySelector('textarea[name="conversation"]');
    const told = section.querySelector(".blocks-told");
    this.status = told.querySelector("[role=status]");
    this.undo = told.querySelector('[data-does="undo"]');
    this.none = section.querySelector(".blocks-none");
    this.adding = section.querySelector(".blocks-add");
    section.querySelector(".blocks-new").remove();
    section.querySelector(".blocks-help").hidden = false;
    section.classList.add("has-rows");
    this.form = this.text.form;
    this.form.querySelector(".save-foot")?.prepend(told); // it is seen wherever somebody is in the form
    const { people } = this.form.elements;
    this.rows = new BlockRows(section, new People(people));
    this.large = (hash) => this.rows.addressOf(hash, "large");
    this.places = new Places(this.rows, (row, put) => this.move(row, put));
    this.dragging = new Dragging(this.rows, () => this.remember(), (row) => this.moved(row));
    this.pictures = new BlockPictures(section, this.rows, (row, hash) => this.put(row, hash), (row) => this.add(row, { kind: "picture" }));
    this.keys = new BlockKeys(this);
    this.steps = new Steps(this.undo);
    this.halves = new Halves(this.rows);
    told.addEventListener("click", this);
    for (const type of ["click", "focusin", "beforeinput", "input", "change"]) section.addEventListener(type, this);
    people?.addEventListener("input", () => this.meet());
    people?.addEventListener("change", () => this.meet());
    this.form.addEventListener("formdata", ({ formData }) => this.late && formData.set(this.text.name, this.flush()));
    addEventListener("pagehide", () => this.flush());
    addEventListener("pageshow", () => this.text.value !== this.shown && this.follow());
    this.follow();
    markWrong(this.rows);
  }

  handleEvent(event) {
    if (this.timer && event.target !== this.text) this.follow();
    if (event.type === "click" || event.type === "focusin") this.flush();
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

  /** Write what stands in the rows, and tell the form. */
  write() {
    this.#put();
    this.#isOwn = true;
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
    this.#isOwn = false;
  }

  /** After a pause, for the whole text of a long conversation takes its time; whoever sends it before has it, too. */
  writeLater() {
    clearTimeout(this.late);
    this.late = setTimeout(() => this.write(), PAUSE);
  }

  /** What was typed stands in the text now; gives that. */
  flush() {
    if (this.late) this.#put();
    return this.text.value;
  }

  #put() {
    this.late = clearTimeout(this.late);
    if (this.rows.element.hidden) return;
    this.none.hidden = this.rows.heads.length > 0;
    this.text.value = this.shown = this.rows.texts.join("\n\n");
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
    this.before = this.flush();
  }

  /** ``gone``: what was taken out. */
  done(words, gone = null) {
    this.tell(words);
    if (this.text.value !== this.before) this.steps.add(this.before, gone);
  }

  tell(words) {
    this.rows.tell();
    this.write();
    this.say(`${words}.`);
  }

  moved(row) {
    this.done(this.rows.placeOf(row));
  }

  takeBack() {
    this.flush();
    const { text, gone } = this.steps.take();
    if (text === null) {
      putBack(this.rows, gone);
      this.tell(`Put back: ${this.rows.placeOf(gone.row)}`);
      return this.go(gone.row);
    }
    const were = this.rows.texts;
    this.text.value = text;
    this.follow();
    this.write();
    this.say("Undone.");
    const at = this.rows.texts.findIndex((each, place) => each !== were[place]);
    const row = this.rows.heads.at(at);
    row?.scrollIntoView({ block: "nearest" });
    if (this.undo.hidden) (row ? this.rows.fieldOf(row) : this.adding.querySelector("button")).focus();
  }

  settle() {
    const gone = this.steps.settle();
    if (gone && !this.status.textContent.startsWith(gone.name)) this.say(`${gone.name}: taken out.`);
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
    if (focused.localName === "textarea") select(focused, ...caret);
    else focused.focus();
    bring(row);
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
    select(this.rows.fieldOf(row), caret);
    bring(row);
  }

  split(row, place = null) {
    this.attempt(() => {
      const [first, second] = split(this.rows.read(row), place);
      const made = this.rows.make(second);
      const whole = this.rows.read(row);
      this.rows.fill(row, first);
      row.after(made);
      this.halves.add(row, made, whole);
      this.done(`Split into two: ${this.rows.placeOf(made)}`);
      this.go(made);
    });
  }

  /** With the next one; two halves that nobody changed are what they were before they were split. */
  join(row) {
    this.attempt(() => {
      const next = row?.nextElementSibling;
      const [first, second] = [this.rows.read(row), next && this.rows.read(next)];
      const whole = next && this.halves.wholeOf(row, next);
      this.rows.fill(row, whole ?? join(first, second, this.large));
      next.remove();
      this.done(`Joined with the next one: ${this.rows.placeOf(row)}`);
      const { text } = this.rows.read(row);
      const caret = whole ? text.length - second.text.length : first.text.length + 2;
      this.go(row, first.text && text.length > first.text.length ? caret : 0);
    });
  }

  remove(row) {
    this.remember();
    const name = this.rows.nameOf(row);
    const gone = goneOf(this.rows, row);
    const near = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (near?.querySelector('[data-does="remove"]') ?? this.adding.querySelector("button")).focus();
    this.done(`${name}: taken out`, gone);
  }

  turn(row, kind) {
    row.querySelector(".blocks-kind").value = row.dataset.kind; // as it was
    this.attempt(() => {
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
      this.late = clearTimeout(this.late);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.follow(), PAUSE);
    } else if (row && target.matches("textarea, .blocks-label")) {
      target.removeAttribute("aria-invalid");
      this.settle();
      this.rows.touch(row);
      this.writeLater();
    }
  }

  change({ target }, row) {
    if (target.matches(".blocks-kind")) this.turn(row, target.value);
    else if (target.matches(".blocks-who")) {
      this.remember();
      this.rows.touch(row);
      this.done(`Who says block ${this.rows.heads.indexOf(row) + 1} is chosen`);
    }
  }
}

for (const section of document.querySelectorAll("section.blocks-form")) new Blocks(section);
