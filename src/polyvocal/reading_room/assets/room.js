// Small comforts of the reading room. Every page works without them.

// Choosing words of a text offers the address of exactly these words, to be cited.
const text = document.querySelector(".record .text");

function offsetIn(paragraph, node, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  // Addresses count code points, scripts count UTF-16 units.
  return Number(paragraph.dataset.start) + [...range.toString()].length;
}

function chosen() {
  const selection = document.getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const [first, last] = [range.startContainer, range.endContainer].map(
    (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".set"),
  );
  if (!first || !last) return null;
  const from = offsetIn(first, range.startContainer, range.startOffset);
  const to = offsetIn(last, range.endContainer, range.endOffset);
  return from < to ? { from, to, box: range.getBoundingClientRect() } : null;
}

let offer = null;
document.addEventListener("selectionchange", () => {
  offer?.remove();
  offer = null;
  const words = location.protocol === "file:" ? null : chosen();
  if (!words || document.body.dataset.edition) return;
  offer = document.createElement("div");
  offer.className = "cite-these";
  const link = document.createElement("a");
  link.href = `?from=${words.from}&to=${words.to}#quote`;
  link.textContent = text.dataset.cite;
  const copy = document.createElement("button");
  copy.type = "button";
  copy.textContent = text.dataset.copy;
  const place = `${text.dataset.record}?from=${words.from}&to=${words.to}#quote`;
  const quoted = document.getSelection().toString();
  const cited = document.getElementById("cite")?.textContent.replaceAll(text.dataset.record, place) ?? place;
  // Kept from taking the selection away before it is used.
  copy.addEventListener("pointerdown", (event) => event.preventDefault());
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(`“${quoted}”\n${cited.includes(place) ? cited.trim() : `${cited.trim()} ${place}`}`);
    copy.textContent = text.dataset.copied;
  });
  offer.append(link, copy);
  document.body.append(offer);
  document.dispatchEvent(new CustomEvent("words-chosen", { detail: { ...words, offer } }));
  // Set through the object model, which the Content-Security-Policy allows.
  offer.style.left = `${Math.max(8, Math.min(words.box.left, innerWidth - offer.offsetWidth - 24)) + scrollX}px`;
  offer.style.top = `${words.box.bottom + scrollY + 6}px`;
});

// Which marks a reader has switched off stays so, in this browser.
for (const box of document.querySelectorAll(".marks-shown input")) {
  const kept = localStorage.getItem(box.id);
  if (kept !== null) box.checked = kept === "on";
  box.addEventListener("change", () => localStorage.setItem(box.id, box.checked ? "on" : "off"));
}

// A link to a passage inside a folded part opens it.
function unfold() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement?.closest("details")) if (at.tagName === "DETAILS") at.open = true;
}
addEventListener("hashchange", unfold);
unfold();

// On the timeline: arrows move, plus and minus zoom, by the same links that everybody can follow.
const zoom = document.querySelector(".zoom");
if (zoom) {
  const ways = { ArrowLeft: "[rel=prev]", ArrowRight: "[rel=next]", "+": "[data-key='+']", "=": "[data-key='+']", "-": "[data-key='-']" };
  document.addEventListener("keydown", (event) => {
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, [role=region]");
    const link = !busy && ways[event.key] && zoom.querySelector(ways[event.key]);
    if (link) link.click();
  });
}
