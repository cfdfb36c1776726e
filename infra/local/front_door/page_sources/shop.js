"use strict";
// What a page may do with the widget's events: here, show the way to the mailbox once an answer has been sent.
document.addEventListener("kuultu:sent", () => {
  document.querySelector(".thanks").hidden = false;
});
