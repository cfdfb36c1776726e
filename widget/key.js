// The key of an answer: chosen once, so that the answer counts once.

import { hexOf } from "./proof.js";

export const newKey = () => hexOf(crypto.getRandomValues(new Uint8Array(16)));
