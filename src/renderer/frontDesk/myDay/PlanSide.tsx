import { Button } from '@mantine/core'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Pill } from '../../components/Pill.tsx'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { isUnpublished, newestVersion } from '../../workspace/overview/openThings.ts'
import styles from './myDay.module.css'

/** R8.1: the plan that was written last, as draft or as it is published, and the way on. */
export function PlanSide(props: { readonly patientId: PatientId; readonly plans: readonly Plan[] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.myDay.plan
  const [plan, ...others] = [...props.plans].sort((one, other) => (one.draftSavedAt > other.draftSavedAt ? -1 : 1))
  const isDraft = plan ? isUnpublished(plan) : false
  const newest = plan ? newestVersion(plan) : null
  const day = (at: string) => formats.dayMonth(at, timeZone, now)
  const text = plan ? plan.draft.trim() : ''
  return (
    <section aria-labelledby="my-plan">
      <div className={styles['sideHead']}>
        <h3 id="my-plan">{t.title}</h3>
        {isDraft ? <Pill tone="warn">{t.draft}</Pill> : newest ? <Pill tone="good">{t.published}</Pill> : null}
      </div>
      {plan ? (
        <>
          <p className={styles['planTitle']} dir="auto">
            {plan.title}
          </p>
          <p className={styles['said']}>
            {[
              ...(isDraft ? [t.written(day(plan.draftSavedAt))] : []),
              ...(newest ? [t.version(newest.version, day(newest.publishedAt))] : []),
            ].join(' ')}
          </p>
          <p className={styles['planText']} dir="auto" data-empty={text === '' || undefined}>
            {text === '' ? t.noText : text}
          </p>
        </>
      ) : (
        <p className={styles['said']}>{t.none}</p>
      )}
      <Button
        variant={isDraft ? 'light' : 'default'}
        size="xs"
        rightSection={<KeyOf name="openPlan" />}
        aria-keyshortcuts={ariaShortcut('openPlan')}
        onClick={() => openWorkspace(props.patientId, 'treatment-plans')}
      >
        {isDraft ? t.goOn : plan ? t.open : t.begin}
      </Button>
      {others.length > 0 ? <p className={styles['said']}>{t.more(others.length)}</p> : null}
    </section>
  )
}
