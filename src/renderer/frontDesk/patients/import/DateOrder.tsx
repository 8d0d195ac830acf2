import { Group, Radio } from '@mantine/core'
import type { DayOrder } from '../../../../shared/domain/patientImport/birthDates.ts'
import { Panel } from '../../../components/Panel.tsx'
import { formats, words } from '../../../words/words.ts'
import styles from './import.module.css'

/** Nothing to ask where no date could be two, or where the file's own dates say which. */
export function DateOrder(props: {
  readonly said: DayOrder | 'both' | null
  readonly order: DayOrder | null
  /** So many rows were read by the choice, and by nothing in the file. */
  readonly byChoice: number
  readonly onChoose: (order: DayOrder) => void
}) {
  const t = words.imports.dates
  return (
    <Panel title={t.title}>
      <Radio.Group
        aria-label={t.title}
        value={props.order ?? ''}
        onChange={(value) => props.onChoose(value === 'monthFirst' ? 'monthFirst' : 'dayFirst')}
      >
        <Group gap="lg">
          <Radio value="dayFirst" label={t.dayFirst} />
          <Radio value="monthFirst" label={t.monthFirst} />
        </Group>
      </Radio.Group>
      <p className={styles['order']}>
        {t.said[props.said ?? 'nothing']} {props.order === null ? t.untilChosen : null}
        {props.byChoice > 0 ? t.byChoice(props.byChoice, formats.number(props.byChoice)) : null}
      </p>
    </Panel>
  )
}
