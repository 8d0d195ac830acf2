import { createRouterClient } from '@orpc/server'
import type { Staff } from '../../../shared/contract/desk/staff.ts'
import type { Core } from '../createCore.ts'
import { beginAt } from '../services/session.ts'

/** Somebody at a computer of their own, signed in without being asked for the password: the desk's API as a page has it. */
export function workAt(core: Core, staff: Staff, stationName = 'Front desk') {
  const station = core.openStation(stationName)
  beginAt(station, staff, core.context.clock.now())
  return {
    station,
    acting: { ...core.context, actor: { staff, station } },
    client: createRouterClient(core.router, { context: { station } }),
  }
}
