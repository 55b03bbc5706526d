// Pictures in notes, or in another text: chosen, dropped or pasted, kept by the site, written where the caret is.
import { filesIn, lineOf } from "./pictures-line.js";
import { send } from "./pictures-sending.js";

const WORDLESS = "Type there what it shows, for those who do not see it.";
const NONE = "Choose a file first.";

export function picturesIn(box) {
  const form = box.closest("form");
  const name = box.dataset.into;
  const notes = form.elements[name];
  const putIn = `It stands in the ${name}.`;
  const words = form.elements.picture_words;
  const input = box.querySelector("input[type=file]");
  const line = lineOf(box);
  let isTouched = false;

  async function take(files) {
    box.open = true;
    line.begin();
    const before = document.activeElement;
    try {
      for (const file of files) {
        const address = `${box.dataset.picturesOf}?${new URLSearchParams({ words: words.value })}`;
        const told = await send(file, address, form.elements.csrf_token.value, line.at);
        const isElsewhere = document.activeElement !== before && document.activeElement;
        write(notes, told[box.dataset.written], isTouched);
        if (isElsewhere) isElsewhere.focus();
        line.say(words.value.trim() ? putIn : `${putIn} ${WORDLESS}`);
        words.value = "";
      }
    } catch (error) {
      line.refuse(error.message);
    }
    input.value = "";
  }

  notes.addEventListener("focus", () => (isTouched = true));
  notes.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  notes.addEventListener("drop", (event) => {
    const dropped = [...event.dataTransfer.files];
    if (!dropped.length) return;
    event.preventDefault();
    const pictures = filesIn(event.dataTransfer);
    take(pictures.length ? pictures : dropped.slice(0, 1)); // the site says what is wrong with it
  });
  notes.addEventListener("paste", (event) => {
    const pasted = filesIn(event.clipboardData);
    if (!pasted.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    take(pasted);
  });
  box.querySelector("button[value=picture]").addEventListener("click", (event) => {
    event.preventDefault();
    if (input.files.length) take([...input.files]);
    else line.refuse(NONE);
  });
}

/** A text of its own lines at the caret, as if it were typed: it can be undone. */
function write(field, text, isTouched) {
  if (!isTouched) field.setSelectionRange(field.value.length, field.value.length);
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const lead = before && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
  const tail = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  field.focus();
  if (!document.execCommand("insertText", false, lead + text + tail)) {
    field.setRangeText(lead + text + tail, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const silent = Math.max(text.indexOf("![]"), text.indexOf('alt=""'));
  if (silent >= 0) {
    const caret = before.length + lead.length + silent + (text.startsWith("![") ? 2 : 5);
    field.setSelectionRange(caret, caret);
  }
}
