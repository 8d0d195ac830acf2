import { findLikelyDuplicates } from '../db/likelyDuplicates.ts'
import { searchPatients } from '../db/patientSearch.ts'
import { addPatient, changePatient, readHistory, readPatient } from '../services/patients.ts'
import { mergeCharts, readMergedToday, undoMerge } from '../services/mergeCharts.ts'
import { nothing, type Base } from './base.ts'

const LIKELY_SHOWN = 5

export function patientsRouter({ signedIn: { patients } }: Base) {
  return {
    search: patients.search.handler(({ context, input }) => searchPatients(context.acting.db, input.query, input)),
    likely: patients.likely.handler(({ context, input }) =>
      findLikelyDuplicates(context.acting.db, input, LIKELY_SHOWN),
    ),
    get: patients.get.handler(({ context, input }) => readPatient(context.acting, input.patientId)),
    add: patients.add.handler(({ context, input }) => addPatient(context.acting, input)),
    change: patients.change.handler(({ context, input }) => changePatient(context.acting, input)),
    merge: patients.merge.handler(({ context, input }) => nothing(mergeCharts(context.acting, input))),
    undoMerge: patients.undoMerge.handler(({ context, input }) => nothing(undoMerge(context.acting, input))),
    mergedToday: patients.mergedToday.handler(({ context, input }) => readMergedToday(context.acting, input.patientId)),
    history: patients.history.handler(({ context, input }) => readHistory(context.acting, input.patientId)),
  }
}
