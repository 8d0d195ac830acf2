import { Button, Group } from '@mantine/core'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import type { Meanwhile } from '../../components/conflict/orMeanwhile.ts'
import type { SavedDraft } from './draftStore.ts'
import styles from './plans.module.css'

/** R10.7: somebody else wrote in this draft meanwhile; nothing is lost until one of both is chosen. */
export function DraftConflict(props: {
  readonly meanwhile: Meanwhile<SavedDraft>
  readonly onSettle: (choice: 'mine' | 'theirs') => void
}) {
  const { by, current: theirs } = props.meanwhile
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.plans.conflict
  return (
    <section className={styles['conflict']} role="alert">
      <h3>{t.title(by ?? words.common.conflict.somebody, shortDateTime(theirs.savedAt, timeZone, now))}</h3>
      <p>{t.text}</p>
      <h4 dir="auto">{theirs.title}</h4>
      <p className={styles['theirText']} dir="auto">
        {theirs.text}
      </p>
      <Group gap="sm">
        <Button onClick={() => props.onSettle('theirs')}>{t.takeTheirs}</Button>
        <Button variant="filled" onClick={() => props.onSettle('mine')}>
          {t.keepMine}
        </Button>
      </Group>
    </section>
  )
}
