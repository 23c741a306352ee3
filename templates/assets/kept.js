// What the browser keeps of a page until the server has it: one post for each visit, in local storage.
"use strict";

const daysKept = 60; // a link is rarely open longer
const storage = (() => { try { return window.localStorage; } catch (refused) { return null; } })();

// Whether it is kept now: a browser may be full, or keep nothing at all.
function keep(key, post) {
  try { storage.setItem(key, post); } catch (refused) { return false; }
  return true;
}

const dropKept = (key) => storage?.removeItem(key);

// Keys and posts of other visits to a page, oldest first: a key ends with a UUID, which begins with its time.
function keptBefore(page, visit) {
  const keys = Object.keys(storage || {}).filter((key) => key.startsWith("norishiro:")).sort();
  const daysAgo = (key) => (Date.now() - parseInt(key.split(":").pop().slice(0, 12), 16)) / (24 * 60 * 60 * 1000);
  keys.filter((key) => daysAgo(key) > daysKept).forEach(dropKept);
  const ofPage = keys.filter((key) => key.startsWith(page) && key !== page + visit);
  return ofPage.map((key) => [key, storage.getItem(key)]).filter(([, post]) => post);
}
