import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { useApi } from '../../state/ClientProvider.tsx'

export const PAGE_ROWS = 100

/** The pages that cover rows `first` to `last`, both included. */
export function pagesFor(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS)
  const to = Math.floor(Math.max(0, last) / PAGE_ROWS)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Only the pages of the list that are looked at, asked for by offset. */
export function useWindowedPatients(query: string, first: number, last: number) {
  const api = useApi()
  const pages = useMemo(() => pagesFor(first, last), [first, last])
  const results = useQueries({
    queries: pages.map((page) =>
      api.patients.search.queryOptions({
        input: { query, limit: PAGE_ROWS, offset: page * PAGE_ROWS },
        staleTime: 60_000,
      }),
    ),
  })
  const total = results.find(({ data }) => data)?.data?.total
  const [lastTotal, setLastTotal] = useState(total)
  if (total !== undefined && total !== lastTotal) setLastTotal(total)
  const patientAt = (row: number): PatientSummary | undefined => {
    const at = pages.indexOf(Math.floor(row / PAGE_ROWS))
    return results[at]?.data?.patients[row % PAGE_ROWS]
  }
  const failed = results.find(({ isError }) => isError)
  return {
    patientAt,
    /** The number of matches; of the search before while a new one is on its way, so that nothing jumps. */
    total: total ?? lastTotal,
    isCurrent: total !== undefined,
    error: failed?.error ?? null,
    retry: () => results.forEach((result) => void result.refetch()),
  }
}
