// Answers on their way: kept with their key before the first attempt, sent once, forgotten after a week.

const PAUSES = [1, 2, 4, 8];
const WEEK = 7 * 24 * 3600 * 1000;
const PATIENCE = 20000;
const KEPT = "kuultu:answer:";
const memory = new Map();
const underWay = new Set();

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const newKey = () => hexOf(crypto.getRandomValues(new Uint8Array(16)));

/** Do something with storage, which a browser may forbid or have no room in. */
const tried = (work) => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

const read = (name) => memory.get(name) ?? tried(() => localStorage.getItem(name)) ?? null;
const remove = (name) => void (memory.delete(name), tried(() => localStorage.removeItem(name)));
const write = (name, text) => {
  const stored = tried(() => (localStorage.setItem(name, text), true));
  if (!stored) memory.set(name, text);
  return Boolean(stored);
};

/** Back and reload come back to the same answer; anything else is a new visit. */
const isReturn = () => /back|reload/.test(performance.getEntriesByType("navigation")[0]?.type);

/** Whether an answer outlives this page. */
const isDurable = (key) => !memory.has(KEPT + key);

/** The answer with this key, unless it is too old. */
const answerWith = (key) => {
  const answer = tried(() => JSON.parse(read(KEPT + key)));
  if (answer && Date.now() - answer.since < WEEK) return answer;
  remove(KEPT + key);
  return null;
};

const keptKeys = () => {
  const names = [...memory.keys(), ...(tried(() => Object.keys(localStorage)) ?? [])];
  return names.filter((name) => name.startsWith(KEPT)).map((name) => name.slice(KEPT.length));
};

/** Keep an answer under a key, made once; returns the key. */
const keep = (survey, body, key = newKey()) => {
  write(KEPT + key, JSON.stringify({ survey, base: BASE, body, since: Date.now() }));
  return key;
};

/** Run work while no other tab does so for this key; `wait` for the other one, or come back with `busy`. */
const alone = async (key, wait, work) => {
  const busy = { state: "busy" };
  if (navigator.locks) {
    return navigator.locks.request(`kuultu:${key}`, { ifAvailable: !wait }, (lock) => (lock ? work() : busy));
  }
  // A page without TLS has no Web Locks: a note in storage, good for three minutes and read again after a moment.
  const note = `kuultu:lock:${key}`;
  const mine = `${Date.now() + 180000} ${newKey()}`;
  if (parseInt(read(note), 10) > Date.now()) return busy;
  write(note, mine);
  await pause(50 + 100 * Math.random());
  if (read(note) !== mine) return busy;
  try {
    return await work();
  } finally {
    remove(note);
  }
};

const post = (key, { base, survey, body }, headers, signal) =>
  fetch(`${base}/v1/surveys/${encodeURIComponent(survey)}/responses`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key, ...headers },
    body,
    credentials: "omit",
    keepalive: true,
    signal,
  });

/** One attempt, and one more with the `proof` that the server asks for: `sent`, `refused` for ever, or `kept`. */
const attempt = async (key, answer, proof) => {
  let reply;
  let content;
  try {
    reply = await post(key, answer, proof && { "Kuultu-Proof": proof }, AbortSignal.timeout?.(PATIENCE));
    content = await reply.json().catch((error) => {
      if (reply.ok) throw error;
    });
  } catch {
    return { state: "kept" };
  }
  if (reply.ok) return { state: "sent", message: content.message };
  const challenge = content?.challenge;
  const solved = challenge && canProve && !proof && (await prove(challenge).catch(() => ""));
  if (solved) return attempt(key, answer, solved);
  const isPassing = challenge || reply.status >= 500 || [408, 425, 429].includes(reply.status);
  if (isPassing) return { state: "kept", after: Math.min(Number(reply.headers.get("Retry-After")) || 0, 60) };
  return { state: "refused", status: reply.status, errors: content?.errors ?? [] };
};

/** Try until the answer is sent or refused, or the pauses are used up. */
const persevere = async (key, isMine, onRetry) => {
  for (let tries = 0; ; tries += 1) {
    const answer = answerWith(key);
    if (!answer) return { state: "sent" }; // by another tab
    if (answer.refused) return remove(KEPT + key), { state: "refused", status: answer.refused, errors: [] };
    const outcome = await attempt(key, answer);
    if (outcome.state === "sent" || (outcome.state === "refused" && isMine)) remove(KEPT + key);
    // The tab that it came from may be waiting for it: leave word there, without the answer.
    else if (outcome.state === "refused") write(KEPT + key, JSON.stringify({ since: answer.since, refused: outcome.status }));
    if (outcome.state !== "kept" || tries === PAUSES.length || navigator.onLine === false) return outcome;
    onRetry?.();
    await pause(1000 * Math.max(PAUSES[tries] * (0.75 + Math.random() / 2), outcome.after ?? 0));
  }
};

/** Send a kept answer; those that this page is sending already are `busy`. */
const deliver = async (key, isMine, onRetry) => {
  if (underWay.has(key)) return { state: "busy" };
  underWay.add(key);
  try {
    return await alone(key, isMine, () => persevere(key, isMine, onRetry));
  } finally {
    underWay.delete(key);
  }
};
