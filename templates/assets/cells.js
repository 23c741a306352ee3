// Boxes for numbers as people know them from Excel: arrow keys and Enter move, a copied block fills.
(function () {
  "use strict";

  // Rows of boxes: a table's, or a list's with one box in each row.
  function rowsAround(box) {
    const table = box.closest(".grid-table");
    const list = box.closest(".items");
    if (table) return Array.from(table.tBodies[0].rows, (row) => Array.from(row.querySelectorAll("input.amount")));
    return list ? Array.from(list.querySelectorAll("input.amount"), (input) => [input]) : [];
  }

  function placeOf(box, rows) {
    const row = rows.findIndex((boxes) => boxes.includes(box));
    return [row, row < 0 ? -1 : rows[row].indexOf(box)];
  }

  // Where a key leads: [rows, columns]. Sideways only from the edge of what is typed.
  function step(event) {
    const box = event.target;
    const [start, end, length] = [box.selectionStart, box.selectionEnd, box.value.length];
    const isOneSpot = start === end || (start === 0 && end === length);
    switch (event.key) {
      case "Enter": return [event.shiftKey ? -1 : 1, 0];
      case "ArrowDown": return event.shiftKey ? null : [1, 0];
      case "ArrowUp": return event.shiftKey ? null : [-1, 0];
      case "ArrowLeft": return isOneSpot && start === 0 && !event.shiftKey ? [0, -1] : null;
      case "ArrowRight": return isOneSpot && end === length && !event.shiftKey ? [0, 1] : null;
      default: return null;
    }
  }

  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!box.matches || !box.matches("#answers input") || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter") event.preventDefault(); // it would send the page
    const move = box.matches(".amount") && step(event);
    if (!move) return;
    const rows = rowsAround(box);
    const [row, column] = placeOf(box, rows);
    const next = row < 0 ? null : (rows[row + move[0]] || [])[column + move[1]];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  });

  function put(box, value) {
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Says under the table what was pasted, with a way back.
  function report(box, filled, outside) {
    const control = box.closest(".control");
    control.querySelectorAll(".pasted").forEach((line) => line.remove());
    const line = document.createElement("p");
    line.className = "pasted weak";
    line.dataset.own = ""; // the server knows nothing of it
    line.setAttribute("role", "status");
    const undo = document.createElement("button");
    Object.assign(undo, { type: "button", className: "text", textContent: "貼り付けを取り消す" });
    undo.addEventListener("click", () => {
      filled.forEach(([cell, before]) => put(cell, before));
      line.remove();
      box.focus();
    });
    control.appendChild(line); // first the region, then its words: so they are read aloud
    line.textContent = filled.length + "個の欄に貼り付けました。" +
      (outside ? "表の外に出る" + outside + "個のセルは、貼り付けていません。" : "");
    line.appendChild(undo);
  }

  document.addEventListener("paste", (event) => {
    const box = event.target;
    if (!box.matches || !box.matches("#answers input.amount")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const rows = rowsAround(box);
    const [top, left] = placeOf(box, rows);
    if (top < 0 || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const filled = [];
    let outside = 0;
    text.split("\n").forEach((line, down) => line.split("\t").forEach((value, right) => {
      const cell = (rows[top + down] || [])[left + right];
      if (!cell) {
        outside += value.trim() ? 1 : 0;
        return;
      }
      filled.push([cell, cell.value]);
      put(cell, value.trim());
    }));
    report(box, filled, outside);
  });
})();
