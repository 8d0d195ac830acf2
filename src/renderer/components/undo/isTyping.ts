const TYPED_INTO = new Set(['text', 'search', 'email', 'tel', 'url', 'password', 'number'])

/** Whether a field has the focus that takes back what was typed in it by itself. */
export function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return TYPED_INTO.has(element.type) && !element.readOnly
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
}
