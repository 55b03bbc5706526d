// Sends pictures as they are, one after the other; tells what the site says of each.
const MOST = 20_000_000; // bytes, as the site has it
const LARGE = "The picture has more than 20 MB.";
const SILENT = "The site does not answer. Try again.";
const SIGNED_OUT = "You are signed out. Save: you are asked to sign in, and all that you typed is kept.";
const REFUSED = "The site did not take it. Try again.";

let last = Promise.resolve();

/** What was kept, as the site says; else an `Error` with a sentence. `tell` hears how far it is. */
export function send(file, address, token, tell) {
  const sent = last.then(() => post(file, address, token, tell));
  last = sent.catch(() => {});
  return sent;
}

function post(file, address, token, tell) {
  if (file.size > MOST) throw new Error(LARGE);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (sentence) => reject(new Error(sentence));
    request.open("POST", address);
    request.responseType = "json";
    request.setRequestHeader("X-CSRF-Token", token);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => tell(event.loaded / event.total));
    request.addEventListener("error", () => fail(SILENT));
    request.addEventListener("load", () => {
      const told = request.response;
      if (told?.hash) resolve(told);
      else fail(told?.wrong ?? reason(request));
    });
    request.send(file);
  });
}

function reason({ status }) {
  if (status === 413) return LARGE;
  return status >= 500 ? SILENT : status < 300 || status === 401 || status === 403 ? SIGNED_OUT : REFUSED;
}
