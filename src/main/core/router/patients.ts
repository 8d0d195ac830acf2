import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { addPatient, changePatient } from '../services/patients.ts'
import { unbuilt } from './unbuilt.ts'

export function patientsRouter({ patients }: Base, context: CoreContext) {
  return {
    search: patients.search.handler(unbuilt),
    get: patients.get.handler(unbuilt),
    add: patients.add.handler(({ input }) => addPatient(context, input)),
    change: patients.change.handler(({ input }) => changePatient(context, input)),
    history: patients.history.handler(unbuilt),
  }
}
