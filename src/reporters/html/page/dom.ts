type Child = Node | string | undefined | false;

/** An attribute; a function is called on that event; undefined and false leave it out. */
type Attributes = { readonly [name: string]: string | number | boolean | undefined | ((event: Event) => void) };

/**
 * Makes an element. Text becomes text, never markup: this is the only way in which the page shows anything. There is no
 * attribute of style or script: the page's own policy would refuse it.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** An element that stands in the page. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return element;
}
