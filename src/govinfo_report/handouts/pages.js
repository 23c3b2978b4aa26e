// Shows the rows that hold every word typed and have the verdict chosen. Without it all rows are there.
const form = document.getElementById("find");
const words = document.getElementById("words");
const none = document.getElementById("none");
const rows = [...document.querySelectorAll("tbody tr")].map((row) => [row, row.textContent.toLowerCase()]);
const heads = [...document.querySelectorAll("th")].map((head) => head.textContent);
for (const [row] of rows) [...row.cells].forEach((cell, at) => (cell.dataset.head = heads[at]));
function show() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const kind = form.elements.kind.value;
  let left = 0;
  for (const [row, text] of rows) {
    row.hidden = (kind !== "all" && !row.classList.contains(kind)) || !wanted.every((word) => text.includes(word));
    left += !row.hidden;
  }
  none.textContent = left ? "" : none.dataset.words;
}
form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show(); // a browser may keep what was typed
