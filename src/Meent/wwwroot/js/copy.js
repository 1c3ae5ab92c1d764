// A button that copies the text beside it; without script the text can be selected.
const copy = async (field) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(field.value);
  field.select();
  document.execCommand("copy");
};

for (const root of document.querySelectorAll("[data-copy]")) {
  const field = root.querySelector("input, textarea");
  const button = root.querySelector("[data-copy-button]");
  const status = root.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copy(field);
      status.textContent = status.dataset.copied;
    } catch {
      field.select();
    }
  });
}
