// <kuultu-survey survey language unit reference touchpoint mode="inline|button|banner">

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(STYLE);

class KuultuSurvey extends HTMLElement {
  static observedAttributes = ["survey", "language", "unit", "reference", "mode"];

  #shadow = this.attachShadow({ mode: "open" });
  #body;
  #card;
  #dialog;
  #draft;
  #form;
  #key;
  #observer;
  #said;
  #status;
  #survey;
  #words;

  connectedCallback() {
    if (!this.#card) this.#begin();
  }

  attributeChangedCallback(name, before, after) {
    if (this.#card && before !== after && !this.#key) this.#begin();
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    if (!this.isConnected && !this.#key) this.#card = null;
  }

  get #mode() {
    const mode = this.getAttribute("mode");
    return ["button", "banner"].includes(mode) ? mode : "inline";
  }

  /** What this visit is about: one answer is expected for each. */
  get #about() {
    return ["survey", "unit", "reference", "touchpoint"].map((name) => this.getAttribute(name) ?? "").join("|");
  }

  #begin() {
    this.#observer?.disconnect();
    this.#draft?.stop();
    this.#survey = this.#form = this.#said = this.#draft = null;
    this.#words = wordsIn(languageOf(this));
    this.#body = make("div", {}, make("p", { className: "soft" }, this.#words.loading));
    this.#status = make("p", { className: "status", role: "status" });
    this.#dialog = null;
    this.#card = make(this.#mode === "inline" ? "section" : "div", { className: "card" }, this.#body, this.#status);
    this.#shadow.adoptedStyleSheets = [SHEET];
    const parts = { inline: () => [this.#card], button: () => this.#asButton(), banner: () => this.#asDialog() };
    this.#shadow.replaceChildren(...parts[this.#mode]());
    if (this.#mode === "inline") this.#whenNear(() => this.#load());
    if (this.#mode === "banner" && !isAway(this)) this.#whenNear(() => this.#showBanner(), document.body);
  }

  #whenNear(work, target = this) {
    this.#observer = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      this.#observer.disconnect();
      work();
    }, { rootMargin: "400px" });
    this.#observer.observe(target);
  }

  #asButton() {
    const open = make("button", { type: "button", part: "button", "aria-haspopup": "dialog" }, make("slot", {}, this.#words.open));
    open.addEventListener("click", () => this.#open());
    return [open, ...this.#asDialog()];
  }

  #asDialog() {
    const close = make("button", { type: "button", className: "close", "aria-label": this.#words.close }, "×");
    this.#dialog = make("dialog", { "aria-label": this.#words.open }, this.#card);
    this.#card.prepend(close);
    close.addEventListener("click", () => this.#dialog.close());
    return [this.#dialog];
  }

  async #open() {
    this.#dialog.showModal();
    await this.#load();
  }

  async #showBanner() {
    if (!(await this.#fetch())) return;
    const leave = () => (putAway(this), banner.remove());
    const banner = bannerOf(this.#survey, this.#words, () => this.#open(), leave);
    this.#dialog.addEventListener("close", () => this.#said && leave());
    this.#shadow.append(banner);
    this.#tell("shown");
  }

  /** Fetch the survey once; true when it is there. */
  async #fetch() {
    if (this.#survey) return true;
    const id = this.getAttribute("survey") ?? "";
    const address = `${BASE}/v1/surveys/${encodeURIComponent(id)}?language=${encodeURIComponent(languageOf(this))}`;
    try {
      const reply = await fetch(address, { credentials: "omit" });
      if (!reply.ok) throw Object.assign(new Error(), { status: reply.status });
      this.#survey = await reply.json();
    } catch ({ status }) {
      this.#tell("failed", { status });
      this.#showUnavailable(status);
      return false;
    }
    this.#words = wordsIn(this.#survey.language);
    return true;
  }

  #showUnavailable(status) {
    if (status === 410) return this.#showPanel(this.#words.closed, "", false);
    const again = make("button", { type: "button" }, this.#words.tryAgain);
    again.addEventListener("click", () => this.#load());
    this.#body.replaceChildren(make("p", {}, this.#words.unavailable), again);
  }

  async #load() {
    if (this.#form || this.#said || !(await this.#fetch()) || this.#form) return;
    this.#card.lang = this.#survey.language;
    const earlier = isReturn() && tried(() => sessionStorage.getItem(`kuultu:said:${this.#about}`));
    if (earlier) return this.#showPanel(earlier, "", false);
    const title = make("h2", { id: newId() }, this.#survey.title);
    this.#form = new SurveyForm(this.#survey, this.#words, (...said) => this.say(...said), () => this.#submit());
    (this.#dialog ?? this.#card).setAttribute("aria-labelledby", title.id);
    this.#body.replaceChildren(title, make("p", {}, this.#survey.intro), this.#form.element);
    if (this.#survey.partial) this.#draft = new Draft(this.#form, contextOf(this), `kuultu:draft:${this.#about}`);
    if (this.#mode === "inline" || this.#mode === "button") this.#tell("shown");
  }

  async #submit() {
    if (this.#key) return;
    const flaws = this.#form.flaws();
    this.#form.mark(flaws, flaws.length ? this.#words.correct : "");
    if (flaws.length) return;
    const body = { language: this.#survey.language, ...this.#form.read(), context: contextOf(this) };
    if (canProve) body.form = this.#survey.form;
    this.#draft?.stop();
    this.#key = keep(this.#survey.id, JSON.stringify(body), this.#draft?.key);
    owners.set(this.#key, this);
    this.#form.busy = true;
    this.say(this.#words.sending);
    this.settle(await deliver(this.#key, true, () => this.say(this.#words.retrying)));
  }

  /** Tell what became of this element's answer. */
  settle({ state, message, status, errors }) {
    if (state === "sent") this.#showPanel(message ?? this.#survey.thanks);
    else if (state === "refused") this.#showRefusal(status, errors);
    else this.#showPanel(this.#words.keptTitle, isDurable(this.#key) ? this.#words.kept : this.#words.keptHere);
    if (state === "sent") tried(() => sessionStorage.setItem(`kuultu:said:${this.#about}`, message ?? this.#survey.thanks));
    if (state === "sent" || state === "refused") this.#key = void owners.delete(this.#key);
    this.#tell({ sent: "sent", refused: "failed" }[state] ?? "kept", { status });
  }

  /** What was refused was not stored: a corrected answer is a new one, or takes the place of the same partial one. */
  #showRefusal(status, errors) {
    if (!errors.some(({ pointer }) => pointer)) this.#draft = null;
    if (status === 410) return this.#showPanel(this.#words.closed);
    this.#said = null;
    this.#body.replaceChildren(this.#form.element);
    this.#form.busy = false;
    this.#form.mark(errors, errors.length ? this.#words.correct : this.#words.refused);
  }

  #showPanel(title, text = "", takesFocus = true) {
    this.#said = make("div", { className: "said", tabIndex: -1 }, make("h2", {}, title), make("p", {}, text));
    const height = this.#card.offsetHeight;
    this.#body.replaceChildren(this.#said);
    this.say("");
    if (!takesFocus) return;
    this.#said.focus({ preventScroll: true });
    if (height > innerHeight / 2) this.#said.scrollIntoView({ block: "nearest" });
  }

  /** Say something that is read aloud without taking the focus. */
  say(text, isProblem = false) {
    this.#status.textContent = text;
    this.#status.className = isProblem ? "problem" : "status";
  }

  /** What became of an answer from an earlier page. */
  recall({ state, status }) {
    if (!this.#card) return;
    this.say(state === "sent" ? this.#words.earlierSent : this.#words.earlierRefused);
    this.#tell(state === "sent" ? "sent" : "failed", { status });
  }

  #tell(name, detail = {}) {
    const about = { survey: this.getAttribute("survey"), unit: this.getAttribute("unit"), mode: this.#mode };
    this.dispatchEvent(new CustomEvent(`kuultu:${name}`, { bubbles: true, composed: true, detail: { ...about, ...detail } }));
  }
}
