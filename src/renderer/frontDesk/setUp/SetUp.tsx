import { skipToken, useQuery } from '@tanstack/react-query'
import { Redirect, useLocation } from 'wouter'
import type { SetUpStep } from '../../../shared/domain/setUp.ts'
import { ErrorState } from '../../components/ListStates.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { useSession } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { doneSteps, firstOpen, hrefOf, placeAt, READY, type StepName } from './steps.ts'
import { Ready } from './Ready.tsx'
import { Step } from './Step.tsx'

/** R10.8: the set-up of a clinic that is there, until an admin ends it; it goes on at the first step that is not done. */
export function SetUp() {
  const [location] = useLocation()
  const api = useApi()
  const isAdmin = useMay()('setUp.missing')
  const missing = useQuery(api.setUp.missing.queryOptions({ input: isAdmin ? undefined : skipToken }))
  const facts = useFacts()
  const isBeingSetUp = useSession().data?.isBeingSetUp === true
  if (!isBeingSetUp || !isAdmin) return <Redirect to="/" replace />
  if (missing.isError) {
    const retry = () => void missing.refetch()
    return <ErrorState title={words.setUp.couldNotLoad} error={missing.error} onRetry={retry} />
  }
  if (!missing.data) return null
  const place = placeAt(location)
  if (place === null) return <Redirect to={hrefOf(firstOpen(missing.data))} replace />
  const shown = { missing: missing.data, done: doneSteps(missing.data), facts }
  return place === READY ? <Ready {...shown} /> : <Step key={place} name={place} {...shown} />
}

export type Shown = {
  readonly missing: readonly SetUpStep[]
  readonly done: ReadonlySet<StepName>
  readonly facts: Partial<Record<StepName, string>>
}

/** What the steps that are done came to. */
function useFacts(): Shown['facts'] {
  const api = useApi()
  const { data: session } = useSession()
  const { data: staff = [] } = useQuery(api.staff.list.queryOptions())
  const { data: services = [] } = useQuery(api.services.list.queryOptions())
  const people = staff.filter(({ hasCalendar }) => hasCalendar).length
  const offered = services.filter(({ isWithdrawn }) => !isWithdrawn).length
  const t = words.setUp.facts
  return {
    clinic: session?.clinic?.name ?? '',
    staff: t.practitioners(people),
    services: t.services(offered),
    hours: t.hours,
    connection: t.connection,
    email: t.email,
    recovery: t.recovery,
  }
}
