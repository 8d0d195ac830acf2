/** What may be logged of an error: messages can carry what a person wrote. */
export function errorName(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause
}
