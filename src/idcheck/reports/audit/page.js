"use strict";
// Everything is on the page without this script; it adds sorting, finding and copying.
(() => {
  const value = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.value ?? cell.textContent.trim();
  };
  const compare = (numeric) => (a, b) => numeric ? Number(a || -1) - Number(b || -1) : a.localeCompare(b, undefined, { numeric: true });

  const sort = (table, header) => {
    const at = header.cellIndex;
    const numeric = header.classList.contains("number");
    const before = header.getAttribute("aria-sort");
    const up = before ? before === "descending" : !numeric;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    const order = compare(numeric);
    const rows = [...table.tBodies[0].rows].map((row) => [value(row, at), row]);
    rows.sort((a, b) => (a[0] === "") - (b[0] === "") || (up ? order(a[0], b[0]) : order(b[0], a[0])));
    table.tBodies[0].append(...rows.map((pair) => pair[1]));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const header of table.tHead.rows[0].cells) {
      if (!header.textContent.trim() || header.classList.contains("fixed")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sort(table, header));
    }
  }

  for (const place of document.querySelectorAll("[data-finds]")) {
    const table = document.getElementById(place.dataset.finds);
    const label = document.createElement("label");
    const input = document.createElement("input");
    const told = document.createElement("span");
    input.type = "search";
    told.setAttribute("role", "status");
    label.append(place.dataset.label + " ", input);
    place.append(label, told);
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase();
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      told.textContent = wanted ? `${shown} / ${table.tBodies[0].rows.length}` : "";
    });
  }

  if (navigator.clipboard) {
    const { copy, copied } = document.body.dataset;
    for (const code of document.querySelectorAll("td.paste code")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = copy;
      button.setAttribute("aria-label", `${copy} ${code.textContent}`);
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = copied;
        setTimeout(() => { button.textContent = copy; }, 2000);
      });
      code.after(button);
    }
  }
})();
