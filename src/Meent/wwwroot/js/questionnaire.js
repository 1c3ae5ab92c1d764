// A long form becomes one part at a time, with a draft that stays on this device for a day.
// The form itself is plain HTML: whatever happens here, its fields are sent as they are.
const day = 24 * 60 * 60 * 1000;
const prefix = "meent-draft-";

const drafts = {
  // A shared or locked-down device may refuse storage; answering goes on without a draft.
  try(action) {
    try {
      return action();
    } catch {
      return null;
    }
  },
  read: (code) => drafts.try(() => JSON.parse(localStorage.getItem(prefix + code))),
  write: (code, draft) => drafts.try(() => localStorage.setItem(prefix + code, JSON.stringify(draft))),
  clear: (code) => drafts.try(() => localStorage.removeItem(prefix + code)),
  forgetOld() {
    drafts.try(() => {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
        const draft = drafts.try(() => JSON.parse(localStorage.getItem(key)));
        if (!(draft?.started > Date.now() - day)) localStorage.removeItem(key);
      }
    });
  },
};

class Questionnaire {
  constructor(form) {
    this.form = form;
    this.code = form.dataset.code;
    this.parts = [...form.querySelectorAll("[data-part]")];
    this.reminded = new Set();
    this.started = Date.now();
    this.current = 0;
    this.restore();
    if (this.parts.length > 1) this.stepwise();
    form.addEventListener("change", () => this.save());
    form.addEventListener("input", () => this.save());
  }

  fields() {
    return [...this.form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");
  }

  save() {
    if (!this.code) return;
    const answers = {};
    for (const field of this.fields()) {
      if (field.type === "radio" || field.type === "checkbox") {
        if (field.checked) (answers[field.name] ??= []).push(field.value);
      } else if (field.value) {
        answers[field.name] = [field.value];
      }
    }
    drafts.write(this.code, { started: this.started, part: this.current, answers });
  }

  // What the server sent back (a form with errors) is newer than the draft.
  restore() {
    const draft = this.code && drafts.read(this.code);
    if (!draft || this.fields().some((field) => field.defaultChecked)) return;
    for (const field of this.fields()) {
      const values = draft.answers[field.name];
      if (!values) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0];
    }
    this.started = draft.started;
    this.current = Math.min(draft.part, this.parts.length - 1);
    const note = this.form.querySelector("[data-draft-note]");
    note.hidden = false;
    note.querySelector("[data-draft-clear]").addEventListener("click", () => this.startAfresh(note));
  }

  startAfresh(note) {
    this.form.reset();
    note.hidden = true;
    this.started = Date.now();
    this.reminded.clear();
    if (this.parts.length > 1) this.go(0);
    else this.heading(0).focus();
    drafts.clear(this.code);
  }

  stepwise() {
    this.form.classList.add("is-stepwise");
    this.send = this.form.querySelector("[data-send]");
    this.next = this.button("utrecht-button utrecht-button--primary-action", this.form.dataset.wordsNext);
    this.back = this.button("utrecht-button utrecht-button--secondary-action", this.form.dataset.wordsBack);
    this.next.addEventListener("click", () => this.forward());
    this.back.addEventListener("click", () => this.go(this.current - 1));
    this.send.prepend(this.next);
    this.send.append(this.back);
    this.reminder = document.createElement("p");
    this.reminder.className = "utrecht-alert utrecht-alert--warning";
    this.reminder.tabIndex = -1;
    this.reminder.hidden = true;
    this.send.before(this.reminder);
    this.form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("click", (event) => this.follow(event));
    window.addEventListener("popstate", (event) => this.show(event.state?.part ?? 0, true));
    if (this.form.dataset.resume !== undefined) this.current = Math.max(0, this.parts.findIndex((_, part) => this.open(part).length > 0));
    const wrong = this.form.querySelector(".has-error");
    this.show(wrong ? this.parts.indexOf(wrong.closest("[data-part]")) : this.current, false);
    history.replaceState({ part: this.current }, "");
  }

  button(classes, words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = classes;
    button.textContent = words;
    return button;
  }

  heading(part) {
    return this.parts[part].querySelector("h2");
  }

  open(part) {
    return [...this.parts[part].querySelectorAll(".question")].filter((question) => !question.querySelector("input:checked"));
  }

  // Answers are free to leave out: one gentle word per part, then on.
  forward() {
    const open = this.open(this.current);
    if (open.length > 0 && !this.reminded.has(this.current)) {
      this.reminded.add(this.current);
      for (const question of open) question.classList.add("is-open-reminder");
      this.reminder.textContent = this.form.dataset.wordsOpen;
      this.reminder.hidden = false;
      this.reminder.focus();
    } else {
      this.go(this.current + 1);
    }
  }

  go(part) {
    history.pushState({ part }, "");
    this.show(part, true);
    this.save();
  }

  show(part, move) {
    this.current = Math.max(0, Math.min(part, this.parts.length - 1));
    const last = this.current === this.parts.length - 1;
    this.parts.forEach((section, index) => { section.hidden = index !== this.current; });
    for (const question of this.form.querySelectorAll(".is-open-reminder")) question.classList.remove("is-open-reminder");
    this.reminder.hidden = true;
    this.next.hidden = last;
    this.back.hidden = this.current === 0;
    for (const button of this.send.querySelectorAll("[type=submit]")) button.hidden = !last;
    this.introduce(this.current === 0);
    this.progress();
    if (move) {
      window.scrollTo(0, 0);
      this.heading(this.current).focus({ preventScroll: true });
    }
  }

  // The introduction stands above the first part only; the title of the page stays for who hears it.
  introduce(shown) {
    for (const intro of document.querySelectorAll("[data-first-part-only]")) {
      const title = intro.querySelector("h1");
      if (title && !this.title) {
        this.title = document.createElement("h1");
        this.title.className = "visually-hidden";
        this.title.textContent = title.textContent;
        this.form.prepend(this.title);
      }
      intro.hidden = !shown;
    }
    if (this.title) this.title.hidden = shown;
  }

  progress() {
    const box = this.form.querySelector("[data-progress]");
    const share = Math.round((100 * (this.current + 1)) / this.parts.length);
    box.hidden = false;
    box.querySelector(".progress-words").textContent = this.parts[this.current].dataset.wordsProgress;
    box.querySelector("[role=progressbar]").setAttribute("aria-valuenow", share);
    box.querySelector(".progress-done").setAttribute("width", `${share}%`);
  }

  // Enter in a field before the last part goes on to the next part instead of sending.
  submit(event) {
    if (this.current < this.parts.length - 1 && !event.submitter?.closest("[data-always]")) {
      event.preventDefault();
      this.forward();
    }
  }

  // A link of the error summary may lead into a part that is not shown.
  follow(event) {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const part = this.parts.indexOf(target?.closest("[data-part]"));
    if (part < 0) return;
    event.preventDefault();
    if (part !== this.current) this.go(part);
    target.scrollIntoView();
    (target.matches("input") ? target : target.querySelector("input") ?? target).focus();
  }
}

drafts.forgetOld();
for (const thanked of document.querySelectorAll("[data-clear-draft]")) drafts.clear(thanked.dataset.clearDraft);
for (const form of document.querySelectorAll("form[data-questionnaire]")) new Questionnaire(form);
