import { useInfiniteQuery } from '@tanstack/react-query'
import type { AuditLine } from '../../../../shared/contract/desk/auditLog.ts'
import type { PatientId, StaffId } from '../../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../../shared/domain/time.ts'
import type { DeskClient } from '../../../state/client.ts'
import { useApi } from '../../../state/ClientProvider.tsx'

export type Wanted = {
  readonly patientId: PatientId | null
  readonly staffId: StaffId | null
  readonly from: CalendarDay | null
  readonly to: CalendarDay | null
}

export function useAuditLog(wanted: Wanted) {
  return useInfiniteQuery(
    useApi().auditLog.list.infiniteOptions({
      input: (before: number | null) => ({ ...wanted, before }),
      initialPageParam: null,
      getNextPageParam: ({ before }) => before,
      // Whatever anybody does adds to it.
      staleTime: 0,
    }),
  )
}

/** More than anybody reads on paper; a year of a small clinic. */
export const MOST_TAKEN = 20_000

/** Every line that is wanted, the newest {@link MOST_TAKEN} at most. */
export async function gatherLines(
  client: Pick<DeskClient['auditLog'], 'list'>,
  wanted: Wanted,
  onRead: (lines: number) => void,
): Promise<AuditLine[]> {
  const lines: AuditLine[] = []
  let before: number | null = null
  do {
    const page: Awaited<ReturnType<typeof client.list>> = await client.list({ ...wanted, before })
    lines.push(...page.lines)
    onRead(lines.length)
    before = page.before
  } while (before !== null && lines.length < MOST_TAKEN)
  return lines
}
