// What is typed in the form of questions, as the server keeps it: field name → values, without blanks.
// The form's own properties are not used: a question may be called `action` or `elements`.
window.norishiro = window.norishiro || {};
window.norishiro.fields = function (form) {
  "use strict";

  const all = (selector, where) => Array.from((where || document).querySelectorAll("#answers " + selector));
  const hiddenField = (name) => document.querySelector('#answers > input[name="' + name + '"]');

  function addHidden(name, value) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.insertBefore(input, document.getElementById("questions"));
    return input;
  }

  // Names and values in order; a choice between two answers is sent by its own button only.
  const pairs = () => Array.from(new FormData(form)).filter(([name]) => !name.startsWith("_choose:"));

  function typed() {
    const fields = {};
    pairs().forEach(([name, value]) => {
      if (name[0] === "_" || !value.trim()) return;
      (fields[name] = fields[name] || []).push(value.replace(/\r\n/g, "\n"));
    });
    return fields;
  }

  // Of some fields, those that have a control on the page.
  function onPage(fields) {
    const here = {};
    all("[name]").forEach(({ name }) => {
      if (fields[name]) here[name] = fields[name];
    });
    return here;
  }

  const questionOf = (name) => name.replace(/^(confirm|reason):/, "").split(/[.:]/)[0];
  const namesOf = (fields, question) => Object.keys(fields).filter((name) => questionOf(name) === question).sort();

  // One question's fields as a text that can be compared.
  function part(fields, question) {
    const names = namesOf(fields, question).filter((name) => !name.startsWith("reason:"));
    return JSON.stringify(names.map((name) => [name, fields[name]]));
  }

  // Paths of the questions that a page asks.
  const asked = (page) => all('> input[name="_asked"]', page).map((input) => input.value);

  function ask(paths) {
    const already = asked();
    paths.filter((path) => !already.includes(path)).forEach((path) => addHidden("_asked", path));
  }

  // Puts fields into the controls; those that have none on the page are sent with it all the same.
  function putBack(fields) {
    const used = {};
    all("[name]").filter((control) => control.name[0] !== "_" && control.tagName !== "BUTTON").forEach((control) => {
      const values = fields[control.name] || [];
      used[control.name] = true;
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] || "";
    });
    Object.keys(fields).filter((name) => !used[name]).forEach((name) =>
      fields[name].forEach((value) => (addHidden(name, value).dataset.kept = "")));
  }

  const dropPutBack = () => all("> input[data-kept]").forEach((input) => input.remove());

  return { pairs, typed, hiddenField, addHidden, asked, ask, putBack, dropPutBack, onPage, questionOf, namesOf, part };
};
