import type { CoreContext } from '../context.ts'
import { listStaff } from '../db/staff.ts'
import { readSettings, saveSettings } from '../services/settings.ts'
import type { Base } from './base.ts'

export function staffRouter({ staff }: Base, { db }: CoreContext) {
  return { list: staff.list.handler(() => listStaff(db)) }
}

export function settingsRouter({ settings }: Base, context: CoreContext) {
  return {
    get: settings.get.handler(() => readSettings(context)),
    save: settings.save.handler(async ({ input }) => {
      await saveSettings(context, input)
      return {}
    }),
  }
}
