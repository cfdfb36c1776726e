// The shapes of what the widget reads, sends and keeps. The first half is of functions/intake/openapi.json.

/** A survey in one language. */
export interface Survey {
  id: string;
  language: string;
  title: string;
  intro: string;
  questions: Question[];
  contact: Texts;
  contact_when?: Rule[];
  thanks: string;
  form: string;
  partial: boolean;
}

export type Question = Scale | Choices | Text;

interface Common {
  id: string;
  text: string;
  required: boolean;
  show_when: Rule | null;
}

export interface Scale extends Common {
  kind: "nps" | "ces" | "csat" | "statement";
  min: number;
  max: number;
  min_label: string | null;
  max_label: string | null;
}

export interface Choices extends Common {
  kind: "choice";
  min: null;
  choices: { value: string; label: string }[];
}

export interface Text extends Common {
  kind: "text";
  min: null;
}

/** What an earlier answer has to be: a score within bounds, or any of some choices. */
export interface Rule {
  question: string;
  at_most?: number;
  at_least?: number;
  any_of?: string[];
}

/** A score, a text or choices; nothing where the customer gave none. */
export type Answer = number | string | string[] | undefined;
export type Answers = Record<string, Answer>;

export type ContactName = "name" | "email" | "phone" | "contact_when" | "wants_contact" | "consent";
export type Texts = Partial<Record<ContactName, string>> & { title: string };

export interface Contact {
  name?: string;
  email?: string;
  phone?: string;
  contact_when?: string;
  wants_contact?: true;
  consent?: true;
}

/** Where an answer is given, and what it is about. */
export interface Context {
  unit?: string;
  reference?: string;
  touchpoint?: string;
  page?: string;
}

/** The body of an answer. */
export interface Submission {
  language: string;
  answers: Answers;
  contact?: Contact;
  website?: string;
  context: Context;
  form?: string;
  partial?: true;
}

/** A fault of an answer, in the server's words. */
export interface Flaw {
  pointer: string;
  code: string;
}

export interface Challenge {
  parameters: { nonce: string; salt: string; cost: number; keyLength: number; keyPrefix: string };
}

/** The body of a reply to an answer. */
export interface Reply {
  message?: string;
  errors?: Flaw[];
  challenge?: Challenge;
}

/** An answer as it goes to the server: the body is kept as text, so that it stays the same at every attempt. */
export interface Letter {
  base: string;
  survey: string;
  body: string;
}

/** A letter in the outbox; a refused one leaves only word of it, for the tab that it came from. */
export type Kept = (Letter & { since: number; refused?: undefined }) | { since: number; refused: number };

/** The end of one attempt, or of all. `busy` is a letter that somebody else is sending. */
export interface Outcome {
  state: "sent" | "refused" | "kept" | "busy";
  message?: string;
  status?: number;
  errors?: Flaw[];
  after?: number;
}

export type Mode = "inline" | "button" | "banner";
export type Event = "shown" | "sent" | "kept" | "failed";

/** A part of the form that asks one thing. */
export interface Field<Value = unknown> {
  element: HTMLElement;
  mark: (text: string) => void;
  value: () => Value;
  focus: () => void;
}

export interface QuestionField extends Field<Answer> {
  question: Question;
}
