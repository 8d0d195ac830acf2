import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { ClinicFacts } from '../settings/clinic/ClinicFacts.tsx'
import { Connection } from '../settings/Connection.tsx'
import { MailWay } from '../settings/email/EmailPage.tsx'
import { HoursPage } from '../settings/hours/HoursPage.tsx'
import { ServicesPage } from '../settings/services/ServicesPage.tsx'
import { StaffPage } from '../settings/staff/StaffPage.tsx'
import { FirstServices } from './FirstServices.tsx'
import settingsStyles from '../settings/settings.module.css'
import styles from './setUp.module.css'
import { SetUpFrame } from './SetUpFrame.tsx'
import type { Shown } from './SetUp.tsx'
import { hrefOf, READY, STEP_NAMES, type StepName } from './steps.ts'

const RecoveryPage = lazy(() =>
  import('../settings/recovery/RecoveryPage.tsx').then(({ RecoveryPage: it }) => ({ default: it })),
)

/** The pages of Settings: what is done here and what is changed there is one thing. Services begin with a set. */
const PAGES: Record<Exclude<StepName, 'services'>, (settings: Settings, isDone: boolean) => ReactNode> = {
  clinic: (settings) => <ClinicFacts settings={settings} canChange />,
  staff: (_settings, isDone) => <StaffPage isQuiet={isDone} />,
  hours: () => <HoursPage home={hrefOf('hours')} canChange />,
  connection: ({ endpointUrl, portalUrl }) => <Connection endpointUrl={endpointUrl} portalUrl={portalUrl} canChange />,
  email: (settings) => <MailWay settings={settings} canChange />,
  recovery: () => <RecoveryPage />,
}

/** A list with what is chosen of it beside: these have the width of the page. */
const WHOLE: readonly StepName[] = ['staff', 'services', 'hours']

/** One step of the set-up (R10.8). */
export function Step(props: Shown & { readonly name: StepName }) {
  const { name, done, missing } = props
  const api = useApi()
  const settings = useQuery(api.settings.get.queryOptions())
  const services = useQuery(api.services.list.queryOptions())
  const frame = { place: name, done, facts: props.facts, canOpen: true, ...words.setUp.pages[name] } as const
  const failed = settings.error ?? services.error
  if (failed) {
    const retry = () => void (settings.refetch(), services.refetch())
    return (
      <SetUpFrame {...frame} on={null}>
        <ErrorState title={words.settings.couldNotLoad} error={failed} onRetry={retry} />
      </SetUpFrame>
    )
  }
  const way = { back: <Back to={name} />, on: <On from={name} isDone={done.has(name)} /> }
  if (name === 'services' && services.data?.length === 0) return <FirstServices frame={{ ...frame, ...way }} />
  const isWithout = name === 'staff' && missing.includes('staff')
  return (
    <SetUpFrame {...frame} {...way}>
      {isWithout ? (
        <p role="status" className={settingsStyles['warning']}>
          {words.setUp.steps.staff.because}
        </p>
      ) : null}
      {settings.data && services.data ? (
        <div className={WHOLE.includes(name) ? undefined : styles['panels']}>
          <Suspense fallback={<SkeletonRows count={6} />}>
            {name === 'services' ? (
              <ServicesPage home={hrefOf(name)} canChange isQuiet={done.has(name)} />
            ) : (
              PAGES[name](settings.data, done.has(name))
            )}
          </Suspense>
        </div>
      ) : (
        <SkeletonRows count={6} />
      )}
    </SetUpFrame>
  )
}

function Back(props: { readonly to: StepName }) {
  const before = STEP_NAMES[STEP_NAMES.indexOf(props.to) - 1]
  if (!before) return null
  return (
    <Button component={Link} href={hrefOf(before)} size="md" variant="subtle" color="gray">
      {words.setUp.backTo(words.setUp.pages[before].name)}
    </Button>
  )
}

/** The one thing to do next is this only once the step is done. */
function On(props: { readonly from: StepName; readonly isDone: boolean }) {
  const next = STEP_NAMES[STEP_NAMES.indexOf(props.from) + 1]
  const t = words.setUp
  return (
    <Button
      component={Link}
      href={hrefOf(next ?? READY)}
      size="md"
      {...(props.isDone ? { variant: 'filled' } : { variant: 'subtle', color: 'gray' })}
    >
      {!props.isDone ? t.skip : next ? t.onTo(t.pages[next].name) : t.toReady}
    </Button>
  )
}
