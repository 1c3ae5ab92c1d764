// Progressive combobox after the ARIA pattern "editable combobox with list autocomplete" (WAI-ARIA Authoring Practices 1.2).
// Without script the box is a search field of its form.
class Combobox {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input");
    this.status = root.querySelector("[role=status]");
    this.options = [];
    this.active = -1;
    this.build();
    this.listen();
  }

  build() {
    this.list = document.createElement("ul");
    this.list.className = "combobox-list";
    this.list.id = `${this.input.id}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.root.querySelector("label").textContent.trim());
    this.list.hidden = true;
    this.input.after(this.list);
    const { target } = this.root.dataset;
    if (target) {
      this.value = document.createElement("input");
      this.value.type = "hidden";
      this.value.name = target;
      this.input.after(this.value);
    }
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
  }

  listen() {
    this.input.addEventListener("input", () => {
      if (this.value) this.value.value = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), 180);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
  }

  async search() {
    const query = this.input.value.trim();
    if (query.length < 2) return this.close();
    this.request?.abort();
    this.request = new AbortController();
    try {
      const address = new URL(this.root.dataset.source, document.baseURI);
      address.searchParams.set("q", query);
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      const entries = answer.ok ? await answer.json() : [];
      // Who went on to another field meanwhile is not called back by a list that opens behind them.
      if (query === this.input.value.trim() && document.activeElement === this.input) this.show(entries);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(entries) {
    this.options = entries;
    this.active = -1;
    this.list.replaceChildren(...entries.map((entry, index) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.dataset.index = index;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(entry.name);
      if (entry.detail) {
        const detail = document.createElement("small");
        detail.textContent = entry.detail;
        option.append(" ", detail);
      }
      return option;
    }));
    this.list.hidden = entries.length === 0;
    this.input.setAttribute("aria-expanded", String(entries.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    const { wordsNone, wordsNear, wordsSome } = this.root.dataset;
    const words = entries.length === 0 ? wordsNone : entries.every((entry) => entry.near) ? wordsNear : wordsSome;
    this.status.textContent = words.replace("{0}", entries.length);
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.move(event.key === "ArrowDown" ? 1 : -1);
      else this.search();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }

  move(step) {
    const count = this.options.length;
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.active)));
    const option = this.list.children[this.active];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  choose(index) {
    const entry = this.options[index];
    this.input.value = entry.name;
    this.close();
    if (this.value) {
      this.value.value = entry.id;
      this.status.textContent = "";
    } else if (entry.href) {
      location.assign(entry.href);
    }
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

for (const root of document.querySelectorAll("[data-combobox]")) new Combobox(root);
