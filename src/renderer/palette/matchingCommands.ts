/**
 * Commands of which every typed word begins a word of the label, first; then those that are offered whatever was typed,
 * so that Enter does what was typed. All of them, in their order, while nothing is typed.
 */
export function matchingCommands<Command extends { readonly label: string; readonly isAlways?: boolean }>(
  commands: readonly Command[],
  typed: string,
): readonly Command[] {
  if (typed.trim() === '') return commands
  const matching = commands.filter(({ label, isAlways }) => isAlways !== true && hasEveryWord(label, typed))
  return [...matching, ...commands.filter(({ isAlways }) => isAlways === true)]
}

/** Whether every typed word begins a word of the text. */
export function hasEveryWord(text: string, typed: string): boolean {
  const parts = text.toLowerCase().split(/\s+/)
  const wanted = typed.trim().toLowerCase().split(/\s+/)
  return wanted.every((word) => parts.some((part) => part.startsWith(word)))
}
