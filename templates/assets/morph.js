// Makes one piece of the page read like another, around the person who is typing in it.
window.norishiro = window.norishiro || {};
(function () {
  "use strict";

  const isInUse = (element) => element.contains(document.activeElement);

  // Changes the page so that the place of the focus does not move on the screen.
  function still(change) {
    const focus = document.activeElement;
    const before = focus ? focus.getBoundingClientRect().top : 0;
    change();
    const after = focus && document.body.contains(focus) ? focus.getBoundingClientRect().top : before;
    if (after !== before) window.scrollBy({ top: after - before, behavior: "instant" });
  }

  const isMessage = (node) => /^(e-|errors-|confirms-)/.test(node.id || "");
  const keyOf = (node) => node.nodeName + "#" + (node.id || "");
  // Blank text does not count, nor what the page itself put there.
  const parts = (node) => Array.from(node.childNodes).filter((child) =>
    child.nodeType === 1 ? child.dataset.own === undefined : child.nodeType === 3 && child.data.trim());

  // Makes `old` read like `fresh` and leaves controls alone. New messages wait until the person has
  // left the question; those that are there follow at once.
  function morph(old, fresh, waits) {
    if (old.nodeType !== 1) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    const isQuestion = old.classList.contains("question");
    if (isQuestion) waits = isInUse(old) && !old.querySelector(":scope .question");
    const isWrong = (node) => node.classList.contains("invalid") || node.hasAttribute("aria-invalid");
    if (!waits || !isWrong(fresh) || isWrong(old)) {
      ["class", "aria-invalid", "aria-describedby"].forEach((name) => {
        if (!fresh.hasAttribute(name)) old.removeAttribute(name);
        else if (old.getAttribute(name) !== fresh.getAttribute(name)) old.setAttribute(name, fresh.getAttribute(name));
      });
    }
    if (old.name && old.name.startsWith("confirm:")) {
      old.value = fresh.value;
      old.checked = fresh.checked;
    }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(old.nodeName)) return;
    const rest = parts(old);
    parts(fresh).forEach((child) => {
      const at = rest.findIndex((node) => keyOf(node) === keyOf(child));
      if (at < 0) {
        if (!waits || !isMessage(child)) old.insertBefore(document.importNode(child, true), rest[0] || null);
        return;
      }
      rest.splice(0, at).forEach(takeAway);
      const match = rest.shift();
      if (match.hidden) match.hidden = false;
      morph(match, child, waits);
    });
    rest.forEach(takeAway);
  }

  // A question that hides keeps what was typed in it until the page is sent.
  function takeAway(node) {
    if (node.nodeType === 1 && isInUse(node)) return;
    if (node.nodeType === 1 && node.classList.contains("question")) node.hidden = true;
    else node.remove();
  }

  Object.assign(window.norishiro, { isInUse, still, morph: (old, fresh) => morph(old, fresh, false) });
})();
