// The page of questions saves by itself: it posts the form, and puts back what the server made of it, so
// that every rule is the server's. One save at a time; a reply that typing has overtaken is dropped.
"use strict";

const [form, bar, spoken] = ["answers", "save-bar", "save-spoken"].map((id) => document.getElementById(id));
const own = (page, name) => page.querySelector('#answers > input[name="' + name + '"]');
const keptPage = "norishiro:" + form.getAttribute("data-keep") + ":";
const visit = own(document, "_save").value;
const leftBehind = keptBefore(keptPage, visit); // goes to the server first

let [typed, stored] = [0, 0]; // how often something was typed, and up to where the server has it
let sent = []; // states of this page that the server may hold: with them it does not conflict
let latest = null; // the server's page, as long as it is true and not all of it is shown
let wanted = null; // the button that waits for the save
let [isSaving, isComposing, isPressing] = [false, false, false]; // under the mouse, nothing must move away
let [failures, timer] = [0, 0];
const isDirty = () => stored < typed;

// What a form holds, as text that can be compared: names and values, without blanks and the page's own fields.
function stateOf(answers) {
  const pairs = Array.from(new FormData(answers));
  return JSON.stringify(pairs.filter(([name, value]) => name[0] !== "_" && value.trim()));
}

function tell(kind, words) {
  bar.hidden = false;
  bar.className = "no-print " + kind;
  document.getElementById("save-status").textContent = words;
}

function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

function changed(target, delay) {
  if (!target.matches("#answers [name]:not([name^='_'])")) return;
  typed += 1;
  latest = null;
  document.getElementById("save-news").textContent = "";
  if (!failures) tell("unsaved", bar.dataset.unsaved);
  schedule(delay);
}

// The page as a post, which the browser keeps until the server has it; and whether it could.
function newPost() {
  const post = new URLSearchParams(new FormData(form));
  post.append("_auto", "1");
  sent = sent.filter((state) => state !== stateOf(form)).concat(stateOf(form)).slice(-8); // posts stay short
  return [post, keep(keptPage + visit, post.toString())];
}

async function save() {
  if (isSaving || isComposing || !(isDirty() || leftBehind.length)) return; // whoever ends these looks again
  isSaving = true;
  const [upTo, earlier, stop] = [typed, leftBehind[0], new AbortController()];
  const [post, isKept] = earlier ? [new URLSearchParams(earlier[1]), true] : newPost();
  let [status, page] = [0, null];
  setTimeout(() => stop.abort(), 20000);
  try {
    const reply = await fetch(location.href, { method: "POST", body: post, signal: stop.signal });
    page = new DOMParser().parseFromString(await reply.text(), "text/html");
    status = reply.status;
  } catch (lost) { /* the status stays 0 */ }
  isSaving = false;
  const answers = page?.getElementById("answers");
  if (!answers) return failed(status, post, isKept);
  failures = 0;
  if (earlier) dropKept(leftBehind.shift()[0]);
  else [stored, sent] = [upTo, sent.slice(-1)];
  if (isDirty() || leftBehind.length) return schedule(wanted ? 0 : 300);
  dropKept(keptPage + visit);
  if (earlier && stateOf(answers) !== stateOf(form)) page.getElementById("save-news").append(bar.dataset.restored);
  latest = page;
  const button = wanted;
  wanted = null;
  if (button) button.click(); // a page that is left shows nothing new: the server then says what appeared
  else show();
}

function failed(status, post, isKept) {
  failures += 1;
  wanted = null;
  const isRefused = status >= 200 && status < 500 && status !== 408 && status !== 429;
  const words = bar.getAttribute("data-" + status) || (isRefused ? bar.dataset.refused : bar.dataset.fault);
  tell("failed", words.replace("{kept}", isKept ? bar.dataset.kept : bar.dataset.unkept));
  if (failures === 1) spoken.textContent = bar.textContent;
  if (!isRefused) return schedule(Math.min(60000, 1000 * Math.pow(2, failures)));
  offerText(post);
  if (leftBehind.shift()) schedule(300); // it waits in the browser for another visit
}

// What was typed, to be copied where it cannot be handed in.
function offerText(post) {
  const lines = Array.from(post, ([name, value]) => {
    const question = document.getElementById("q-" + name.split(".")[0]);
    return question && value.trim() && question.querySelector("legend, .label").textContent.trim() + "：" + value;
  });
  document.getElementById("kept-text").value = lines.filter(Boolean).join("\n");
  still(() => (document.getElementById("kept-notice").hidden = false));
}

// Shows what the server made of it, when nothing is under way.
function show() {
  if (!latest || isDirty() || isComposing || isPressing) return;
  const quiet = document.activeElement.closest(".question");
  const isToSay = !spoken.textContent || bar.classList.contains("failed");
  if (document.getElementById("errors")) document.title = latest.title;
  still(() => ["steps", "errors", "questions", "kept-notice", "save-bar"].forEach((id) => {
    const [old, fresh] = [document, latest].map((page) => page.getElementById(id));
    if (old && fresh) putBack(old, fresh, quiet);
    else if (old) takeAway(old);
  }));
  const news = document.getElementById("save-news").textContent || (isToSay && bar.textContent.trim());
  if (news) spoken.textContent = news;
  sent = [stateOf(form)];
  // Where the person is, the page may differ still: saves are then joined with what the server has.
  const isAsStored = sent[0] === stateOf(latest.getElementById("answers"));
  if (isAsStored) ["_version", "_base"].forEach((name) => (own(document, name).value = own(latest, name).value));
  if (!quiet) latest = null;
}

document.addEventListener("input", ({ target }) => changed(target, /^text/.test(target.type) ? 800 : 200));
document.addEventListener("compositionstart", () => (isComposing = true));
document.addEventListener("compositionend", ({ target }) => {
  isComposing = false;
  changed(target, 800);
});
document.addEventListener("focusout", () => setTimeout(() => (isDirty() && !failures ? schedule(100) : show())));
document.addEventListener("pointerdown", () => (isPressing = true));
["pointerup", "pointercancel", "dragend"].forEach((end) => document.addEventListener(end, () => {
  isPressing = false;
  setTimeout(show, 50); // after the click
}));
// However the form is sent, it names the states of this page that the server may hold.
form.addEventListener("formdata", ({ formData }) => formData.set("_sent", "[" + sent.join() + "]"));
form.addEventListener("submit", (event) => {
  if (!event.submitter || !(isDirty() || isSaving || leftBehind.length)) return;
  event.preventDefault();
  wanted = event.submitter;
  tell("unsaved", bar.dataset.saving);
  save();
});
window.addEventListener("online", save);
document.addEventListener("visibilitychange", save);
window.addEventListener("pagehide", () => isDirty() && navigator.sendBeacon(location.href, newPost()[0]));
window.addEventListener("beforeunload", (event) => isDirty() && !newPost()[1] && event.preventDefault());
// After the back button everything is stored, and newer there.
window.addEventListener("pageshow", (event) => event.persisted && !isDirty() && location.reload());
save();
