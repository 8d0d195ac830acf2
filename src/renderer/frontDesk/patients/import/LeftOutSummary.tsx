import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { formats, words } from '../../../words/words.ts'
import styles from './import.module.css'
import type { ImportRow } from './importView.ts'
import { leftOutCsv, leftOutOf, WHYS } from './leftOut.ts'
import type { SourceFile } from './readFile.ts'
import { saveFile } from '../../../components/saveFile.ts'

/** R10.8: how many rows did not become patients, by reason, and a file of them to go on with. */
export function LeftOutSummary(props: {
  readonly file: SourceFile
  readonly rows: readonly ImportRow[]
  readonly added: number
}) {
  const { file, rows, added } = props
  const leftOut = useMemo(() => leftOutOf(rows, added), [rows, added])
  const t = words.imports.leftOut
  if (leftOut.length === 0) return null
  return (
    <section className={styles['leftOut']} aria-label={t.label}>
      <p>{t.title(leftOut.length, formats.number(leftOut.length))}</p>
      <ul>
        {WHYS.map((why) => ({ why, count: leftOut.filter((each) => each.why === why).length }))
          .filter(({ count }) => count > 0)
          .map(({ why, count }) => (
            <li key={why}>
              {t.whys[why]}: <b data-figures>{formats.number(count)}</b>
            </li>
          ))}
      </ul>
      <Button
        onClick={() => saveFile(t.fileName(file.name.replace(/\.[^.]*$/u, '')), leftOutCsv(file, leftOut), 'text/csv')}
      >
        {t.save}
      </Button>
      <p className={styles['quiet']}>{t.saveHint}</p>
    </section>
  )
}
