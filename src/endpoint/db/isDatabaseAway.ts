const SQLITE = /^SQLITE_(BUSY|FULL|IOERR|READONLY|CANTOPEN|LOCKED|NOMEM)/
/** PostgreSQL's classes: connection, rolled back for concurrency, out of resources, shut down, system. */
const POSTGRES = /^(08|40|53|57|58)[0-9A-Z]{3}$/
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/

/**
 * Whether a failure is the database's and not the item's: full, busy, unreachable. Then the whole request fails, the desk
 * tries again later, and no item is refused for what it cannot help.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (/^(Connection terminated|Client has encountered a connection error|timeout exceeded)/.test(error.message))
    return true
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return [SQLITE, POSTGRES, NETWORK].some((pattern) => pattern.test(code))
}
