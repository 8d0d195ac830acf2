/**
 * R10.4: from elsewhere on the page the first press of a key of a list comes to the list, and does nothing to anything yet.
 * @param rows selectors of the row that it comes to, the first that is there
 * @returns whether it did: false where the focus is in the list already, or there is no row
 */
export function comeTo(list: HTMLElement | null, ...rows: readonly string[]): boolean {
  if (!list || list.contains(document.activeElement)) return false
  const row = rows.map((each) => list.querySelector<HTMLElement>(each)).find((each) => each !== null)
  row?.focus()
  return row !== undefined
}
