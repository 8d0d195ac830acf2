import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isSamePerson } from '../../../shared/domain/likelyDuplicates.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { detailsSoFar, type TypedPatient } from './patientForm.ts'

const NOBODY: never[] = []

/**
 * R10.1: who is likely to be the person that is being added, as one types. `isNews` says before adding whether somebody of
 * the same name stands there whom nobody was shown yet: then one press more is asked for.
 * @param isOn not where a chart is changed
 */
export function useLikely(typed: TypedPatient, today: CalendarDay, isOn: boolean) {
  const api = useApi()
  const queryClient = useQueryClient()
  const [settled] = useDebouncedValue(typed, 120)
  const soFar = detailsSoFar(settled, today)
  const { data: likely = NOBODY } = useQuery(
    api.patients.likely.queryOptions({ input: isOn && soFar ? soFar : skipToken, placeholderData: keepPreviousData }),
  )
  const found = isOn && soFar ? likely : NOBODY
  const shown = useRef(new Set<string>())
  useEffect(() => {
    for (const { patient } of found) shown.current.add(patient.id)
  }, [found])
  const isNews = async (details: PatientDetails): Promise<boolean> => {
    if (!isOn) return false
    const latest = await queryClient.fetchQuery(api.patients.likely.queryOptions({ input: details }))
    const news = latest.filter(({ patient, reasons }) => isSamePerson(reasons) && !shown.current.has(patient.id))
    for (const { patient } of news) shown.current.add(patient.id)
    return news.length > 0
  }
  return { found, isNews }
}
