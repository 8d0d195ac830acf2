/** "Ana Ruiz": given name first, as the clinic calls people. */
export function fullName(person: { readonly givenName: string; readonly familyName: string }): string {
  return `${person.givenName} ${person.familyName}`.trim()
}

/** A tint 0 to 4 that stays with a name. */
export function tintOf(name: string): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return sum % 5
}
