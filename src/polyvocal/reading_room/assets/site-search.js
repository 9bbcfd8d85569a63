// The search of a static edition, by Pagefind's index beside the pages. A running room answers searches itself.
const place = document.getElementById("static-search");
const at = new URL(document.currentScript.src);
const root = new URL("../", at);

const make = (name, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

async function open() {
  const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 34 });
  await pagefind.init();
  const filters = await pagefind.filters();
  const box = make("input", { id: "q", type: "search", autocomplete: "off", name: "q" });
  const form = make("form", { className: "search-box", role: "search" },
    make("label", { htmlFor: "q", textContent: "Search the documents" }),
    make("span", { className: "field" }, box, make("button", { type: "submit", textContent: "Search" })));
  const choices = make("p", { className: "choices" });
  for (const [facet, values] of Object.entries(filters)) {
    const select = make("select", { name: facet });
    select.append(make("option", { value: "", textContent: `any ${facet}` }));
    for (const [value, count] of Object.entries(values)) select.append(make("option", { value, textContent: `${value} (${count})` }));
    choices.append(make("label", {}, make("span", { className: "hidden", textContent: facet }), select));
  }
  form.append(choices);
  const told = make("p", { className: "note" });
  told.setAttribute("role", "status");
  const hits = make("ol", { className: "hits" });
  const more = make("button", { type: "button", textContent: "More", hidden: true });
  place.append(form, told, hits, more);

  let found = [];
  let shown = 0;
  async function show() {
    const leaf = await Promise.all(found.slice(shown, shown + 20).map((result) => result.data()));
    for (const one of leaf) hits.append(hit(one));
    shown += leaf.length;
    more.hidden = shown >= found.length;
  }
  async function search() {
    const chosen = {};
    for (const select of choices.querySelectorAll("select")) if (select.value) chosen[select.name] = select.value;
    const words = box.value.trim();
    hits.replaceChildren();
    found = [];
    shown = 0;
    more.hidden = true;
    told.textContent = "";
    if (!words && !Object.keys(chosen).length) return;
    found = (await pagefind.search(words || null, { filters: chosen })).results;
    told.textContent = found.length === 1 ? "1 document" : `${found.length} documents`;
    await show();
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.addEventListener("change", search);
  more.addEventListener("click", show);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) box.value = asked;
  if (asked) search();
  box.focus();
}

// The excerpt comes as text with <mark> around the words found: it is set without being read as HTML.
function hit(one) {
  const link = make("a", { href: one.url });
  const parts = one.excerpt.split(/<\/?mark>/);
  parts.forEach((words, i) => link.append(i % 2 ? make("mark", { textContent: plain(words) }) : plain(words)));
  return make("li", {},
    make("p", { className: "head" }, make("a", { className: "title", href: one.url, textContent: one.meta.title }), " ",
      make("span", { className: "facts", textContent: one.meta.by ?? "" })),
    make("p", { className: "snippet" }, link));
}

function plain(words) {
  // The point in front keeps a leading space, which a parser would drop.
  return new DOMParser().parseFromString(`.${words}`, "text/html").body.textContent.slice(1);
}

// From a disk the import would only fail with a message in the console.
(location.protocol === "file:" ? Promise.reject(new Error("no server")) : open()).catch(() => {
  place.append(make("p", { textContent:
    "A browser opens the search index only from a web server, even one on this machine (python -m http.server). " +
    "The shelf and the events can be read from the disk." }));
});
