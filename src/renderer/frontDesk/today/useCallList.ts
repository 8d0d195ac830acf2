import { useMutation } from '@tanstack/react-query'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { notifyFailure } from '../../components/notify.ts'
import { usePrinting } from '../../components/usePrinting.ts'
import { useClient } from '../../state/ClientProvider.tsx'

export type CallRow = { readonly appointment: DayAppointment; readonly phone: string | null }

/** The printable call list (R10.1): reads the telephone numbers when it is asked for, then prints. */
export function useCallList() {
  const client = useClient()
  const { onPaper, print } = usePrinting<readonly CallRow[]>()
  const gather = useMutation({
    mutationFn: (appointments: readonly DayAppointment[]) =>
      Promise.all(
        appointments
          .filter(({ status }) => status === 'booked' || status === 'arrived' || status === 'inSession')
          .map(async (appointment) => {
            const { phone } = await client.patients.get({ patientId: appointment.patientId })
            return { appointment, phone }
          }),
      ),
    onSuccess: (rows) => print(rows.length > 0 ? rows : null),
    onError: notifyFailure,
  })
  return { rows: onPaper ?? [], print: gather.mutate, isLoading: gather.isPending }
}
