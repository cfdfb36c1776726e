// One tab at a time, where several have the widget.

import { newKey } from "./key.js";
import { read, remove, write } from "./storage.js";

/** @import { Outcome } from "./types" */

/** @type {Outcome} */
const BUSY = { state: "busy" };
const THREE_MINUTES = 180_000;

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Send the answer with this key while no other tab does; wait for the other tab, or come back with `busy`.
 * @param {string} key
 * @param {boolean} waits
 * @param {() => Promise<Outcome>} work
 * @returns {Promise<Outcome>}
 */
export const alone = async (key, waits, work) => {
  if (navigator.locks) {
    return navigator.locks.request(`kuultu:${key}`, { ifAvailable: !waits }, (lock) => (lock ? work() : BUSY));
  }
  // A page without TLS has no Web Locks: a note in storage, good for three minutes and read again after a moment.
  const note = `kuultu:lock:${key}`;
  const mine = `${Date.now() + THREE_MINUTES} ${newKey()}`;
  if (parseInt(read(note), 10) > Date.now()) return BUSY;
  write(note, mine);
  await pause(50 + 100 * Math.random());
  if (read(note) !== mine) return BUSY;
  try {
    return await work();
  } finally {
    remove(note);
  }
};
