// What the browser keeps of a page until the server has it: one entry for each visit, in local storage.
window.norishiro = window.norishiro || {};
window.norishiro.kept = function (page, visit) {
  "use strict";

  const days = 60; // a link is rarely open longer
  const prefix = "norishiro:" + page + ":";
  let key = prefix + visit;

  // Whether the state is kept now: a browser may be full, or refuse.
  function put(state) {
    try {
      localStorage.setItem(key, JSON.stringify(Object.assign({ at: Date.now() }, state)));
      return true;
    } catch (refused) {
      return false;
    }
  }

  function drop() {
    try { localStorage.removeItem(key); } catch (refused) { /* then nothing was kept either */ }
  }

  // Keys and states of other visits to the page, oldest first.
  function leftBehind() {
    const found = [];
    try {
      Object.keys(localStorage).filter((name) => name.startsWith("norishiro:")).forEach((name) => {
        const state = JSON.parse(localStorage.getItem(name));
        if (state.at < Date.now() - days * 24 * 60 * 60 * 1000) localStorage.removeItem(name);
        else if (name.startsWith(prefix) && name !== key) found.push([name, state]);
      });
    } catch (refused) { /* a browser that keeps nothing */ }
    return found.sort((a, b) => a[1].at - b[1].at);
  }

  // From now on this visit keeps what another one began.
  function goOnWith(other) {
    key = other;
  }

  return { put, drop, leftBehind, goOnWith };
};
