/** The element of the page that a selector names. The page and its program are built together, so it is there. */
export function elementOf<T extends Element>(selector: string, kind: abstract new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page has no ${selector}.`);
  return found;
}
