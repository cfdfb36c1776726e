// The browser's storage, and the page's memory where the browser forbids it or has no room.

/** @type {Map<string, string>} */
const memory = new Map();

/**
 * Do something with storage, which a browser may forbid.
 * @template Result
 * @param {() => Result} work
 */
export const tried = (work) => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** @param {string} name */
export const read = (name) => memory.get(name) ?? tried(() => localStorage.getItem(name)) ?? "";

/** @param {string} name */
export const remove = (name) => {
  memory.delete(name);
  tried(() => localStorage.removeItem(name));
};

/**
 * @param {string} name
 * @param {string} text
 */
export const write = (name, text) => {
  const isStored = tried(() => {
    localStorage.setItem(name, text);
    return true;
  });
  if (!isStored) memory.set(name, text);
};

/**
 * Whether it goes when the page goes.
 * @param {string} name
 */
export const isPassing = (name) => memory.has(name);

/**
 * The names of everything that is stored under a prefix, without it.
 * @param {string} prefix
 */
export const namesUnder = (prefix) => {
  const names = [...memory.keys(), ...(tried(() => Object.keys(localStorage)) ?? [])];
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
};
