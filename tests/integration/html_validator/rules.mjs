// The rules of html-validate for every page and mail of Kuultu: all that it recommends, but for what stands here.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // `<!doctype html>` in small letters is the same to every browser.
    "doctype-style": "off",
    // Names come several times on purpose: the boxes of a question, and the second and third person who is asked.
    "form-dup-name": "off",
    // No search engine shows the titles of these pages (they say `noindex`), and a tab cuts them off.
    "long-title": "off",
    // A phone number is shown as the customer typed it.
    "tel-non-breaking": "off",
    // Blanks at the end of a line are the templates', and no reader meets them.
    "no-trailing-whitespace": "off",
    // Mails carry their styles with them, because their readers take no style sheet; the policy of pages refuses such.
    "no-inline-style": "off",
  },
};
