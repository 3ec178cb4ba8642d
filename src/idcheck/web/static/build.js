/** Elements made of plain text: nothing of a draft or a registry is ever read as HTML. */

/** An element with attributes; children are elements and texts. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const button = (words, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, words);

/** A link to a page elsewhere, if the address is one of the web; else the words alone. */
export function outward(address, words = address) {
  if (!/^https?:\/\//i.test(address)) return words;
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
}
