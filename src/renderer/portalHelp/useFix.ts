import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import type { InvitationId } from '../../shared/domain/ids.ts'
import type { HelpFix } from '../../shared/domain/portalHelp/helpFacts.ts'
import { useOfferUndo } from '../components/undo/useOfferUndo.tsx'
import { useAct } from '../components/useAct.ts'
import { newId } from '../format/newId.ts'
import { useApi, useClient } from '../state/ClientProvider.tsx'
import { words } from '../words/words.ts'

/** Presses the button: one call, one e-mail, which can be taken back until it leaves. */
export function useFix(patient: PatientSummary, onDone: () => void) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const { ofSending } = useOfferUndo()
  const id = useRef(newId<InvitationId>())
  return useAct(
    (fix: HelpFix) =>
      client.portalHelp.fix({
        ...{ id: id.current, patientId: patient.id, seenVersion: patient.version, fix },
        reason: words.portalHelp.wrongPerson,
      }),
    {
      keepFailure: true,
      onDone: ({ leaving }, fix) => {
        for (const part of [api.portalHelp, api.access, api.outbox, api.patients, api.forms]) {
          void queryClient.invalidateQueries({ queryKey: part.key() })
        }
        ofSending(words.portalHelp.sent('email' in fix ? fix.email : null), leaving)
        onDone()
      },
    },
  )
}
