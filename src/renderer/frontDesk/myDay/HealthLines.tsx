import type { Submission } from '../../../shared/contract/desk/forms.ts'
import { healthInShort } from '../../../shared/domain/questionnaires/healthInShort.ts'
import { allergyText } from '../../components/forms/allergyText.ts'
import { answerWords } from '../../components/forms/answerWords.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './myDay.module.css'

/** R10.2: allergies and medicines by the newest filed intake. */
export function HealthLines(props: { readonly submissions: readonly Submission[] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const health = healthInShort(props.submissions, answerWords())
  const t = words.workspace.overview.health
  if (!health) return <p className={styles['quiet']}>{t.nothing}</p>
  return (
    <dl className={styles['lines']} title={t.from(health.title, formats.shortDay(health.submittedAt, timeZone, now))}>
      <dt>{t.allergies}</dt>
      <dd data-alarm={health.allergies.kind === 'listed' || undefined} dir="auto">
        {allergyText(health.allergies)}
      </dd>
      <dt>{t.medicines}</dt>
      <dd dir="auto">{health.medicines ?? t.unanswered}</dd>
    </dl>
  )
}
