// The widget's own words in Finnish, Swedish and English; everything else comes from the survey.

const LANGUAGES = ["fi", "sv", "en"];

const WORDS = {
  optional: [
    "(ei pakollinen)",
    "(frivilligt)",
    "(optional)",
  ],
  send: [
    "Lähetä vastaus",
    "Skicka svaret",
    "Send the answer",
  ],
  sending: [
    "Lähetämme vastaustasi.",
    "Vi skickar ditt svar.",
    "We are sending your answer.",
  ],
  retrying: [
    "Yhteys pätkii. Vastauksesi on tallessa, ja yritämme pian uudelleen.",
    "Förbindelsen krånglar. Ditt svar är i tryggt förvar, och vi försöker snart igen.",
    "The connection is shaky. Your answer is safe, and we will soon try again.",
  ],
  more: [
    "Alle tuli lisää kysymyksiä.",
    "Nedan finns nu fler frågor.",
    "There are more questions below now.",
  ],
  partial: [
    "Tallennamme vastauksesi sitä mukaa kuin vastaat, yhteystietosi vasta kun lähetät ne.",
    "Vi sparar dina svar medan du svarar, men dina kontaktuppgifter först när du skickar dem.",
    "We keep your answers as you give them, but your contact details only once you send them.",
  ],
  keptTitle: [
    "Vastauksesi on tallessa",
    "Ditt svar är sparat",
    "Your answer is kept",
  ],
  kept: [
    "Yhteys ei nyt toimi. Tämä selain pitää vastauksesi tallessa viikon ja lähettää sen, kun avaat sivun ja yhteys toimii.",
    "Förbindelsen fungerar inte just nu. Webbläsaren sparar ditt svar i en vecka och skickar det när du öppnar sidan och förbindelsen fungerar.",
    "There is no connection right now. This browser keeps your answer for a week, and sends it when you open the page and the connection works.",
  ],
  keptHere: [
    "Yhteys ei nyt toimi. Pidä tämä sivu auki, niin lähetämme vastauksesi, kun yhteys palaa.",
    "Förbindelsen fungerar inte just nu. Låt sidan vara öppen, så skickar vi ditt svar när förbindelsen är tillbaka.",
    "There is no connection right now. Leave this page open, and we will send your answer when it is back.",
  ],
  earlierSent: [
    "Aiempi vastauksesi lähti nyt perille.",
    "Ditt tidigare svar har nu kommit fram.",
    "Your earlier answer has now arrived.",
  ],
  earlierRefused: [
    "Aiempi vastauksesi ei mennyt perille. Jos asia on yhä kesken, kerrothan siitä uudelleen.",
    "Ditt tidigare svar kom inte fram. Är saken fortfarande olöst får du gärna berätta igen.",
    "Your earlier answer did not arrive. If it still matters, please tell us again.",
  ],
  refused: [
    "Emme saaneet vastaustasi perille. Se on yhä tällä sivulla.",
    "Ditt svar kom inte fram. Det finns kvar på sidan.",
    "We could not take in your answer. It is still on this page.",
  ],
  correct: [
    "Vastaus ei lähtenyt vielä. Korjaa alla merkityt kohdat.",
    "Svaret skickades inte ännu. Rätta det som är markerat nedan.",
    "The answer has not been sent yet. Please correct what is marked below.",
  ],
  closed: [
    "Kysely on päättynyt. Kiitos, että olisit halunnut vastata.",
    "Enkäten är avslutad. Tack för att du ville svara.",
    "This survey has ended. Thank you for wanting to answer.",
  ],
  loading: [
    "Kysely avautuu hetken päästä.",
    "Enkäten öppnas om ett ögonblick.",
    "The survey will open in a moment.",
  ],
  unavailable: [
    "Kysely ei auennut.",
    "Enkäten gick inte att öppna.",
    "The survey did not open.",
  ],
  tryAgain: [
    "Yritä uudelleen",
    "Försök igen",
    "Try again",
  ],
  open: [
    "Kerro, miten meni",
    "Berätta hur det gick",
    "Tell us how it went",
  ],
  answer: [
    "Vastaa",
    "Svara",
    "Answer",
  ],
  notNow: [
    "Ei nyt",
    "Inte nu",
    "Not now",
  ],
  close: [
    "Sulje",
    "Stäng",
    "Close",
  ],
  check: [
    "Tarkista tämä kohta.",
    "Kontrollera det här.",
    "Please check this.",
  ],
  required: [
    "Vastaathan vielä tähän.",
    "Svara på det här också.",
    "Please answer this too.",
  ],
  "too-long": [
    "Lyhennä tätä vähän.",
    "Korta ner det här lite.",
    "Please make this a little shorter.",
  ],
  "invalid-email": [
    "Tarkista sähköpostiosoite.",
    "Kontrollera e-postadressen.",
    "Please check the mail address.",
  ],
  "contact-missing": [
    "Kerro sähköpostiosoitteesi tai puhelinnumerosi, niin voimme olla yhteydessä.",
    "Ge din e-postadress eller ditt telefonnummer, så kan vi höra av oss.",
    "Give your mail address or phone number, so that we can be in touch.",
  ],
  "consent-required": [
    "Tarvitsemme luvan, ennen kuin voimme käyttää yhteystietojasi.",
    "Vi behöver ditt tillstånd innan vi får använda dina kontaktuppgifter.",
    "We need your permission before we may use your contact details.",
  ],
};

/** @typedef {keyof typeof WORDS} Word */
/** @typedef {Record<Word, string>} Words */

/**
 * What an element asks for, else the language of the page around it; Finnish when nobody says.
 * @param {Element} element
 */
export const languageOf = (element) => {
  const said = element.getAttribute("language") || element.closest("[lang]")?.getAttribute("lang") || "fi";
  return said.split("-")[0].toLowerCase();
};

/** @param {string} language */
export const wordsIn = (language) => {
  const column = Math.max(LANGUAGES.indexOf(language), 0);
  const words = Object.entries(WORDS).map(([word, texts]) => [word, texts[column]]);
  return /** @type {Words} */ (Object.fromEntries(words));
};
