// How the pages show what was said, and how they remember who one is.

const KEPT = 500;

/** The list of what was said. Everything that came from outside goes into the page as text, never as markup. */
export class Talk {
  #log;
  #atEnd = true; // unless the visitor has scrolled up

  constructor(log) {
    this.#log = log;
    log.addEventListener("scroll", () => (this.#atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60));
    // A phone that is turned, or a keyboard that opens, does not cover what was said last.
    new ResizeObserver(() => this.#atEnd && this.#toEnd()).observe(log);
  }

  /** Shows what somebody said; a note tells what is special about it. */
  say({ name, text }, { own = false, note = "" } = {}) {
    const last = this.#log.lastElementChild;
    const by = element("p", "by", element("b", "name", name), element("time", "at", now()));
    by.firstChild.style.setProperty("--hue", hue(name));
    const message = element("article", "message", by, element("p", "text", text));
    if (note) message.append(element("p", "note", note));
    message.dataset.by = name;
    message.classList.toggle("own", own);
    message.classList.toggle("follows", last?.dataset.by === name && last.matches(".own") === own);
    this.#append(message);
  }

  /** Shows what happened; `kind` is its class. */
  line(text, kind = "") {
    this.#append(element("p", `line ${kind}`.trim(), text));
  }

  #append(node) {
    const log = this.#log;
    if (node.matches(".message")) document.getElementById("empty")?.remove();
    log.append(node);
    while (log.childElementCount > KEPT) log.firstElementChild.remove();
    if (this.#atEnd || node.matches(".own")) this.#toEnd();
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }
}

export function element(tag, name, ...children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

/** A colour that goes with a name. */
export function hue(name) {
  let sum = 7;
  for (const sign of name) sum = (sum * 31 + sign.codePointAt(0)) % 360;
  return sum;
}

function now() {
  return new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

/** The name of the visitor, if this browser may remember it. */
export function remembered() {
  try {
    return localStorage.getItem("capstan.chat.name");
  } catch {
    return null; // storage is switched off
  }
}

export function remember(name) {
  try {
    localStorage.setItem("capstan.chat.name", name);
  } catch {
    // then not
  }
}

/** A name for somebody who has not said one yet. */
export function guest() {
  return `Guest ${Math.floor(10 + Math.random() * 90)}`;
}

/** What the hash of the address names, or something else where it names nothing. */
export function fromHash(otherwise) {
  try {
    const wanted = decodeURIComponent(location.hash.slice(1)).trim();
    return /^\.*$/.test(wanted) ? otherwise : wanted; // a path segment of dots alone would lead elsewhere
  } catch {
    return otherwise; // a hash that is not an encoded text
  }
}
