/** @returns the number that was typed, or null where it is none, or lies outside `from` to `to` */
export function wholeNumber(typed: string, range: { readonly from: number; readonly to: number }): number | null {
  const trimmed = typed.trim()
  if (!/^\d{1,6}$/.test(trimmed)) return null
  const value = Number(trimmed)
  return value >= range.from && value <= range.to ? value : null
}
