// Marks a lecture as done where it is read; whatever else the site answers comes as a page.
const FORM = "form.lecture-done";

async function mark(event) {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !form.matches(FORM)) return;
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  const isNext = submitter?.value === "next";
  const fields = new FormData(form, submitter);
  if (isNext) fields.set(submitter.name, "yes"); // the next page comes as others do
  const page = await answerOf(form.action, { method: "POST", body: new URLSearchParams(fields) });
  if (!page?.querySelector(FORM)) return resend(form, submitter);
  show(page);
  if (fields.get("done") === "no") document.dispatchEvent(new Event("lecture:reopened"));
  document.querySelector(FORM)?.querySelector("a, button")?.focus({ preventScroll: true });
  if (isNext) document.querySelector(".neighbours .later").click();
}

/** The lecture's page as it is now; nothing where the answer is another page, or none. */
async function answerOf(address, options) {
  try {
    const answer = await fetch(address, options);
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}

/** Takes from it what tells of progress: all that is marked so and has the same id. */
function show(page) {
  for (const shown of document.querySelectorAll("[data-progress]")) {
    const fresh = page.getElementById(shown.id);
    if (!fresh) continue;
    shown.replaceWith(fresh);
    window.htmx?.process(fresh);
  }
}

/** Shows what became done by itself; what is focused stays. */
export async function refresh() {
  const address = location.pathname;
  if (document.querySelector(`${FORM} .done-word`)) return;
  const page = await answerOf(address);
  const isHere = address === location.pathname && !document.activeElement.closest("[data-progress]");
  if (isHere && page?.querySelector(`${FORM} .done-word`)) show(page);
}

/** Without script: the page that comes then says what there is to be done. */
function resend(form, submitter) {
  const field = Object.assign(document.createElement("input"), { type: "hidden" });
  if (submitter) form.append(Object.assign(field, { name: submitter.name, value: submitter.value }));
  form.submit();
}

document.addEventListener("submit", mark);
