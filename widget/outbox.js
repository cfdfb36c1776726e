// Answers on their way: kept with their key before the first attempt, sent once, forgotten after a week.

import { newKey } from "./key.js";
import { alone, pause } from "./lock.js";
import { canProve, prove } from "./proof.js";
import { BASE, post } from "./server.js";
import { isPassing, namesUnder, read, remove, tried, write } from "./storage.js";

/** @import { Kept, Letter, Outcome, Reply } from "./types" */

const PAUSES = [1, 2, 4, 8];
const PATIENCE = 20_000;
const KEPT = "kuultu:answer:";
export const WEEK = 7 * 24 * 3_600_000;

/** @type {Set<string>} */
const underWay = new Set();

/**
 * Keep an answer under a key, made once; returns the key.
 * @param {string} survey
 * @param {string} body
 */
export const keep = (survey, body, key = newKey()) => {
  write(KEPT + key, JSON.stringify({ survey, base: BASE, body, since: Date.now() }));
  return key;
};

/**
 * Whether an answer outlives this page.
 * @param {string} key
 */
export const isDurable = (key) => !isPassing(KEPT + key);

/**
 * The answer with this key, unless it is too old.
 * @param {string} key
 * @returns {Kept | undefined}
 */
export const answerWith = (key) => {
  /** @type {Kept | undefined} */
  const answer = tried(() => JSON.parse(read(KEPT + key)));
  if (answer && Date.now() - answer.since < WEEK) return answer;
  remove(KEPT + key);
  return undefined;
};

export const keptKeys = () => namesUnder(KEPT);

/**
 * The content of a reply; one without content is as good as one that never came, unless it says what is wrong.
 * @param {Response} reply
 * @returns {Promise<Reply>}
 */
const contentOf = async (reply) => {
  const content = await reply.json().catch((error) => {
    if (reply.ok) throw error;
  });
  return content ?? {};
};

/**
 * What a reply that is no thanks means for an answer: another time, or never.
 * @param {Response} reply
 * @param {Reply} content
 * @returns {Outcome}
 */
const refusal = ({ status, headers }, { errors, challenge }) => {
  const mayPass = challenge || status >= 500 || [408, 425, 429].includes(status);
  if (mayPass) return { state: "kept", after: Math.min(Number(headers.get("Retry-After")) || 0, 60) };
  return { state: "refused", status, errors };
};

/**
 * One attempt, and one more with the `proof` that the server asks for: `sent`, `refused` for ever, or `kept`.
 * @param {string} key
 * @param {Letter} letter
 * @returns {Promise<Outcome>}
 */
const attempt = async (key, letter, proof = "") => {
  try {
    const reply = await post(key, letter, AbortSignal.timeout?.(PATIENCE), proof ? { "Kuultu-Proof": proof } : {});
    const content = await contentOf(reply);
    if (reply.ok) return { state: "sent", message: content.message };
    const { challenge } = content;
    const solved = challenge && canProve && !proof && (await prove(challenge).catch(() => ""));
    return solved ? await attempt(key, letter, solved) : refusal(reply, content);
  } catch {
    return { state: "kept" };
  }
};

/**
 * Forget an answer that was sent or refused. One of another tab, which may be waiting for it, leaves word that it was refused.
 * @param {string} key
 * @param {Kept} answer
 * @param {Outcome} outcome
 * @param {boolean} isMine
 */
const clear = (key, { since }, { state, status }, isMine) => {
  if (state === "sent" || (state === "refused" && isMine)) remove(KEPT + key);
  else if (state === "refused") write(KEPT + key, JSON.stringify({ since, refused: status }));
};

/**
 * Try until the answer is sent or refused, or the pauses are used up.
 * @param {string} key
 * @param {boolean} isMine
 * @param {() => void} [onRetry]
 * @returns {Promise<Outcome>}
 */
const persevere = async (key, isMine, onRetry) => {
  for (let tries = 0; ; tries += 1) {
    const answer = answerWith(key);
    if (!answer) return { state: "sent" }; // by another tab
    if (answer.refused !== undefined) {
      remove(KEPT + key);
      return { state: "refused", status: answer.refused };
    }
    const outcome = await attempt(key, answer);
    clear(key, answer, outcome, isMine);
    if (outcome.state !== "kept" || tries === PAUSES.length || navigator.onLine === false) return outcome;
    onRetry?.();
    await pause(1000 * Math.max(PAUSES[tries] * (0.75 + Math.random() / 2), outcome.after ?? 0));
  }
};

/**
 * Send a kept answer; those that this page is sending already are `busy`.
 * @param {string} key
 * @param {boolean} isMine
 * @param {() => void} [onRetry]
 * @returns {Promise<Outcome>}
 */
export const deliver = async (key, isMine, onRetry) => {
  if (underWay.has(key)) return { state: "busy" };
  underWay.add(key);
  try {
    return await alone(key, isMine, () => persevere(key, isMine, onRetry));
  } finally {
    underWay.delete(key);
  }
};
