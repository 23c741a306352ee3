// Makes the page read like the one that the server sent, around the person who is using it.
"use strict";

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
const isControl = (node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.nodeName);
const isInUse = (node) => node.contains(document.activeElement);
const isWrong = (node) => node.matches(".invalid, [aria-invalid]");
const isMessage = (node) => /^(e-|errors-|confirms-)/.test(node.id || "");
const keyOf = (node) => node.nodeName + (node.id || "");
const parts = (node) => Array.from(node.childNodes).filter((part) => isElement(part) || part.data?.trim());

// `quiet` is the question that the person is in: what is newly wrong there waits until it was left.
function putBack(old, fresh, quiet) {
  if (!isElement(old)) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  const isQuiet = quiet && quiet.contains(old);
  ["class", "hidden", "aria-invalid", "aria-describedby"].forEach((name) => {
    const value = fresh.getAttribute(name);
    if (value === old.getAttribute(name) || (isQuiet && isWrong(fresh) && !isWrong(old))) return;
    if (value === null) old.removeAttribute(name);
    else old.setAttribute(name, value);
  });
  if (isControl(old)) {
    const isSame = old.value === fresh.value && old.checked === fresh.checked;
    // What is chosen between two answers is the page's own until its button is pressed.
    if (!isSame && !isInUse(old) && old.name[0] !== "_") old.replaceWith(document.importNode(fresh, true));
    return;
  }
  // Where another's answer stands against it, the person's own stays on the screen until they leave it.
  const isHeld = isInUse(old) && old.matches("#questions > .question") && fresh.querySelector(".choose");
  const [rest, coming] = [old, fresh].map((node) => parts(node).filter((part) => !isHeld || part.matches?.(".choose")));
  coming.forEach((part) => {
    const place = rest.findIndex((node) => keyOf(node) === keyOf(part));
    if (place >= 0) {
      rest.splice(0, place).forEach(takeAway);
      putBack(rest.shift(), part, quiet);
    } else if (!isQuiet || !isMessage(part)) {
      old.insertBefore(document.importNode(part, true), rest[0] || null);
    }
  });
  rest.forEach(takeAway);
}

function takeAway(node) {
  if (!isInUse(node) && node.id !== "pasted") node.remove(); // of pasting, the server knows nothing
}

// Changes the page so that the place of the focus does not move on the screen.
function still(change) {
  const focus = document.activeElement;
  const before = focus.getBoundingClientRect().top;
  change();
  if (focus.isConnected) window.scrollBy({ top: focus.getBoundingClientRect().top - before, behavior: "instant" });
}
