import type { HelpCase } from '../../shared/domain/portalHelp/helpFacts.ts'
import { shortDateTime } from '../format/moments.ts'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { words } from '../words/words.ts'

export function useCaseText(of: HelpCase, patient: { readonly givenName: string }) {
  const timeZone = useTimeZone()
  const now = useNow()
  return words.portalHelp.case(of, patient.givenName, (at) => shortDateTime(at, timeZone, now))
}
