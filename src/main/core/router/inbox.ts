import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { unbuilt } from './unbuilt.ts'

export function inboxRouter({ inbox }: Base, _context: CoreContext) {
  return { list: inbox.list.handler(unbuilt), settle: inbox.settle.handler(unbuilt) }
}
