// Coding by selecting text: what is selected within one sentence or over several of one question is posted as
// QUESTION:START-END, in characters. Without this, sentences are ticked.
const form = document.getElementById('coding');
const field = form?.elements.selected;
if (field) {
  const line = form.querySelector('.selected-passage');
  const letters = (text) => Array.from(text).length;
  const show = (value, words) => {
    field.value = value;
    line.querySelector('q').textContent = words;
    line.hidden = !value;
  };
  // Where a place in the document is, counted in characters of its question's text.
  const place = (node, offset) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('[data-start]');
    if (!piece || node.nodeType !== Node.TEXT_NODE) return null;
    const at = Number(piece.dataset.start) + letters(node.data.slice(0, offset));
    return { at, question: piece.closest('[data-question]').dataset.question };
  };
  document.addEventListener('selectionchange', () => {
    const chosen = document.getSelection();
    if (chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    const [from, until] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
    if (from && until && from.question === until.question && from.at < until.at) {
      show(`${from.question}:${from.at}-${until.at}`, chosen.toString());
    }
  });
  line.querySelector('button').addEventListener('click', () => show('', ''));
  if (field.value) show(field.value, '（前に選んだ部分）');
}
