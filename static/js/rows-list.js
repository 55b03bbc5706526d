// Rows of fields: each is built from a line, changed, moved, removed, and read as a line again.
const MANY = 100; // rows, from which those outside of the window are not laid out
const KEYS = { ArrowUp: -1, ArrowDown: 1 };
const WAYS = [
  ["up", "↑", "Move", "up"],
  ["down", "↓", "Move", "down"],
  ["remove", "×", "Remove", ""],
];

export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function cell(column) {
  const name = made("span", { class: "row-label", "aria-hidden": "true" }, column.label);
  const field = made("input", { type: "text", autocomplete: "off", "data-column": column.name });
  if (column.isKnown) {
    field.type = "hidden"; // a file that is here: it is shown in words
    return made("div", { class: `row-cell row-known cell-${column.name}` }, name, field, made("span"));
  }
  if (column.isCheck) {
    field.type = "checkbox";
    return made("label", { class: `row-cell row-check cell-${column.name}` }, name, field);
  }
  field.placeholder = column.placeholder;
  if (column.isCode) field.spellcheck = false;
  else field.dir = "auto";
  if (column.names) field.dataset.names = column.names;
  return made("div", { class: `row-cell cell-${column.name}` }, name, field);
}

/** What the page knows of a file that is here. */
const wordsOf = (key) => document.querySelector(`[data-key="${key}"] span`)?.textContent ?? "";

export class RowList {
  #lines = new WeakMap(); // row → its line, for as long as nobody changed it
  #more = new WeakMap(); // row → what a line does not show
  #blank;

  /** ``told`` is called after each change, ``say`` with words for who hears the page. */
  constructor(kind, told, say) {
    Object.assign(this, { kind, told, say });
    const ways = WAYS.map(([does, sign]) =>
      made("button", { type: "button", "data-does": does }, sign),
    );
    const foot = made("span", { class: "row-ways" }, ...ways);
    this.#blank = made("li", {}, ...kind.columns.map(cell), foot);
    this.element = made("ol", { class: "row-list" });
    for (const type of ["input", "keydown", "click", "paste"]) {
      this.element.addEventListener(type, this);
    }
  }

  handleEvent(event) {
    const row = event.target.closest?.("li");
    if (row?.parentElement === this.element) this[event.type](event, row);
  }

  get rows() {
    return [...this.element.children];
  }

  /** Those that say something: line, values and what else they have. */
  get said() {
    return this.rows
      .map((row) => ({ row, line: this.lineOf(row), more: this.#more.get(row) ?? {} }))
      .filter(({ line }) => line);
  }

  lineOf(row) {
    return this.#lines.get(row) ?? this.kind.write(this.valuesOf(row));
  }

  valuesOf(row) {
    return Object.fromEntries(
      this.fieldsOf(row).map((field) => [
        field.dataset.column,
        field.type === "checkbox" ? field.checked : field.value.trim(),
      ]),
    );
  }

  fieldsOf(row) {
    return [...row.querySelectorAll("input")];
  }

  fill(rows) {
    this.element.replaceChildren(...rows.map((each) => this.#built(each)));
    if (!rows.length && !this.kind.isSent) this.element.append(this.#built({ line: "" }));
    this.#number();
  }

  add(after, rows = [{ line: "" }]) {
    const built = rows.map((each) => this.#built(each));
    if (after) after.after(...built);
    else this.element.append(...built);
    this.#number();
    return built;
  }

  focus(row = this.element.firstElementChild) {
    row?.querySelector("input").focus();
  }

  /** Mark the row that ``words`` are about: of its fields the one that they name, else all. */
  mark(number, words, describedBy) {
    const row = this.said[number - 1]?.row;
    if (!row) return null;
    row.classList.add("wrong-row");
    const [field, own] = this.#named(row, words);
    for (const wrong of field ? [field] : this.fieldsOf(row)) {
      wrong.setAttribute("aria-invalid", "true");
      wrong.setAttribute("aria-describedby", describedBy);
    }
    const { one, columns } = this.kind;
    const label = columns.find(({ name }) => name === field?.dataset.column)?.label;
    const name = `${one[0].toUpperCase()}${one.slice(1)} ${this.rows.indexOf(row) + 1}`;
    return { row, field, words: `${name}${label ? `, ${label}` : ""}: ${own ?? `It ${words}`}` };
  }

  /** The field of a row that a sentence is about, and other words for it, where there are some. */
  #named(row, words) {
    const [column, , own] = this.kind.told.find(([, told]) => told.test(words)) ?? [];
    const name = typeof column === "function" ? column(this.valuesOf(row)) : column;
    return [this.fieldsOf(row).find(({ dataset }) => dataset.column === name), own];
  }

  #built({ line, more }) {
    const row = this.#blank.cloneNode(true);
    const values = this.kind.read(line);
    for (const field of this.fieldsOf(row)) {
      const value = values[field.dataset.column];
      if (field.type === "checkbox") field.checked = value;
      else field.value = value;
      if (field.type === "hidden") field.nextElementSibling.textContent = wordsOf(value);
    }
    this.#lines.set(row, line);
    if (more) this.#more.set(row, more);
    return row;
  }

  #number() {
    const { one, columns } = this.kind;
    this.element.classList.toggle("long-list", this.element.children.length > MANY);
    this.rows.forEach((row, index) => {
      const name = `${one} ${index + 1}`;
      this.fieldsOf(row).forEach((field, place) =>
        field.setAttribute("aria-label", `${columns[place].label}, ${name}`),
      );
      row.querySelectorAll(".row-ways button").forEach((button, place) => {
        const [, , verb, where] = WAYS[place];
        button.setAttribute("aria-label", `${verb} ${name} ${where}`.trim());
      });
    });
  }

  #move(row, by) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return this.say(by < 0 ? "It is the first." : "It is the last.");
    // The other one moves: what has the focus keeps it.
    if (by < 0) row.after(other);
    else row.before(other);
    this.#number();
    this.say(`Now ${this.kind.one} ${this.rows.indexOf(row) + 1} of ${this.rows.length}.`);
    row.scrollIntoView({ block: "nearest" });
    this.told();
  }

  #remove(row, isForward = true) {
    const [near, far] = [row.nextElementSibling, row.previousElementSibling];
    const others = isForward ? (near ?? far) : (far ?? near);
    const next = others ?? (this.kind.isSent ? null : this.add(row)[0]);
    row.remove();
    this.#number();
    this.focus(next);
    this.say("Removed.");
    this.told();
  }

  input(_event, row) {
    this.#lines.delete(row);
    row.classList.remove("wrong-row");
    for (const field of this.fieldsOf(row)) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    this.told();
  }

  click({ target }, row) {
    const does = target.closest("button")?.dataset.does;
    if (does === "remove") this.#remove(row);
    else if (does) this.#move(row, does === "up" ? -1 : 1);
  }

  keydown(event, row) {
    if (event.isComposing || event.target.localName !== "input") return;
    if (event.key === "Enter") {
      event.preventDefault(); // it would send the form
      if (!this.kind.isSent) this.focus(this.add(row)[0]);
    } else if (event.altKey && KEYS[event.key]) {
      event.preventDefault();
      this.#move(row, KEYS[event.key]);
    } else if (event.key === "Backspace" && !this.lineOf(row) && this.rows.length > 1) {
      event.preventDefault();
      this.#remove(row, false);
    }
  }

  paste(event, row) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const lines = text.split(/\r\n?|\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    this.insert(row, this.kind.readText?.(text) ?? lines.map((line) => ({ line })));
  }

  /** Rows in the place of one that is empty, or alone and as it was; else below it. */
  insert(row, rows) {
    const isReplaced = !this.lineOf(row) || (this.rows.length === 1 && this.#lines.has(row));
    const built = this.add(row, rows);
    if (isReplaced) row.remove();
    this.#number();
    this.focus(built.at(-1));
    this.say(`${rows.length} rows were pasted.`);
    this.told();
  }
}
