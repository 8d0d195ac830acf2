/** PostgreSQL's name for a key that is there twice; SQLite has one writer at a time, who looks first. */
const TWICE = '23505'

/** Whether another transaction stored the same key in the moment in which this one did. */
export function isTwice(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === TWICE
}
