// Passkeys: carries what the page asks to the authenticator, and the answer into the form that is sent.
// Decides nothing: the server judges the answer. Without this file, or without passkeys, such a form stays
// hidden and the page offers another way.
//
//   <form data-passkey="create|get" data-options="(JSON)" data-prf="(base64url)" hidden>
//     <input type="hidden" name="credential"> <input type="hidden" name="prf"> ...
//     <p data-passkey-failed hidden> <p data-passkey-unfit hidden>

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

const prfOf = (credential) => credential.getClientExtensionResults().prf?.results?.first;

// The credential as JSON, without its extension results: the PRF's goes in a field of its own.
const asJson = (credential) => JSON.stringify({ ...credential.toJSON(), clientExtensionResults: {} });

const create = async (form, extensions) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(form.dataset.options));
  const credential = await navigator.credentials.create({ publicKey: { ...publicKey, extensions } });
  let prf = prfOf(credential);
  if (!prf && credential.getClientExtensionResults().prf?.enabled) {
    // Many authenticators give it only when they sign. Nobody checks this signature: it is for the PRF alone.
    prf = prfOf(await navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rpId: publicKey.rp.id,
        allowCredentials: [{ type: "public-key", id: credential.rawId }],
        userVerification: "required",
        extensions,
      },
    }));
  }
  if (!prf) {
    PublicKeyCredential.signalUnknownCredential?.({ rpId: publicKey.rp.id, credentialId: credential.id })
      .catch(() => {});
  }
  return { credential, prf };
};

const get = async (form, extensions) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(form.dataset.options));
  const credential = await navigator.credentials.get({ publicKey: { ...publicKey, extensions } });
  return { credential, prf: prfOf(credential) };
};

const possible =
  window.PublicKeyCredential?.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON;

for (const form of possible ? document.querySelectorAll("form[data-passkey]") : []) {
  const failed = form.querySelector("[data-passkey-failed]");
  const unfit = form.querySelector("[data-passkey-unfit]");
  form.hidden = false;
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    failed.hidden = unfit.hidden = true;
    try {
      const extensions = { prf: { eval: { first: decode(form.dataset.prf) } } };
      const { credential, prf } = await (form.dataset.passkey === "create" ? create : get)(form, extensions);
      if (prf) {
        form.elements.credential.value = asJson(credential);
        form.elements.prf.value = encode(prf);
        form.submit();
      } else {
        unfit.hidden = false;
      }
    } catch {
      failed.hidden = false;
    } finally {
      busy = false;
    }
  });
}
if (possible) for (const text of document.querySelectorAll("[data-passkey-impossible]")) text.hidden = true;
