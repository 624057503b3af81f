/**
 * Puente for pages with a pre-registration form.
 *
 *   import { preRegister } from "https://puente.example.com/puente.js";
 *   const answer = await preRegister({ lead, level_id, consent, utm }, { tenant: "shop" });
 *
 * Sends the form, identifies the visitor in Chatwoot's widget (when the page has one), and goes to
 * `redirect_url` (when there is one). A form that is sent again after a failure, or by a second
 * click, is the same pre-registration: the page keeps a random key for it.
 *
 * Options:
 *   tenant       needed unless the page's origin belongs to one tenant only
 *   endpoint     default: the address this module was loaded from
 *   redirect     false: do not leave the page
 *   widgetWait   milliseconds to wait for Chatwoot's widget, default 5000; 0: do not look for it
 *   attempts     how often the form is sent before it fails, default 3
 *
 * Throws PuenteError: `status`, and for wrong forms `errors`: [{field, code, message}].
 */

const MODULE_URL = new URL(import.meta.url);
const REQUEST_LIMIT_MS = 15000;
const LONGEST_PAUSE_MS = 10000;
const STORAGE_KEY = "puente:form";

export class PuenteError extends Error {
  constructor(message, status, errors) {
    super(message);
    this.name = "PuenteError";
    this.status = status;
    this.errors = errors;
  }
}

/** Sends the form, identifies the visitor, redirects. Resolves with the gateway's answer. */
export async function preRegister(form, options = {}) {
  const answer = await submit(form, options);
  const widget = await chatwoot(options.widgetWait ?? 5000);
  if (widget) {
    identify(widget, form, answer);
  }
  if (options.redirect !== false) {
    redirect(answer.redirect_url);
  }
  return answer;
}

/** Sends the form only. */
export async function submit(form, options = {}) {
  const url = new URL("/api/subscriptions", options.endpoint ?? MODULE_URL);
  if (options.tenant) {
    url.searchParams.set("tenant", options.tenant);
  }
  const body = JSON.stringify(form);
  const headers = { "Content-Type": "application/json", "Idempotency-Key": await keyFor(body) };
  const attempts = Math.max(1, options.attempts ?? 3);
  for (let attempt = 1; ; attempt++) {
    const response = await send(url, { method: "POST", headers, body });
    if (response?.status === 201) {
      return response.json();
    }
    const later = !response || response.status === 429 || response.status >= 500;
    if (!later || attempt >= attempts) {
      throw await failure(response);
    }
    await pause(response, attempt);
  }
}

/** Chatwoot's widget once it is ready; null when the page has none within the limit. */
export function chatwoot(limitMs) {
  if (window.$chatwoot?.hasLoaded) {
    return Promise.resolve(window.$chatwoot);
  }
  if (limitMs <= 0 || !(window.$chatwoot || window.chatwootSDK || window.chatwootSettings)) {
    return Promise.resolve(null);
  }
  return new Promise((resolve) => {
    const ready = () => {
      clearTimeout(timer);
      resolve(window.$chatwoot ?? null);
    };
    const timer = setTimeout(() => {
      window.removeEventListener("chatwoot:ready", ready);
      resolve(null);
    }, limitMs);
    window.addEventListener("chatwoot:ready", ready, { once: true });
  });
}

/** Name and hash only: e-mail and phone of a form prove nothing and would merge contacts. */
function identify(widget, form, answer) {
  const user = { name: form.lead.name };
  if (answer.chatwoot_identifier_hash) {
    user.identifier_hash = answer.chatwoot_identifier_hash;
  }
  widget.setUser(answer.chatwoot_identifier, user);
  widget.setCustomAttributes(answer.chatwoot_custom_attributes);
}

function redirect(target) {
  if (!target) {
    return;
  }
  const url = new URL(target, window.location.href);
  if (url.protocol === "https:" || url.protocol === "http:") {
    window.location.assign(url.href);
  }
}

async function send(url, request) {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(REQUEST_LIMIT_MS) });
  } catch {
    return null;
  }
}

async function failure(response) {
  if (!response) {
    return new PuenteError("the form could not be sent", 0, []);
  }
  const problem = await response.json().catch(() => ({}));
  return new PuenteError(problem.title ?? "the form was refused", response.status, problem.errors ?? []);
}

function pause(response, attempt) {
  const asked = Number(response?.headers.get("Retry-After")) * 1000;
  const wait = Math.min(asked || 500 * 2 ** attempt, LONGEST_PAUSE_MS);
  return new Promise((resolve) => setTimeout(resolve, wait));
}

/** The same key for the same form in this tab, another one for another form. */
async function keyFor(body) {
  const print = await fingerprint(body);
  const known = stored();
  if (known?.print === print) {
    return known.key;
  }
  memory = { print, key: randomKey() };
  if (print !== body) {
    try {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify(memory));
    } catch {
      // Without storage the key lives as long as the page.
    }
  }
  return memory.key;
}

let memory = null;

function stored() {
  try {
    return memory ?? JSON.parse(sessionStorage.getItem(STORAGE_KEY));
  } catch {
    return null;
  }
}

/** A hash, so that nothing personal is stored; on pages without https the form itself, unstored. */
async function fingerprint(body) {
  if (!crypto.subtle) {
    return body;
  }
  return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
}

function randomKey() {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
