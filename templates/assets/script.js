// The page of questions saves by itself: it posts the form, and puts back only sums, messages,
// which questions are shown, and the time of the save. Every rule is the server's.
(function () {
  "use strict";

  const form = document.getElementById("answers");
  if (!form || !window.fetch || !window.URLSearchParams || !window.AbortController) return;
  const address = form.getAttribute("action") + (/[?&]missing=1/.test(location.search) ? "?missing=1" : "");
  const bar = document.getElementById("save-bar");
  const { morph, still, isInUse } = window.norishiro;
  const { pairs, typed, hiddenField, addHidden, asked, ask, putBack, dropPutBack, questionOf, namesOf, part, onPage } =
    window.norishiro.fields(form);
  const kept = window.norishiro.kept(form.getAttribute("data-keep"), hiddenField("_save").value);
  const leftBehind = kept.leftBehind();

  let base = JSON.parse(hiddenField("_base").value); // what the server had where the page started
  let sent = []; // posted states of which no reply came
  let isDirty = false; // typed since the last post
  let isSaving = false;
  let isComposing = false;
  let isPressing = false; // what is under the mouse must not move away
  let isLeaving = false;
  let pressed = null; // the last button pressed, for browsers that do not tell
  let wanted = null; // the button that waits for the save
  let hasSaved = false;
  let failures = 0;
  let latest = null; // the latest page that is still true
  let timer, keepTimer;

  function takeOver(question, fields) {
    namesOf(base, question).forEach((name) => delete base[name]);
    namesOf(fields, question).forEach((name) => (base[name] = fields[name]));
  }

  // ---- What the person is told.

  function tell(kind, status, spoken) {
    bar.hidden = false;
    bar.className = "no-print " + kind;
    document.getElementById("save-status").textContent = status;
    if (spoken) document.getElementById("save-spoken").textContent = spoken;
  }

  function news(text) {
    const line = document.getElementById("save-news");
    if (line.textContent.includes(text)) return;
    line.textContent += text;
    document.getElementById("save-spoken").textContent = line.textContent;
  }

  // ---- What is typed stays in this browser until the server has it.

  function keep() {
    clearTimeout(keepTimer);
    return kept.put({ version: hiddenField("_version").value, base, sent, asked: asked(), fields: typed() });
  }

  // Puts back what an earlier visit could not hand in; the server joins it with what it has.
  function restore() {
    const next = leftBehind.shift();
    if (!next) return;
    const [key, state] = next;
    const now = typed();
    kept.goOnWith(key);
    const questions = Object.keys(Object.assign({}, now, state.fields)).map(questionOf);
    if (questions.every((question) => part(now, question) === part(state.fields, question))) {
      kept.drop(); // it came through after all
      return restore();
    }
    base = state.base;
    sent = state.sent;
    hiddenField("_version").value = state.version;
    putBack(state.fields);
    ask(state.asked);
    news("保存できていなかった入力を、この画面に戻しました。");
    changed(0);
  }

  // ---- Saving: one at a time, the newest state next.

  function changed(delay) {
    isDirty = true;
    latest = null;
    if (!failures) tell("unsaved", "未保存の入力があります");
    clearTimeout(keepTimer);
    keepTimer = setTimeout(keep, 300);
    schedule(delay);
  }

  function schedule(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  function body() {
    hiddenField("_base").value = JSON.stringify(base);
    (hiddenField("_sent") || addHidden("_sent", "")).value = JSON.stringify(sent);
    return new URLSearchParams(pairs().concat([["_auto", "1"]]));
  }

  async function save() {
    clearTimeout(timer);
    if (isSaving || isComposing || isLeaving) return; // whoever ends these looks again
    isSaving = true;
    isDirty = false;
    const [fields, data, stop] = [typed(), body().toString(), new AbortController()];
    sent.push(fields);
    const limit = setTimeout(() => stop.abort(), 20000);
    let status = 0;
    let page = null;
    try {
      const reply = await fetch(address, {
        method: "POST", body: data, signal: stop.signal, keepalive: data.length < 50000,
        headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" },
      });
      status = reply.status;
      const text = await reply.text();
      if (reply.ok) page = new DOMParser().parseFromString(text, "text/html");
    } catch (lost) {
      status = 0;
    }
    clearTimeout(limit);
    isSaving = false;
    if (isLeaving) return;
    if (page && page.querySelector("#answers > #questions")) stored(page, fields);
    else failed(status);
    goOn();
  }

  function stored(page, fields) {
    failures = 0;
    sent = [];
    dropPutBack();
    const theirs = JSON.parse(page.querySelector('#answers > input[name="_base"]').value);
    const shown = onPage(theirs);
    const questions = new Set(Object.keys(theirs).concat(Object.keys(fields), Object.keys(base)).map(questionOf));
    // Questions that hold something else than was sent: somebody changed them on another screen.
    const others = Array.from(questions).filter((question) => {
      const isOurs = part(shown, question) === part(fields, question);
      if (isOurs) takeOver(question, theirs);
      return !isOurs;
    });
    if (!isDirty) latest = page;
    const unseen = isBusy() ? others : others.filter((question) => !replace(question, page, theirs));
    showLatest();
    // A page that does not show all that is stored keeps its version, so that its saves are joined.
    if (!unseen.length) hiddenField("_version").value = page.querySelector('[name="_version"]').value;
    hiddenField("_save").value = page.querySelector('[name="_save"]').value;
    body(); // the form's own buttons send what is true now
    if (isDirty) return keep();
    clearTimeout(keepTimer);
    kept.drop();
    document.getElementById("kept-notice").hidden = true;
    const wasFailing = bar.classList.contains("failed");
    const words = "保存しました　" + page.getElementById("save-bar").dataset.clock;
    tell("saved", words, wasFailing || !hasSaved ? words : "");
    hasSaved = true;
    restore(); // what another visit left behind
  }

  function failed(status) {
    failures += 1;
    isDirty = true;
    const place = keep()
      ? "入力した内容はこのパソコンに一時的に保管しています。"
      : "入力した内容はまだ保存されていません。この画面を閉じないでください。";
    const isRefused = status >= 200 && status < 500 && status !== 408 && status !== 429;
    let words = "ただいま保存できません。" + place + "しばらくすると、自動でもう一度保存します。";
    if (status === 0) words = "通信できません。" + place + "通信が戻ると、自動で保存します。";
    if (status === 413) words = "文章が長すぎるため、保存できません。" + place + "文章を短くしてください。";
    else if (isRefused) words = "保存できませんでした。回答の受付が終わったか、リンクが新しくなった可能性があります。" + place;
    if (isRefused) offerText();
    else schedule(Math.min(60000, 1000 * Math.pow(2, failures)));
    tell("failed", words, failures === 1 ? words : "");
  }

  // What was typed, to be copied where it cannot be handed in.
  function offerText() {
    const texts = Array.from(document.querySelectorAll("#questions > .question:not([hidden])"), (question) => {
      const label = question.querySelector("legend, .label");
      const values = pairs().filter(([name, value]) => questionOf(name) === question.id.slice(2) && value.trim());
      return label && values.length ? [label.textContent.trim()].concat(values.map((pair) => pair[1])).join("\n") : "";
    });
    document.getElementById("kept-text").value = texts.filter(Boolean).join("\n\n");
    still(() => (document.getElementById("kept-notice").hidden = false));
  }

  // Goes where the person wanted to go, once everything is stored.
  function goOn() {
    if (isDirty && !failures) return schedule(wanted ? 0 : 300);
    if (!wanted) return;
    const button = wanted;
    wanted = null;
    if (failures || isDirty) return;
    addHidden(button.name, button.value);
    isLeaving = true;
    HTMLFormElement.prototype.submit.call(form);
  }

  // ---- Putting back what the server made of it.

  function replace(question, page, theirs) {
    const [old, fresh] = [document, page].map((where) => where.getElementById("q-" + question));
    if (!fresh || (old && isInUse(old))) return false;
    if (old) still(() => old.parentNode.replaceChild(document.importNode(fresh, true), old));
    takeOver(question, theirs);
    news("別の画面で保存された内容と合わせました。");
    return true;
  }

  // A page that is being left shows nothing new: the server then says what appeared.
  const isBusy = () => isDirty || isSaving || isComposing || isPressing || wanted;

  function showLatest() {
    if (!latest || isBusy()) return;
    const isSeen = ".question:not([hidden])";
    const before = document.querySelectorAll(isSeen).length;
    still(() => {
      ["questions", "steps"].forEach((id) => morph(document.getElementById(id), latest.getElementById(id)));
      const [old, fresh] = [document, latest].map((page) => page.getElementById("errors"));
      if (!old || isInUse(old)) return;
      if (fresh) morph(old, fresh);
      else old.remove();
      document.title = latest.title;
    });
    ask(asked(latest));
    if (document.querySelectorAll(isSeen).length > before) news("入力に応じて、設問が増えました。");
  }

  // ---- Events.

  const isOfForm = (target) => target.closest && target.closest("#answers") && target.name && target.name[0] !== "_";

  document.addEventListener("input", (event) => {
    if (!isOfForm(event.target)) return;
    document.getElementById("save-news").textContent = "";
    changed(/^(text|textarea)$/.test(event.target.type) ? 800 : 200);
  });
  document.addEventListener("compositionstart", () => (isComposing = true));
  document.addEventListener("compositionend", (event) => {
    isComposing = false;
    if (isOfForm(event.target)) changed(800);
  });
  document.addEventListener("focusout", () => setTimeout(() => {
    if (isDirty && !failures) schedule(100);
    else showLatest();
  }));
  document.addEventListener("pointerdown", () => (isPressing = true));
  ["pointerup", "pointercancel", "dragend"].forEach((end) => document.addEventListener(end, () => {
    isPressing = false;
    setTimeout(showLatest, 50); // after the click
  }));
  document.addEventListener("click", (event) => (pressed = event.target.closest("button")), true);
  form.addEventListener("submit", (event) => {
    if (isLeaving || !(isDirty || isSaving || failures)) return;
    event.preventDefault();
    wanted = event.submitter || pressed;
    tell("unsaved", "保存しています。そのままお待ちください。");
    save();
  });
  window.addEventListener("online", () => isDirty && schedule(0));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && isLeaving) location.reload(); // everything is stored, and newer there
  });
  document.addEventListener("visibilitychange", () => document.hidden && isDirty && save());
  window.addEventListener("pagehide", () => {
    if (isLeaving || !isDirty) return;
    keep();
    if (navigator.sendBeacon) navigator.sendBeacon(address, body());
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && isDirty && !keep()) event.preventDefault();
  });

  if (document.getElementById("save-status").textContent) bar.hidden = false;
  restore();
})();
