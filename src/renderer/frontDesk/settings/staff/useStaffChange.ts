import { useQueryClient } from '@tanstack/react-query'
import type { StaffAccount } from '../../../../shared/contract/desk/staff.ts'
import type { AppointmentId, StaffId } from '../../../../shared/domain/ids.ts'
import { STAFF_FIELDS, type StaffDetails } from '../../../../shared/domain/staff.ts'
import { orMeanwhile } from '../../../components/conflict/orMeanwhile.ts'
import { useChange } from '../../../components/conflict/useChange.ts'
import { notifyDone } from '../../../components/notify.ts'
import { useOfferUndo } from '../../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../../components/useAct.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import { versionedStaff } from './staffDraft.ts'

/** Saves an account over what was seen of it (R10.7). */
export function useStaffChange(id: StaffId, onSaved: () => void) {
  const client = useClient()
  const keep = useKeepAccount()
  return useChange<StaffDetails, StaffAccount>({
    fields: STAFF_FIELDS,
    send: (sent) => orMeanwhile(client.staff.change({ id, ...sent }), versionedStaff),
    onDone: (saved) => {
      keep(saved)
      onSaved()
      notifyDone(words.settings.staff.saved(saved.name))
    },
  })
}

/** Deactivates an account, or gives it back; either way there is a way back. @param onDone before that is offered */
export function useSetActive(account: StaffAccount, onDone?: () => void) {
  const client = useClient()
  const keep = useKeepAccount()
  const { offer } = useOfferUndo()
  const t = words.settings.staff
  type Wanted = { readonly isActive: boolean; readonly leaving: AppointmentId[] }
  const set = (from: StaffAccount, wanted: Wanted) =>
    client.staff.setActive({ id: from.id, seenVersion: from.version, ...wanted })
  return useAct((wanted: Wanted) => set(account, wanted), {
    keepFailure: true,
    onDone: (saved, wanted) => {
      keep(saved)
      onDone?.()
      offer({
        message: saved.isActive ? t.isGivenBack(saved.name) : t.isDeactivated(saved.name),
        ...{ about: saved.id, leavesAt: null },
        undo: () => set(saved, { ...wanted, isActive: !saved.isActive }).then(keep),
      })
    },
  })
}

/** What was answered stands in the list at once. */
export function useKeepAccount() {
  const api = useApi()
  const queryClient = useQueryClient()
  return (saved: StaffAccount) => {
    queryClient.setQueryData(api.staff.accounts.queryKey(), (before) =>
      before?.some(({ id }) => id === saved.id)
        ? before.map((each) => (each.id === saved.id ? saved : each))
        : [...(before ?? []), saved],
    )
  }
}
