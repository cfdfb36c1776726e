// Kuultu's public API, at the address that this script came from.

/** @import { Letter, Survey } from "./types" */

const script = /** @type {HTMLScriptElement} */ (
  document.currentScript ?? document.querySelector("script[src*='/widget.js']")
);
export const BASE = new URL(script.src, location.href).href.replace(/\/widget\.js.*$/, "");

/** @param {string} survey */
const addressOf = (survey, base = BASE) => `${base}/v1/surveys/${encodeURIComponent(survey)}`;

/**
 * A survey, or the status of a reply without one; neither where there was no reply.
 * @param {string} id
 * @param {string} language
 * @returns {Promise<{ survey?: Survey, status?: number }>}
 */
export const fetchSurvey = async (id, language) => {
  try {
    const reply = await fetch(`${addressOf(id)}?language=${encodeURIComponent(language)}`, { credentials: "omit" });
    return reply.ok ? { survey: await reply.json() } : { status: reply.status };
  } catch {
    return {};
  }
};

/**
 * Send an answer under its key.
 * @param {string} key
 * @param {Letter} letter
 * @param {AbortSignal} [signal]
 * @param {Record<string, string>} [headers]
 */
export const post = (key, { base, survey, body }, signal, headers) =>
  fetch(`${addressOf(survey, base)}/responses`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key, ...headers },
    body,
    credentials: "omit",
    keepalive: true,
    signal,
  });
