// What is known of one exchange of pages; `ctx` is htmx's own record of it.

const A_MOMENT = 700; // ms

/** Whether a request is for a whole page, not for a part of one. */
export function replacesPage(ctx) {
  return ctx?.target?.id === "main";
}

/** Back or Forward: the address has already changed. */
export function isReturning(ctx) {
  return "HX-History-Restore-Request" in (ctx.request.headers ?? {});
}

/** Whether an answer shows a form again, which stands under no address of its own. */
export function isSent(ctx) {
  return ctx.request.method !== "GET" && !ctx.response.raw.redirected;
}

/** Lets the browser itself go where a request leads, instead of what htmx was about to do. */
export function leave(event) {
  event.preventDefault();
  const { ctx } = event.detail;
  ctx.request.abort?.(); // else the rest of a long file would wait to be read
  if (isReturning(ctx)) location.reload();
  else go(ctx);
}

export function go(ctx) {
  const address = new URL(ctx.response?.raw.url || ctx.request.action, location.href);
  if (ctx.request.anchor) address.hash = ctx.request.anchor;
  location.assign(address);
}

/** Sends a request once something is so, or after a moment. */
export function holdUntil(ctx, isSo) {
  const { fetch } = ctx;
  const isLate = new Promise((done) => setTimeout(done, A_MOMENT));
  ctx.fetch = async (...asked) => {
    await Promise.race([isSo, isLate]);
    return fetch(...asked);
  };
}
