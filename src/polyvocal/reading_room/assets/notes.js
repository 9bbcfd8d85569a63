// Notes of one's own on the words of a record: kept in this browser, taken out as Web Annotations (W3C, 2017).

const page = document.querySelector(".record .text");
const desk = document.getElementById("notes");
const form = desk.querySelector("form");
const shelf = `notes:${page.dataset.record}`;
const AROUND = 32;
let notes = JSON.parse(localStorage.getItem(shelf) ?? "[]");
let target = null;

// The text as the record has it, paragraph by paragraph; what lies between paragraphs is white space.
function whole() {
  let words = [];
  for (const set of page.querySelectorAll(".set")) {
    while (words.length < Number(set.dataset.start)) words.push("\n");
    words = words.concat([...set.textContent]);
  }
  return words;
}

function selectors(from, to) {
  const words = whole();
  const part = (a, b) => words.slice(Math.max(0, a), b).join("");
  return [
    { type: "TextQuoteSelector", exact: part(from, to), prefix: part(from - AROUND, from), suffix: part(to, to + AROUND) },
    { type: "TextPositionSelector", start: from, end: to },
  ];
}

function keep() {
  localStorage.setItem(shelf, JSON.stringify(notes));
  show();
}

function show() {
  desk.hidden = !notes.length && form.hidden;
  desk.querySelector(".take-out").hidden = !notes.length;
  desk.querySelector("ol").replaceChildren(...notes.map(line));
}

function line(note) {
  const made = desk.querySelector("template").content.cloneNode(true);
  const [quote, position] = note.target.selector;
  made.querySelector("a").href = `?from=${position.start}&to=${position.end}#quote`;
  made.querySelector("q").textContent = quote.exact;
  made.querySelector(".says").textContent = note.body.value;
  made.querySelector(".strike").addEventListener("click", () => {
    notes = notes.filter((one) => one.id !== note.id);
    keep();
  });
  return made;
}

document.addEventListener("words-chosen", ({ detail }) => {
  const write = document.createElement("button");
  write.type = "button";
  write.textContent = page.dataset.note;
  write.addEventListener("pointerdown", (event) => event.preventDefault());
  write.addEventListener("click", () => {
    target = { source: page.dataset.record, selector: selectors(detail.from, detail.to) };
    form.querySelector("q").textContent = target.selector[0].exact;
    form.hidden = desk.hidden = false;
    form.querySelector("textarea").focus();
  });
  detail.offer.append(write);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = form.querySelector("textarea");
  if (target && field.value.trim()) {
    const body = { type: "TextualBody", value: field.value.trim(), format: "text/plain", purpose: "commenting" };
    const id = `urn:uuid:${crypto.randomUUID?.() ?? Date.now()}`;
    notes.push({ "@context": "http://www.w3.org/ns/anno.jsonld", id, type: "Annotation", motivation: "commenting", created: new Date().toISOString(), body, target });
  }
  field.value = "";
  form.hidden = true;
  keep();
});
form.querySelector(".leave").addEventListener("click", () => {
  form.hidden = true;
  show();
});

desk.querySelector(".take-out").addEventListener("click", ({ target: button }) => {
  const items = notes.map(({ "@context": _, ...note }) => note);
  const leaf = { "@context": "http://www.w3.org/ns/anno.jsonld", id: `${page.dataset.record}#notes`, type: "AnnotationPage", items };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(leaf, null, 2)], { type: "application/ld+json" }));
  link.download = button.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

show();
