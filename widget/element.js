// <kuultu-survey survey language unit reference touchpoint mode="inline|button|banner">

import style from "./style.css";
import { languageOf, wordsIn } from "./words.js";
import { bannerOf, isAway, putAway } from "./banner.js";
import { Card } from "./card.js";
import { Interview } from "./interview.js";
import { make, makeButton } from "./markup.js";
import { fetchSurvey } from "./server.js";
import { earlierThanks, modeOf, tell } from "./visit.js";

/** @import { Outcome, Survey } from "./types" */

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

export class KuultuSurvey extends HTMLElement {
  static observedAttributes = ["survey", "language", "unit", "reference", "mode"];

  /** @type {Card | undefined} */
  #card;
  /** @type {Interview | undefined} */
  #interview;
  /** @type {IntersectionObserver | undefined} */
  #observer;
  #shadow = this.attachShadow({ mode: "open" });
  /** @type {Survey | undefined} */
  #survey;

  connectedCallback() {
    if (!this.#card) this.#begin();
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(_name, before, after) {
    if (this.#card && before !== after && !this.#interview?.key) this.#begin();
  }

  disconnectedCallback() {
    if (this.isConnected) return; // moved to another place of the page
    this.#observer?.disconnect();
    if (!this.#interview?.key) this.#card = undefined;
  }

  #begin() {
    this.#observer?.disconnect();
    this.#interview?.stop();
    this.#interview = undefined;
    this.#survey = undefined;
    const mode = modeOf(this);
    const card = new Card(wordsIn(languageOf(this)), mode !== "inline");
    this.#card = card;
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#shadow.replaceChildren(card.outside);
    if (mode === "inline") this.#whenNear(this, () => this.#load(card));
    if (mode === "button") this.#shadow.prepend(this.#buttonFor(card));
    if (mode === "banner" && !isAway(this)) this.#whenNear(document.body, () => this.#showBanner(card));
  }

  /**
   * @param {Element} target
   * @param {() => void} work
   */
  #whenNear(target, work) {
    const observer = new IntersectionObserver(
      (seen) => {
        if (!seen.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        work();
      },
      { rootMargin: "400px" },
    );
    observer.observe(target);
    this.#observer = observer;
  }

  /** @param {Card} card */
  #buttonFor(card) {
    const label = make("slot", {}, card.words.open);
    return makeButton(label, () => this.#open(card), { part: "button", "aria-haspopup": "dialog" });
  }

  /** @param {Card} card */
  #open(card) {
    card.dialog?.showModal();
    this.#load(card);
  }

  /** @param {Card} card */
  async #showBanner(card) {
    const survey = await this.#fetch(card);
    if (!survey) return;
    const leave = () => {
      putAway(this);
      banner.remove();
    };
    const banner = bannerOf(survey, card.words, () => this.#open(card), leave);
    card.dialog?.addEventListener("close", () => {
      if (card.isOver) leave();
    });
    this.#shadow.append(banner);
    tell(this, "shown");
  }

  /**
   * The survey, fetched once; nothing where it cannot be had, and the card says so.
   * @param {Card} card
   */
  async #fetch(card) {
    if (this.#survey) return this.#survey;
    const { survey, status } = await fetchSurvey(this.getAttribute("survey") ?? "", languageOf(this));
    if (card !== this.#card) return undefined; // An attribute was changed meanwhile.
    this.#survey = survey;
    if (survey) card.words = wordsIn(survey.language);
    else this.#showUnavailable(card, status);
    return survey;
  }

  /**
   * @param {Card} card
   * @param {number | undefined} status
   */
  #showUnavailable(card, status) {
    tell(this, "failed", status);
    if (status === 410) card.conclude(card.words.closed, "", false);
    else card.show(make("p", {}, card.words.unavailable), makeButton(card.words.tryAgain, () => this.#load(card)));
  }

  /** @param {Card} card */
  async #load(card) {
    if (this.#interview || card.isOver) return;
    const survey = await this.#fetch(card);
    if (!survey || this.#interview) return;
    card.element.lang = survey.language;
    const earlier = earlierThanks(this);
    if (earlier) {
      card.conclude(earlier, "", false);
      return;
    }
    this.#interview = new Interview(survey, card, this);
    if (modeOf(this) !== "banner") tell(this, "shown");
  }

  /**
   * Say what became of an answer from an earlier page.
   * @param {Outcome} outcome
   */
  recall({ state, status }) {
    if (!this.#card) return;
    this.#card.say(state === "sent" ? this.#card.words.earlierSent : this.#card.words.earlierRefused);
    tell(this, state === "sent" ? "sent" : "failed", status);
  }
}
