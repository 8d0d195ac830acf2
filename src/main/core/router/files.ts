import { timesAsFile, visitAsFile } from '../services/calendarFiles.ts'
import type { Base } from './base.ts'

export function filesRouter({ signedIn: { files } }: Base) {
  return {
    visit: files.visit.handler(({ context, input }) => visitAsFile(context.acting, input)),
    times: files.times.handler(({ context, input }) => timesAsFile(context.acting, input)),
  }
}
