// Elements, made in a line each.

let lastId = 0;

/** The id of an element that others refer to. */
export const newId = () => {
  lastId += 1;
  return `k${lastId}`;
};

/**
 * An element with properties (or attributes, where it has no such property) and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} properties
 * @param {...(Node | string)} children
 */
export const make = (name, properties = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) /** @type {Record<string, unknown>} */ (element)[key] = value;
    else if (value != null) element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
};

/**
 * A button that does something.
 * @param {Node | string} label
 * @param {() => void} work
 * @param {Record<string, unknown>} [properties]
 */
export const makeButton = (label, work, properties) =>
  make("button", { type: "button", onclick: work, ...properties }, label);
