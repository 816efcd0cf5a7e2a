// Passkeys: asks the browser to make one or to sign with one, and sends what it answers with the form that it stands in.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const asked = (options) => {
  const made = { ...options, challenge: bytes(options.challenge) };
  if (made.user) made.user = { ...made.user, id: bytes(made.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (made[list]) made[list] = made[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return made;
};

const answered = (key) => {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[part]) response[part] = text(key.response[part]);
  }
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response });
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  for (const words of document.querySelectorAll("[data-passkey-words]")) words.hidden = false;
  const told = form.querySelector("[role=alert]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.hidden = true;
    try {
      const body = new URLSearchParams({ csrf: form.elements.csrf.value });
      const sent = await fetch(form.dataset.options, { method: "POST", body, headers: { Accept: "application/json" } });
      const options = await sent.json();
      if (!sent.ok) throw new Error(`${options.detail} ${options.next_step ?? ""}`);
      const key = await navigator.credentials[form.dataset.passkey]({ publicKey: asked(options) });
      form.elements.response.value = answered(key);
      form.submit();
    } catch (error) {
      const cancelled = error.name === "NotAllowedError";
      told.textContent = cancelled ? "It was cancelled, or took too long." : error.name === "InvalidStateError" ? "This passkey is set up already." : error.message;
      told.hidden = false;
    }
  });
}
