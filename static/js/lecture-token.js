// The token that forms hold: who signs in again, in any tab, has another one.
const FIELDS = "input[name=csrf_token]";
const nameIn = (page) => page.querySelector(".who summary")?.textContent ?? "";

export const token = () => document.querySelector(FIELDS)?.value ?? "";

/** Gives this page's forms the token of now; false where nobody, or somebody else, is signed in. */
export async function renewToken() {
  const answer = await fetch(location.pathname);
  if (answer.status >= 500) throw new Error(`${answer.status} of ${location.pathname}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = fresh.querySelector(FIELDS)?.value;
  if (!now || nameIn(fresh) !== nameIn(document)) return false;
  for (const field of document.querySelectorAll(FIELDS)) field.value = now;
  return true;
}
