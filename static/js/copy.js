// "Copy address": the button is there with script alone; CSS has kept its place.
const SHOWN = 2500; // ms

function reveal() {
  for (const button of document.querySelectorAll("button[data-copies]")) button.hidden = false;
}

/** Whether a text is on the clipboard now; else it is selected, for the visitor to copy. */
async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent.trim());
    return true;
  } catch {
    // Without https, or refused: browsers then let no script write to the clipboard by itself.
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("button[data-copies]");
  if (!button || button.dataset.label) return;
  const isDone = await copied(document.getElementById(button.dataset.copies));
  const status = button.closest("section").querySelector("[role=status]");
  status.textContent = isDone ? "The address is copied." : "The address is selected: copy it.";
  if (!isDone) return;
  button.dataset.label = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = button.dataset.label;
    delete button.dataset.label;
    status.textContent = "";
  }, SHOWN);
});

document.addEventListener("htmx:after:swap", reveal);
reveal();
