import type { CoreContext } from '../context.ts'
import { searchPatients } from '../db/patientSearch.ts'
import { addPatient, changePatient, readHistory, readPatient } from '../services/patients.ts'
import type { Base } from './base.ts'

export function patientsRouter({ patients }: Base, context: CoreContext) {
  return {
    search: patients.search.handler(({ input }) => searchPatients(context.db, input.query, input)),
    get: patients.get.handler(({ input }) => readPatient(context, input.patientId)),
    add: patients.add.handler(({ input }) => addPatient(context, input)),
    change: patients.change.handler(({ input }) => changePatient(context, input)),
    history: patients.history.handler(({ input }) => readHistory(context, input.patientId)),
  }
}
