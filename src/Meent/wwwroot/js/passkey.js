// Forms that are sent with a passkey: shown only where the browser knows how. Without them there is the password.
const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential.parseCreationOptionsFromJSON;

for (const form of able ? document.querySelectorAll("form[data-passkey]") : []) {
  const make = form.dataset.passkey === "create";
  const options = JSON.parse(form.dataset.options);
  const answer = form.querySelector("[data-passkey-answer]");
  const status = form.querySelector("[data-passkey-status]");
  let waiting = new AbortController();

  const ask = (mediation) => make
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), mediation, signal: waiting.signal });

  const send = async (mediation) => {
    answer.value = JSON.stringify(await ask(mediation));
    form.submit();
  };

  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // The browser asks one thing at a time: what waits in the e-mail field gives way.
    waiting.abort();
    waiting = new AbortController();
    status.textContent = "";
    try {
      await send("optional");
    } catch (error) {
      status.textContent = error.name === "InvalidStateError" ? status.dataset.known : status.dataset.stopped;
    }
  });

  if ("autofill" in form.dataset && await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    // Nothing is said when this ends: whoever uses the button or the password did not ask for it.
    send("conditional").catch(() => {});
  }
}

if (able) for (const text of document.querySelectorAll("[data-passkey-missing]")) text.hidden = true;
