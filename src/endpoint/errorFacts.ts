/**
 * What the log may have of an error: its name, its code and where it was thrown. Never its message, in which mail
 * servers and databases quote addresses and values.
 */
export function errorFacts(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return {
    error: error.name,
    ...code,
    at: frames
      .slice(0, 6)
      .map((frame) => frame.trim())
      .join(' < '),
  }
}
