// The contact details, and what is wrong with them.

import { entryField, fieldOf, optionalNote } from "./fields.js";
import { make, newId } from "./markup.js";

/** @import { Contact, ContactName, Field, Flaw, Texts } from "./types" */
/** @import { Word, Words } from "./words.js" */

/** @typedef {{ [Name in ContactName]?: Field }} Fields */
/** @typedef {[type: string, autocomplete: string, maxLength: number]} Line */

/** @type {ContactName[]} */
const NAMES = ["name", "email", "phone", "contact_when", "wants_contact", "consent"];

/** @type {{ [Name in ContactName]?: Line }} */
const LINES = {
  name: ["text", "name", 200],
  email: ["email", "email", 254],
  phone: ["tel", "tel", 40],
  contact_when: ["text", "off", 100],
};

/**
 * @param {Line} line
 * @param {string} label
 */
const lineField = ([type, autocomplete, maxLength], label) =>
  entryField(make("input", { type, autocomplete, maxLength }), make("label", {}, label));

/** @param {string} text */
const tickField = (text) => {
  const input = make("input", { type: "checkbox" });
  const label = make("label", { className: "tick" }, input, make("span", {}, text));
  return fieldOf(make("div", {}, label), input, () => input.checked || undefined);
};

/** @param {Texts} texts */
const fieldsFor = (texts) => {
  /** @type {Fields} */
  const fields = {};
  for (const name of NAMES) {
    const line = LINES[name];
    const text = texts[name];
    if (text) fields[name] = line ? lineField(line, text) : tickField(text);
  }
  return fields;
};

/**
 * The contact details, behind one click until `open` is set.
 * @param {Texts} texts
 * @param {Words} words
 */
export const contactFields = (texts, words) => {
  const fields = fieldsFor(texts);
  const title = make("span", { id: newId() }, texts.title);
  const group = make("div", { role: "group", "aria-labelledby": title.id });
  group.append(...Object.values(fields).map((field) => field.element));
  const summary = make("summary", {}, title, optionalNote(words));
  return { fields, element: make("details", { className: "contact" }, summary, group) };
};

/**
 * The details that the customer left to be reached by; nothing when there is none.
 * @param {Fields} fields
 * @returns {Contact | undefined}
 */
export const contactIn = (fields) => {
  const given = Object.entries(fields).map(([name, field]) => [name, field.value()]);
  const contact = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  return Object.keys(contact).some((name) => name !== "consent") ? contact : undefined;
};

/**
 * What the server would refuse in the contact details, by pointer and code as it would say it.
 * @param {Contact | undefined} contact
 * @returns {Flaw[]}
 */
export const contactFlaws = (contact) => {
  if (!contact) return [];
  /** @type {[ContactName, Word][]} */
  const flaws = [];
  if (contact.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.email)) flaws.push(["email", "invalid-email"]);
  if (contact.wants_contact && !contact.email && !contact.phone) flaws.push(["email", "contact-missing"]);
  if (!contact.consent) flaws.push(["consent", "consent-required"]);
  return flaws.map(([name, code]) => ({ pointer: `/contact/${name}`, code }));
};
