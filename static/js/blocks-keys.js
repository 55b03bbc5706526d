// Keys in a block: a new one after it, split here, joined with the one before, moved.
const MOVES = { ArrowUp: "up", ArrowDown: "down" };

export class BlockKeys {
  #carets = new WeakMap(); // row → where the cursor was last

  constructor(blocks) {
    this.blocks = blocks;
    this.rows = blocks.rows;
    blocks.rows.element.addEventListener("keydown", this);
    document.addEventListener("selectionchange", () => this.#note(document.activeElement));
    blocks.rows.element.addEventListener("focusout", ({ target }) => this.#note(target));
  }

  #note(field) {
    if (field?.matches?.(".blocks-field")) this.#carets.set(field.closest(".blocks-row"), field.selectionStart);
  }

  /** Where the cursor was in a row, amid its words; else null. */
  placeIn(row) {
    const place = this.#carets.get(row) ?? 0;
    const { value } = this.rows.fieldOf(row);
    return value.slice(0, place).trim() && value.slice(place).trim() ? place : null;
  }

  handleEvent(event) {
    const row = event.target.closest(".blocks-row");
    const field = event.target;
    const isText = field.matches(".blocks-field");
    if (!row || event.isComposing || field.closest(".outline-places")) return;
    const does = this.#whatDoes(event, field, isText);
    if (does) {
      event.preventDefault();
      does(row, field);
    } else if (event.key === "Enter" && field.localName === "input") event.preventDefault(); // it would send the form
  }

  #whatDoes(event, field, isText) {
    const { key, altKey, shiftKey } = event;
    const isControl = event.ctrlKey || event.metaKey;
    const { blocks } = this;
    if (key === "Enter" && isControl && shiftKey && isText) return (row) => blocks.split(row, field.selectionStart);
    if (key === "Enter" && isControl && field.localName !== "button") return (row) => blocks.add(row);
    if (altKey && !isControl && MOVES[key]) return (row) => blocks.step(row, MOVES[key], field);
    const isAtStart = isText && key === "Backspace" && !field.selectionStart && !field.selectionEnd;
    if (isAtStart && altKey) return (row) => this.#joinBefore(row);
    if (isAtStart && !field.value && !field.closest(".blocks-row").dataset.key) return (row) => this.#leave(row);
    return null;
  }

  #joinBefore(row) {
    if (row.previousElementSibling) this.blocks.join(row.previousElementSibling);
    else this.blocks.say("There is no block before it.");
  }

  /** An empty one that is new goes by itself; a picture does not. */
  #leave(row) {
    const before = row.previousElementSibling;
    if (this.rows.read(row).picture) return;
    this.blocks.remove(row);
    if (before) this.blocks.go(before, this.rows.fieldOf(before).value.length);
  }
}
