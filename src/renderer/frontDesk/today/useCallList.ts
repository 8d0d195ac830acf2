import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { notifyFailure } from '../../components/notify.ts'
import { useClient } from '../../state/ClientProvider.tsx'

export type CallRow = { readonly appointment: DayAppointment; readonly phone: string | null }

/** The printable call list (R10.1): reads the telephone numbers when it is asked for, then prints. */
export function useCallList() {
  const client = useClient()
  const [rows, setRows] = useState<readonly CallRow[]>([])
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
    onSuccess: setRows,
    onError: notifyFailure,
  })
  useEffect(() => {
    if (rows.length === 0) return
    // After printing the numbers leave the page again.
    const done = () => setRows([])
    window.addEventListener('afterprint', done, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', done)
  }, [rows])
  return { rows, print: gather.mutate, isLoading: gather.isPending }
}
