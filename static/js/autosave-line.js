// The line beside the button: when the form was kept, who else is writing, what is wrong.

/** Says a word that the page has a sentence for, and what the site answered, if it did. */
export function paint(bar, word, said) {
  for (const sentence of bar.querySelectorAll("[data-when]")) {
    sentence.hidden = sentence.dataset.when !== word;
  }
  if (said) tell(bar, said);
  bar.hidden = false;
}

function tell(bar, said) {
  // Offered on top of the page already.
  if (document.querySelector(".drafts-offered")) said.querySelector(".drafts-left")?.remove();
  const told = bar.querySelector(".drafts-said");
  const isLeft = told.querySelector(".drafts-left") && !said.querySelector(".drafts-left");
  if (isLeft) said.append(told.querySelector(".drafts-left")); // said once, it stays
  // What is said again is not read out again.
  if (told.innerHTML.trim() !== said.innerHTML.trim()) told.innerHTML = said.innerHTML;
  const kept = bar.querySelector(".drafts-kept");
  if (said.dataset.kept) kept.querySelector("time").textContent = said.dataset.kept;
  kept.hidden = !kept.querySelector("time").textContent;
}
