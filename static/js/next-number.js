// A chosen podcast fills in its next number and season, and its hosts, where nobody typed others.
const TOGETHER = [["number", "season"], ["people"]];

const podcast = document.querySelector("#podcast");
const { elements } = podcast.form;
let next = offered(); // by the podcast that was chosen before

function offered() {
  return podcast.selectedOptions[0]?.dataset ?? {};
}

/** Whether fields say nothing, or what was filled in. */
function areUntouched(names) {
  const texts = names.map((name) => elements[name].value.trim());
  return !texts.some(Boolean) || names.every((name, at) => texts[at] === (next[name] ?? ""));
}

podcast.addEventListener("change", () => {
  const untouched = TOGETHER.filter(areUntouched).flat();
  next = offered();
  for (const name of untouched) {
    elements[name].value = next[name] ?? "";
    elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  }
});
