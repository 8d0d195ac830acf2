/** Commands of which every typed word begins a word of the label; all of them while nothing is typed. */
export function matchingCommands<Command extends { readonly label: string; readonly isAlways?: boolean }>(
  commands: readonly Command[],
  typed: string,
): readonly Command[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ label, isAlways }) => {
    const parts = label.toLowerCase().split(/\s+/)
    return isAlways === true || wanted.every((word) => parts.some((part) => part.startsWith(word)))
  })
}
