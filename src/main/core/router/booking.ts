import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { unbuilt } from './unbuilt.ts'

export function bookProcedure({ calendar }: Base, _context: CoreContext) {
  return calendar.book.handler(unbuilt)
}
