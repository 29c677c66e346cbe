"use strict";
// Comfort only: the page is complete without it.

// --- light or dark

(() => {
  const root = document.documentElement;
  const button = document.createElement("button");
  const themes = ["auto", "light", "dark"];
  let theme = "auto";
  const show = () => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    button.textContent = "Theme: " + theme;
  };
  button.type = "button";
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    show();
  });
  show();
  document.querySelector(".tools").append(button);
})();

// --- marks that tell what they are: under the pointer, or walked to with the arrow keys

(() => {
  const tip = document.querySelector(".tip");
  let chosen = null;
  const hide = () => {
    if (chosen) chosen.classList.remove("chosen");
    chosen = null;
    tip.classList.remove("shown");
    tip.textContent = "";
  };
  const choose = (mark) => {
    if (mark === chosen) return;
    hide();
    chosen = mark;
    mark.classList.add("chosen");
    tip.textContent = mark.dataset.mark;
    const at = mark.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.x + at.width / 2 - own.width / 2), innerWidth - own.width - 8);
    const above = at.y - own.height - 9;
    tip.style.left = left + "px";
    tip.style.top = (above < 4 ? at.bottom + 9 : above) + "px";
    tip.classList.add("shown");
  };
  for (const svg of document.querySelectorAll(".drawn svg")) {
    const marks = [...svg.querySelectorAll("[data-mark]")];
    if (marks.length === 0) continue;
    for (const mark of marks) {
      const title = mark.querySelector("title");
      mark.dataset.mark = title.textContent;
      title.remove();
      mark.addEventListener("pointerenter", () => choose(mark));
      mark.addEventListener("pointerleave", hide);
    }
    svg.setAttribute("tabindex", "0");
    svg.addEventListener("blur", hide);
    svg.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") hide();
      if (!step) return;
      event.preventDefault();
      const from = marks.indexOf(chosen);
      choose(marks[from < 0 ? 0 : (from + step + marks.length) % marks.length]);
    });
  }
  addEventListener("scroll", hide, { passive: true });
})();

// --- the ranked table: sorted within each guarantee, never across

(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    const number = cell.dataset.value;
    return number === undefined ? cell.textContent.trim() : Number(number);
  };
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === "number") return -1;
    if (typeof b === "number") return 1;
    return a.localeCompare(b);
  };
  for (const table of document.querySelectorAll(".ranked")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (head.textContent === "each block") return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const falling = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", falling ? "descending" : "ascending");
        for (const body of table.tBodies) {
          const rows = [...body.rows].slice(1);
          rows.sort((a, b) => compare(value(a, column), value(b, column)) * (falling ? -1 : 1));
          body.append(...rows);
        }
      });
    });
  }
})();
