// Boxes for numbers as people know them from Excel: arrow keys and Enter move, a copied block fills.
"use strict";

// Where keys lead: rows down, columns to the right.
const moves = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const pastedLine = document.getElementById("pasted");
let pasted = []; // names of the boxes that were filled last, and what they held

// The box so far from another in its table, or in its list with one box in each row.
function boxBeside(box, [down, right]) {
  const cell = box.closest(".grid-table td");
  if (cell) {
    const row = cell.closest("table").rows[cell.parentNode.rowIndex + down];
    return row?.cells[cell.cellIndex + right]?.querySelector("input.amount");
  }
  const list = Array.from(box.closest(".items")?.querySelectorAll("input.amount") || []);
  return right ? undefined : list[list.indexOf(box) + down];
}

function moveOf({ key, shiftKey, target }) {
  if (shiftKey) return key === "Enter" ? [-1, 0] : undefined;
  // Sideways only from the edge of what is typed: inside, the cursor moves.
  const [start, end, last] = [target.selectionStart, target.selectionEnd, target.value.length];
  const isOneSpot = start === end || (start === 0 && end === last);
  const isInside = (key === "ArrowLeft" && start > 0) || (key === "ArrowRight" && end < last) || !isOneSpot;
  return isInside && moves[key]?.[1] ? undefined : moves[key];
}

document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!box.matches("#answers input") || event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter") event.preventDefault(); // it would send the page
  const move = box.matches(".amount") && moveOf(event);
  const next = move && boxBeside(box, move);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
});

// By name: what the server puts back may have taken a box's place.
function fill([name, value]) {
  const box = document.querySelector('#answers [name="' + name + '"]');
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("paste", (event) => {
  const box = event.target;
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!box.matches("#answers :is(.grid-table, .items) input.amount") || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const cells = text.split("\n").flatMap((line, down) => line.split("\t").map((value, right) => (
    { value: value.trim(), box: boxBeside(box, [down, right]) })));
  const [inside, outside] = [cells.filter((cell) => cell.box), cells.filter((cell) => !cell.box && cell.value)];
  pasted = inside.map((cell) => [cell.box.name, cell.box.value]);
  inside.forEach((cell) => fill([cell.box.name, cell.value]));
  box.closest(".control").append(pastedLine);
  pastedLine.hidden = false; // first the region, then its words: so they are read aloud
  pastedLine.firstElementChild.textContent = pasted.length + "個の欄に貼り付けました。" +
    (outside.length ? "表の外に出る" + outside.length + "個のセルは、貼り付けていません。" : "");
});

pastedLine.querySelector("button").addEventListener("click", () => {
  pastedLine.hidden = true;
  pasted.forEach(fill);
  document.getElementsByName(pasted[0][0])[0].focus();
});
