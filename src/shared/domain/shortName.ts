/*
 * The short address of a clinic: a name of its own after the portal's address, so that it can be said on the telephone and
 * typed. It finds the clinic's pages and proves nothing (docs/PROTOCOL.md). Without schemas: the portal reads it before
 * anything else is there.
 */

export const SHORT_NAME_LENGTH = { least: 3, most: 30 } as const
const PARTS = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** What stands, or may once stand, after the portal's address for something else. */
const RESERVED: readonly string[] = [
  ...['admin', 'anteroom', 'api', 'assets', 'code', 'feed', 'health', 'help', 'index', 'login', 'open'],
  ...['portal', 'sign-in', 'signin', 'static', 'support', 'www'],
]

export type ShortNameProblem = 'tooShort' | 'tooLong' | 'badSigns' | 'reserved'

/** As it is kept: in small letters, with a hyphen for each space. @param typed as a person wrote it */
export function tidyShortName(typed: string): string {
  return typed.trim().toLowerCase().replace(/\s+/g, '-')
}

/** What is wrong with a tidy name; null for one that a clinic may have. */
export function shortNameProblem(name: string): ShortNameProblem | null {
  if (name.length < SHORT_NAME_LENGTH.least) return 'tooShort'
  if (name.length > SHORT_NAME_LENGTH.most) return 'tooLong'
  if (!PARTS.test(name)) return 'badSigns'
  return RESERVED.includes(name) ? 'reserved' : null
}

/** The name that a path consists of, however its letters are written; null for every other path. */
export function shortNameOf(pathname: string): string | null {
  return nameIn(/^\/([^/]+)\/?$/.exec(pathname))
}

/** R6.3: the name in the short address of a clinic's booking page, `/elm-street/book`; null for every other path. */
export function bookingNameOf(pathname: string): string | null {
  return nameIn(/^\/([^/]+)\/book\/?$/.exec(pathname))
}

function nameIn(match: RegExpExecArray | null): string | null {
  const name = match?.[1]?.toLowerCase()
  return name !== undefined && shortNameProblem(name) === null ? name : null
}
