// The page of questions saves by itself: it posts the form, and puts back only sums, messages,
// which questions are shown, and the time of the save. Every rule is the server's.
// The form's own properties are not used: a question may be called `action` or `elements`.
(function () {
  "use strict";

  const form = document.getElementById("answers");
  if (!form || !window.fetch || !window.URLSearchParams || !window.AbortController) return;
  const address = form.getAttribute("action") + (/[?&]missing=1/.test(location.search) ? "?missing=1" : "");
  const bar = document.getElementById("save-bar");
  const hiddenField = (name) => document.querySelector('#answers > input[name="' + name + '"]');
  const keepPrefix = "norishiro:" + form.dataset.keep + ":";
  let keepKey = keepPrefix + hiddenField("_save").value;

  let base = JSON.parse(hiddenField("_base").value); // what the server had where the page started
  let sent = []; // posted states of which no reply came
  let isDirty = false; // typed since the last post
  let isSaving = false;
  let isComposing = false;
  let isLeaving = false;
  let wanted = null; // the button that waits for the save
  let hasSaved = false;
  let failures = 0;
  let latest = null; // the latest page that is still true
  let timer, keepTimer;

  // ---- What is typed, as the server keeps it: name → values, without blanks.

  function pairs() {
    return Array.from(new FormData(form)).filter(([name]) => !name.startsWith("_choose:"));
  }

  function typed() {
    const fields = {};
    pairs().forEach(([name, value]) => {
      if (name[0] === "_" || !value.trim()) return;
      (fields[name] = fields[name] || []).push(value.replace(/\r\n/g, "\n"));
    });
    return fields;
  }

  const questionOf = (name) => name.replace(/^(confirm|reason):/, "").split(/[.:]/)[0];

  function part(fields, question) {
    const names = Object.keys(fields).filter((name) => questionOf(name) === question && !name.startsWith("reason:"));
    return JSON.stringify(names.sort().map((name) => [name, fields[name]]));
  }

  function takeOver(question, fields) {
    Object.keys(base).filter((name) => questionOf(name) === question).forEach((name) => delete base[name]);
    Object.keys(fields).filter((name) => questionOf(name) === question).forEach((name) => (base[name] = fields[name]));
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
    const asked = Array.from(document.querySelectorAll('#answers > input[name="_asked"]'), (input) => input.value);
    const state = { at: Date.now(), version: hiddenField("_version").value, base, sent, asked, fields: typed() };
    try {
      localStorage.setItem(keepKey, JSON.stringify(state));
      return true;
    } catch (full) {
      return false;
    }
  }

  function dropKept() {
    clearTimeout(keepTimer);
    try { localStorage.removeItem(keepKey); } catch (refused) { /* then nothing was kept either */ }
  }

  function keptStates() {
    const found = [];
    const old = Date.now() - 60 * 24 * 60 * 60 * 1000;
    try {
      Object.keys(localStorage).filter((key) => key.startsWith("norishiro:")).forEach((key) => {
        const state = JSON.parse(localStorage.getItem(key));
        if (state.at < old) localStorage.removeItem(key);
        else if (key.startsWith(keepPrefix) && key !== keepKey) found.push([key, state]);
      });
    } catch (refused) { /* a browser that keeps nothing */ }
    return found.sort((a, b) => a[1].at - b[1].at);
  }

  function addHidden(name, value) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.insertBefore(input, document.getElementById("questions"));
    return input;
  }

  // Puts back what an earlier visit could not hand in; the server joins it with what it has.
  function restore() {
    const next = leftBehind.shift();
    if (!next) return;
    const [key, state] = next;
    const now = typed();
    if (Object.keys(state.fields).concat(Object.keys(now)).every((name) => part(now, questionOf(name)) === part(state.fields, questionOf(name)))) {
      localStorage.removeItem(key);
      return restore();
    }
    keepKey = key;
    base = state.base;
    sent = state.sent;
    hiddenField("_version").value = state.version;
    const used = {};
    document.querySelectorAll("#answers [name]").forEach((control) => {
      if (control.name[0] === "_" || control.tagName === "BUTTON") return;
      const values = state.fields[control.name] || [];
      used[control.name] = true;
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] || "";
    });
    Object.keys(state.fields).filter((name) => !used[name]).forEach((name) =>
      state.fields[name].forEach((value) => (addHidden(name, value).dataset.kept = "")));
    ask(state.asked);
    news("保存できていなかった入力を、この画面に戻しました。");
    changed(0);
  }

  function ask(paths) {
    const asked = Array.from(document.querySelectorAll('#answers > input[name="_asked"]'), (input) => input.value);
    paths.filter((path) => !asked.includes(path)).forEach((path) => addHidden("_asked", path));
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
    document.querySelectorAll("#answers > input[data-kept]").forEach((input) => input.remove());
    const theirs = JSON.parse(page.querySelector('#answers > input[name="_base"]').value);
    const names = new Set(Array.from(document.querySelectorAll("#answers [name]"), (control) => control.name));
    const shown = {};
    Object.keys(theirs).filter((name) => names.has(name)).forEach((name) => (shown[name] = theirs[name]));
    const questions = new Set(Object.keys(theirs).concat(Object.keys(fields), Object.keys(base)).map(questionOf));
    // Questions that hold something else than was sent: somebody changed them on another screen.
    const others = Array.from(questions).filter((question) => {
      const isOurs = part(shown, question) === part(fields, question);
      if (isOurs) takeOver(question, theirs);
      return !isOurs;
    });
    // A page that is being left shows nothing new: the server then says what appeared.
    const stale = isDirty || isComposing || wanted;
    const unseen = stale ? others : others.filter((question) => !replace(question, page, theirs));
    if (!stale) show(page);
    // A page that does not show all that is stored keeps its version, so that its saves are joined.
    if (!unseen.length) hiddenField("_version").value = page.querySelector('[name="_version"]').value;
    hiddenField("_save").value = page.querySelector('[name="_save"]').value;
    body(); // the form's own buttons send what is true now
    if (isDirty) return keep();
    dropKept();
    const wasFailing = bar.classList.contains("failed");
    const words = "保存しました　" + page.getElementById("save-bar").dataset.clock;
    tell("saved", words, wasFailing || !hasSaved ? words : "");
    hasSaved = true;
    document.querySelectorAll("#kept-notice").forEach((notice) => notice.remove());
    restore(); // what another visit left behind
  }

  function failed(status) {
    failures += 1;
    isDirty = true;
    const isKept = keep();
    const place = isKept
      ? "入力した内容はこのパソコンに一時的に保管しています。"
      : "入力した内容はまだ保存されていません。この画面を閉じないでください。";
    let words = "ただいま保存できません。" + place + "しばらくすると、自動でもう一度保存します。";
    if (status === 0) words = "通信できません。" + place + "通信が戻ると、自動で保存します。";
    if (status === 413) words = "文章が長すぎるため、保存できません。" + place + "文章を短くしてください。";
    else if (status >= 200 && status < 500 && status !== 408 && status !== 429) {
      words = "保存できませんでした。回答の受付が終わったか、リンクが新しくなった可能性があります。" + place;
      offerText();
    } else schedule(Math.min(60000, 1000 * Math.pow(2, failures)));
    tell("failed", words, failures === 1 ? words : "");
  }

  // What was typed, to be copied where it cannot be handed in.
  function offerText() {
    const lines = Array.from(document.querySelectorAll("#questions > .question:not([hidden])"), (question) => {
      const label = question.querySelector("legend, .label");
      const values = pairs().filter(([name, value]) => questionOf(name) === question.id.slice(2) && value.trim());
      return label && values.length ? label.textContent.trim() + "\n" + values.map((pair) => pair[1]).join("\n") : "";
    });
    let notice = document.getElementById("kept-notice");
    if (!notice) {
      notice = document.createElement("div");
      Object.assign(notice, { id: "kept-notice", className: "notice warning" });
      notice.innerHTML = '<label for="kept-text">入力した内容の控え（写し取ってお使いください。お困りのときは、下のお問い合わせ先へ御連絡ください。）</label>' +
        '<textarea id="kept-text" class="kept-text" readonly></textarea>';
      still(() => form.insertBefore(notice, bar));
    }
    document.getElementById("kept-text").value = lines.filter(Boolean).join("\n\n");
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

  const isInUse = (element) => element.contains(document.activeElement);

  function still(change) {
    const focus = document.activeElement;
    const before = focus ? focus.getBoundingClientRect().top : 0;
    change();
    const after = focus && document.body.contains(focus) ? focus.getBoundingClientRect().top : before;
    if (after !== before) window.scrollBy({ top: after - before, behavior: "instant" });
  }

  function replace(question, page, theirs) {
    const [old, fresh] = [document, page].map((where) => where.getElementById("q-" + question));
    if (!fresh || (old && isInUse(old))) return false;
    if (old) still(() => old.parentNode.replaceChild(document.importNode(fresh, true), old));
    takeOver(question, theirs);
    news("別の画面で保存された内容と合わせました。");
    return true;
  }

  function show(page) {
    latest = page;
    still(() => {
      const before = document.querySelectorAll(".question:not([hidden])").length;
      morph(document.getElementById("questions"), page.getElementById("questions"), false);
      ask(Array.from(page.querySelectorAll('#answers > input[name="_asked"]'), (input) => input.value));
      if (document.querySelectorAll(".question:not([hidden])").length > before) news("入力に応じて、設問が増えました。");
      morph(document.querySelector(".steps"), page.querySelector(".steps"), false);
      const [old, fresh] = [document, page].map((where) => where.getElementById("errors"));
      if (old && !isInUse(old)) {
        if (fresh) morph(old, fresh, false);
        else old.remove();
        document.title = page.title;
      }
    });
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

  // ---- Events.

  const ofForm = (target) => target.closest && target.closest("#answers") && target.name && target.name[0] !== "_";

  document.addEventListener("input", (event) => {
    if (!ofForm(event.target)) return;
    document.getElementById("save-news").textContent = "";
    changed(/^(text|textarea)$/.test(event.target.type) ? 800 : 200);
  });
  document.addEventListener("compositionstart", () => (isComposing = true));
  document.addEventListener("compositionend", (event) => {
    isComposing = false;
    if (ofForm(event.target)) changed(800);
  });
  document.addEventListener("focusout", () => setTimeout(() => {
    if (isDirty && !failures) schedule(100);
    else if (latest && !isSaving && !isComposing) show(latest);
  }));
  form.addEventListener("submit", (event) => {
    if (isLeaving || !(isDirty || isSaving || failures)) return;
    event.preventDefault();
    wanted = event.submitter || document.activeElement;
    save();
  });
  window.addEventListener("online", () => isDirty && schedule(0));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isLeaving = false;
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
  const leftBehind = keptStates();
  restore();
})();
