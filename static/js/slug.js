// Shows, in the empty field of the address, what the site will make of the title.
const PAUSE = 300; // ms without a key

const place = document.querySelector("[data-slugs-at]");
const slug = place.querySelector("input");
const { title, podcast } = slug.form.elements; // what is made stays in its podcast

let timer = 0;
let asking = new AbortController();

async function ask() {
  asking.abort();
  asking = new AbortController();
  const query = new URLSearchParams({ title: title.value, podcast: podcast?.value ?? "", kind: place.dataset.kind ?? "", of: place.dataset.of ?? "" });
  try {
    const answer = await fetch(`${place.dataset.slugsAt}?${query}`, { signal: asking.signal, redirect: "manual" });
    if (answer.ok) slug.placeholder = (await answer.json()).slug;
  } catch {
    // Saving makes the same, seen or not.
  }
}

function askSoon() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

title.addEventListener("input", askSoon);
podcast?.addEventListener("change", askSoon);
