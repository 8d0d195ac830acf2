import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { notifyFailure } from '../../components/notify.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'

/** Sends the newest e-mail that carries the patient's forms once more. */
export function useNudge() {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const { ofSending } = useOfferUndo()
  return useMutation({
    networkMode: 'always',
    mutationFn: async ({ patientId, patientName }: DayAppointment) => {
      const { mails } = await client.outbox.list()
      const newest = mails
        .filter((mail) => mail.patientId === patientId && (mail.kind === 'forms' || mail.kind === 'confirmation'))
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]
      if (!newest) return { said: words.today.nothingToNudge(patientName), leaving: null }
      const { leaving } = await client.outbox.sendAgain({ mailId: newest.id, emailForChart: null })
      return { said: words.today.nudged(patientName), leaving }
    },
    onSuccess: ({ said, leaving }) => ofSending(said, leaving),
    onError: notifyFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.outbox.key() }),
  })
}
