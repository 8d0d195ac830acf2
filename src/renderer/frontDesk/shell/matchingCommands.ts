/**
 * Commands of which every typed word begins a word of the label, first; then those that are offered whatever was typed,
 * so that Enter does what was typed. All of them, in their order, while nothing is typed.
 */
export function matchingCommands<Command extends { readonly label: string; readonly isAlways?: boolean }>(
  commands: readonly Command[],
  typed: string,
): readonly Command[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return commands
  const matching = commands.filter(({ label, isAlways }) => {
    const parts = label.toLowerCase().split(/\s+/)
    return isAlways !== true && wanted.every((word) => parts.some((part) => part.startsWith(word)))
  })
  return [...matching, ...commands.filter(({ isAlways }) => isAlways === true)]
}
