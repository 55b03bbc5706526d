// "Copy address", "Copy all": the button is there with script alone; CSS has kept its place.
const SHOWN = 2500; // ms
const KEYS = /Mac/.test(navigator.platform) ? "⌘C" : "Ctrl-C";
const hasKeys = () => matchMedia("(pointer: fine)").matches;

function reveal() {
  for (const button of document.querySelectorAll("button[data-copies]")) button.hidden = false;
}

/** Its words; of code all of it, with the spaces before its first line. */
function wordsOf(element) {
  return element.matches("pre") ? element.textContent.replace(/\n$/, "") : element.innerText.trim();
}

/** Whether a text is on the clipboard now; else it is selected, for the visitor to copy. */
async function copied(element) {
  try {
    await navigator.clipboard.writeText(wordsOf(element));
    return true;
  } catch {
    // Without https, or refused: browsers then let no script write to the clipboard by itself.
    getSelection().selectAllChildren(element);
    return document.execCommand("copy") === true;
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("button[data-copies]");
  if (!button || button.dataset.label) return;
  const isDone = await copied(document.getElementById(button.dataset.copies));
  const status = button.closest("section").querySelector("[role=status]");
  const way = hasKeys() ? `press ${KEYS}` : "copy it";
  status.textContent = isDone ? "Copied." : `Selected: ${way}.`;
  button.dataset.label = button.textContent;
  if (isDone) button.textContent = button.dataset.done;
  else button.textContent = hasKeys() ? `Press ${KEYS}` : "Selected";
  setTimeout(() => {
    button.textContent = button.dataset.label;
    delete button.dataset.label;
    status.textContent = "";
  }, SHOWN);
});

document.addEventListener("htmx:after:swap", reveal);
reveal();
