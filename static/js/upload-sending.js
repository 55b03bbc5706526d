// One file on its way, by tus 1.0: its pieces, its breaks, and what the site knows of it.
const PIECE = 8 * 1024 * 1024; // the site takes a piece only when the whole of it has come
const A_DAY = 86_400_000; // after which the site has forgotten it
const WAITS = [1_000, 2_000, 4_000, 8_000, ...Array(40).fill(15_000)]; // ten minutes of tries
const FINAL = [400, 403, 412, 413, 415, 429, 507]; // to ask again would change nothing
const VERSION = { "Tus-Resumable": "1.0.0" };

const { tus } = globalThis;

/** Sends a file from where it was broken off before, in this browser. */
export function sender(file, { endpoint, token, purpose }, { moved, broken, failed, done }) {
  let isFirst = true;
  let isStopped = false;
  const upload = new tus.Upload(file, {
    endpoint,
    chunkSize: PIECE,
    headers: { "X-CSRF-Token": token },
    metadata: { filename: file.name, filetype: file.type, ...(purpose && { purpose }) },
    fingerprint: async () => [purpose, file.name, file.type, file.size, file.lastModified, endpoint].join("-"),
    retryDelays: WAITS,
    removeFingerprintOnSuccess: true,
    onShouldRetry,
    onProgress: (sent) => !isStopped && moved(sent),
    onSuccess: () => done(upload.url),
    onError,
  });

  function onShouldRetry(error) {
    if (FINAL.includes(error.originalResponse?.getStatus())) return false;
    broken();
    return true;
  }

  function onError(error) {
    if (!isStopped) failed(error.originalResponse?.getBody() ?? "");
  }

  async function go() {
    isStopped = false;
    if (isFirst) {
      isFirst = false;
      const [previous] = await upload.findPreviousUploads();
      if (previous) upload.resumeFromPreviousUpload(previous);
    }
    if (!isStopped) upload.start();
  }

  function pause() {
    isStopped = true;
    return upload.abort().catch(() => {});
  }

  return {
    go,
    pause,
    stop: () => {
      isStopped = true;
      return upload.abort(true).catch(() => {}); // else it is forgotten in a day
    },
  };
}

/** What the site knows of an upload; nothing where it does not answer. */
export async function known(address) {
  try {
    const answer = await fetch(address, { headers: VERSION });
    if (answer.ok) return await answer.json();
    return answer.status < 500 ? { problem: await answer.text() } : null;
  } catch {
    return null;
  }
}

/** The last upload for a purpose from this browser that is not whole. */
export async function brokenOff(purpose) {
  const all = await tus.defaultOptions.urlStorage.findAllUploads();
  const young = all.filter(
    ({ creationTime, metadata }) =>
      (metadata.purpose ?? "") === purpose && Date.now() - Date.parse(creationTime) < A_DAY,
  );
  young.sort((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime));
  const found = young.length ? await known(young[0].uploadUrl) : null;
  return found?.state === "arriving" && found.offset ? found : null;
}
