import { healthInShort } from '../../../shared/domain/questionnaires/healthInShort.ts'
import type { Submission } from '../../../shared/contract/desk/forms.ts'
import { Fact, Facts, Panel } from '../../components/Panel.tsx'
import { allergyText } from '../../components/forms/allergyText.ts'
import { answerWords } from '../../components/forms/answerWords.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './overview.module.css'

/** R10.2: what the newest filed intake says, and which form that was. */
export function HealthPanel(props: { readonly submissions: readonly Submission[] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const health = healthInShort(props.submissions, answerWords())
  const t = words.workspace.overview.health
  return (
    <Panel
      title={t.title}
      aside={health ? t.from(health.title, formats.shortDay(health.submittedAt, timeZone, now)) : null}
    >
      {health ? (
        <Facts>
          <Fact term={t.allergies}>
            <span data-alarm={health.allergies.kind === 'listed' || undefined} className={styles['allergies']}>
              {allergyText(health.allergies)}
            </span>
          </Fact>
          <Fact term={t.medicines}>{health.medicines ?? t.unanswered}</Fact>
          <Fact term={t.conditions}>{health.conditions ?? t.unanswered}</Fact>
          <Fact term={t.emergency}>{health.emergency ?? t.unanswered}</Fact>
          <Fact term={t.reachedBy}>{health.reachedBy ?? t.unanswered}</Fact>
        </Facts>
      ) : (
        <p className={styles['nothing']}>{t.nothing}</p>
      )}
    </Panel>
  )
}
