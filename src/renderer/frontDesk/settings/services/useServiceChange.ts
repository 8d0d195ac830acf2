import { useQueryClient } from '@tanstack/react-query'
import type { ServiceInSettings } from '../../../../shared/contract/desk/services.ts'
import type { ServiceId } from '../../../../shared/domain/ids.ts'
import { SERVICE_FIELDS } from '../../../../shared/domain/services.ts'
import { orMeanwhile } from '../../../components/conflict/orMeanwhile.ts'
import { useChange } from '../../../components/conflict/useChange.ts'
import { notifyDone } from '../../../components/notify.ts'
import { useOfferUndo } from '../../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../../components/useAct.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import { changesOf, versionedService, type ServiceValues } from './serviceDraft.ts'

/** Adds a service; the same id again adds it once. */
export function useServiceAdd(onAdded: (added: ServiceInSettings) => void) {
  const client = useClient()
  const keep = useKeep()
  return useAct(client.services.add, {
    keepFailure: true,
    onDone: (added) => {
      keep(added)
      onAdded(added)
      notifyDone(words.settings.services.added(added.name))
    },
  })
}

/** Saves a service over what was seen of it (R10.7). */
export function useServiceChange(id: ServiceId, onSaved: () => void) {
  const client = useClient()
  const keep = useKeep()
  return useChange<ServiceValues, ServiceInSettings>({
    fields: SERVICE_FIELDS,
    send: ({ seenVersion, changes }) =>
      orMeanwhile(client.services.change({ id, seenVersion, changes: changesOf(changes) }), versionedService),
    onDone: (saved) => {
      keep(saved)
      onSaved()
      notifyDone(words.settings.services.saved(saved.name))
    },
  })
}

/** Withdraws a service, or offers it again; either way there is a way back. */
export function useWithdraw(service: ServiceInSettings | null) {
  const client = useClient()
  const keep = useKeep()
  const { offer } = useOfferUndo()
  const t = words.settings.services
  const set = (from: ServiceInSettings, isWithdrawn: boolean) =>
    client.services.setWithdrawn({ id: from.id, seenVersion: from.version, isWithdrawn })
  return useAct(
    async (isWithdrawn: boolean) => (service ? { saved: await set(service, isWithdrawn), isWithdrawn } : null),
    {
      onDone: (done) => {
        if (!done) return
        const { saved, isWithdrawn } = done
        keep(saved)
        offer({
          message: isWithdrawn ? t.isWithdrawn(saved.name) : t.isOfferedAgain(saved.name),
          ...{ about: saved.id, leavesAt: null },
          undo: () => set(saved, !isWithdrawn).then(keep),
        })
      },
    },
  )
}

/** What was answered stands in the list at once. */
function useKeep() {
  const api = useApi()
  const queryClient = useQueryClient()
  return (saved: ServiceInSettings) => {
    queryClient.setQueryData(api.services.list.queryKey(), (before) =>
      before?.some(({ id }) => id === saved.id)
        ? before.map((each) => (each.id === saved.id ? saved : each))
        : [...(before ?? []), saved],
    )
  }
}
