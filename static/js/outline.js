// The outline of a course as rows: named, moved, added and removed at once. Its text stays what is sent.
import { Dragging, down, IS_FIRST, IS_LAST, leaveInside, Places, up } from "./outline-moving.js";
import { CHAPTER, LECTURE, OutlineRows } from "./outline-rows.js";
import { readLines, writeLines } from "./outline-text.js";

const PAUSE = 250; // ms after the last key in the text
const KEYS = { ArrowUp: "up", ArrowDown: "down" };
const WOULD_STAND_NOWHERE = "Its lectures would stand in no chapter: take them out, or move them, first.";
const TOO_LARGE = "These are too many lines to be shown as rows.";
const NO_CHAPTER = "The text begins with a lecture: put a line such as “# Its title” before it.";

class Outline {
  #isOwn = false;

  constructor(section) {
    this.element = section;
    this.text = section.querySelector('textarea[name="outline"]');
    this.status = section.querySelector(".outline-told [role=status]");
    this.undo = section.querySelector('[data-does="undo"]');
    this.none = section.querySelector(".outline-none");
    this.chapterField = document.getElementById("outline-chapter");
    section.classList.add("has-rows");
    this.rows = new OutlineRows(section);
    this.places = new Places(this.rows, (row, put) => this.change(row, put));
    this.dragging = new Dragging(this.rows, () => this.remember(), (row) => this.moved(row));
    for (const type of ["click", "keydown", "input", "paste"]) section.addEventListener(type, this);
    addEventListener("pageshow", () => this.text.value !== this.shown && this.follow());
    this.follow();
    this.mark();
  }

  handleEvent(event) {
    if (this.timer && event.target !== this.text) this.follow();
    this[event.type](event, event.target.closest("li"));
  }

  /** Show the text as it is now. */
  follow() {
    this.timer = clearTimeout(this.timer);
    this.shown = this.text.value;
    const lines = readLines(this.shown);
    const why = this.whyNot(lines);
    this.rows.element.hidden = this.none.hidden = Boolean(why);
    this.chapterField.closest(".outline-new").hidden = why === TOO_LARGE;
    if (why) return this.say(why);
    this.rows.show(lines);
    this.tell();
  }

  /** Why lines are not shown as rows, "" where they are. */
  whyNot(lines) {
    const { chapters, lectures } = this.element.dataset;
    const inside = lines.filter(({ isChapter }) => !isChapter).length;
    if (inside > Number(lectures) || lines.length - inside > Number(chapters)) return TOO_LARGE;
    return !lines.length || lines[0].isChapter ? "" : NO_CHAPTER;
  }

  tell() {
    this.rows.tell();
    this.none.hidden = this.rows.chapters.length > 0;
    this.dragging.follow();
  }

  write() {
    if (!this.rows.element.hidden) {
      this.tell();
      this.text.value = this.shown = writeLines(this.rows.lines);
    }
    this.#isOwn = true;
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
    this.#isOwn = false;
  }

  say(words) {
    this.status.textContent = words;
  }

  // What is done, and taken back

  remember() {
    this.before = this.text.value;
    this.undo.hidden = true;
  }

  moved(row) {
    const isNews = writeLines(this.rows.lines) !== this.before;
    if (isNews) this.done(this.rows.placeOf(row));
  }

  done(words) {
    this.write();
    this.say(`${words}.`);
    this.undo.hidden = false;
  }

  takeBack() {
    this.text.value = this.before;
    this.undo.hidden = true;
    this.follow();
    this.write();
    this.say("Undone.");
    this.chapterField.focus();
  }

  change(row, put, focused = row.querySelector('[data-does="choose"]')) {
    this.remember();
    put();
    this.see(row);
    focused.focus();
    row.scrollIntoView({ block: "nearest" });
    this.moved(row);
  }

  see(row) {
    if (!this.rows.isChapter(row)) row.closest("details").open = true;
  }

  step(row, does, focused) {
    this.remember();
    if (!(does === "up" ? up : down)(this.rows, row)) return this.say(does === "up" ? IS_FIRST : IS_LAST);
    this.change(row, () => {}, focused);
  }

  remove(row) {
    this.remember();
    const name = this.rows.nameOf(row);
    const near = row.nextElementSibling ?? row.previousElementSibling;
    const field = this.rows.isChapter(row) ? this.chapterField : this.rows.chapterOf(row).querySelector(".outline-new input");
    if (!this.rows.isChapter(row)) row.remove();
    else if (!leaveInside(this.rows, row)) return this.say(WOULD_STAND_NOWHERE);
    (near?.querySelector('[data-does="remove"]') ?? field).focus();
    this.done(`${name}: taken out`);
  }

  /** New ones of these titles: in the chapter of the field that they were typed into, or chapters. */
  add(field, titles) {
    if (!titles.length) return field.focus();
    if (this.rows.element.hidden) return this.say(this.whyNot(readLines(this.text.value)));
    this.remember();
    const chapter = field === this.chapterField ? null : this.rows.chapterOf(field);
    const list = chapter ? chapter.querySelector(".outline-lectures") : this.rows.element;
    const made = titles.map((title) => this.rows.make(chapter ? LECTURE : CHAPTER, "", title));
    list.append(...made);
    field.value = "";
    const last = made.at(-1);
    (chapter ? field : last.querySelector(".outline-new input")).focus();
    this.done(this.rows.placeOf(last));
  }

  // What is pressed and typed

  click(event, row) {
    const button = event.target.closest("button");
    if (!button || this.places.element.contains(button)) return;
    const field = button.closest(".outline-add")?.querySelector("input");
    const { does } = button.dataset;
    if (!field && !does) return;
    event.preventDefault();
    if (field) this.add(field, titlesIn(field.value));
    else if (does === "undo") this.takeBack();
    else if (does === "remove") this.remove(row);
    else if (does === "choose") this.places.open(row);
    else this.step(row, does, button);
  }

  keydown(event, row) {
    const { target: field, key } = event;
    if (event.isComposing || field.localName !== "input") return;
    if (key === "Enter") {
      event.preventDefault(); // it would send the form
      if (field.closest(".outline-add")) this.add(field, titlesIn(field.value));
      else this.insert(row);
    } else if (event.altKey && KEYS[key] && row && !field.closest(".outline-add")) {
      event.preventDefault();
      this.step(row, KEYS[key], field);
    } else if (key === "Backspace" && row?.classList.contains(LECTURE) && !row.dataset.key && !field.value) {
      event.preventDefault();
      this.remove(row);
    }
  }

  /** A new lecture below a lecture, or first in a chapter. */
  insert(row) {
    const made = this.rows.make(LECTURE);
    if (this.rows.isChapter(row)) row.querySelector(".outline-lectures").prepend(made);
    else row.after(made);
    this.see(made);
    this.rows.fieldOf(made).focus();
    this.tell();
  }

  input({ target }, row) {
    if (target === this.text) {
      if (this.#isOwn) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.follow(), PAUSE);
    } else if (target.closest(".outline-title")) {
      target.removeAttribute("aria-invalid");
      this.undo.hidden = true;
      this.rows.label(row);
      this.write();
    }
  }

  paste(event) {
    const titles = titlesIn(event.clipboardData?.getData("text/plain") ?? "");
    if (titles.length < 2 || !event.target.closest(".outline-add")) return;
    event.preventDefault();
    this.add(event.target, titles);
  }

  /** Lead from what the site found wrong to the row that it names. */
  mark() {
    if (this.rows.element.hidden) return;
    const wrong = document.getElementById("outline-wrong");
    const number = Number(/^Line (\d+)/.exec(wrong?.textContent ?? "")?.[1]);
    const row = this.rows.lines[number - 1]?.row;
    if (!row) return;
    const field = this.rows.fieldOf(row);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", wrong.id);
    field.id = "outline-wrong-title";
    row.querySelector(".outline-row").after(wrong);
    document.querySelector('.errors a[href="#outline"]')?.setAttribute("href", `#${field.id}`);
    this.see(row);
  }
}

const titlesIn = (text) => text.split(/\r\n?|\n/).map((each) => each.replace(/\s+/g, " ").trim()).filter(Boolean);

for (const section of document.querySelectorAll("section.outline-form")) new Outline(section);
