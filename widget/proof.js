// Half a second of computing (ALTCHA, version 2), asked for when too much comes in: a flood costs, a customer notices nothing.

/** @import { Challenge } from "./types" */

/** @param {string} hex */
const bytesOf = (hex) => (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));

/** @param {ArrayBuffer | Uint8Array} bytes */
export const hexOf = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Whether this page can compute what is asked: one without TLS cannot. */
export const canProve = Boolean(crypto.subtle);

/**
 * The solution of a challenge, as the header Kuultu-Proof wants it: the counter that gives a key with this beginning.
 * @param {Challenge} challenge
 */
export const prove = async (challenge) => {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const password = new Uint8Array([...bytesOf(nonce), 0, 0, 0, 0]);
  const end = new DataView(password.buffer, password.length - 4);
  const way = { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(bytesOf(salt)), iterations: cost };
  for (let counter = 0; ; counter += 1) {
    end.setUint32(0, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hexOf(await crypto.subtle.deriveBits(way, key, 8 * keyLength));
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
};
