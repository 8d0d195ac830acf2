import { Button, FileButton } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import { Panel } from '../../../components/Panel.tsx'
import { formats, words } from '../../../words/words.ts'
import styles from './import.module.css'
import type { FileTrouble, SourceFile } from './readFile.ts'

/** Chosen with a button or dropped; what it is, or why it cannot be read. */
export function ChooseFile(props: {
  readonly file: SourceFile | null
  readonly trouble: FileTrouble | null
  readonly onChoose: (file: File) => void
  readonly onPutAway: () => void
}) {
  const { file, trouble } = props
  const [isOver, setOver] = useState(false)
  const t = words.imports
  const openQuote = file?.openQuoteLine ?? null
  const alert = trouble ? t.trouble[trouble] : openQuote === null ? null : t.openQuote(openQuote)
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const dropped = event.dataTransfer.files.item(0)
        if (dropped) props.onChoose(dropped)
      }}
      data-over={isOver || undefined}
      className={styles['drop']}
    >
      <Panel title={t.file}>
        <div className={styles['file']}>
          <IconFileSpreadsheet size={20} stroke={1.5} aria-hidden="true" />
          <div className={styles['fileText']}>
            {file ? (
              <>
                <b dir="auto">{file.name}</b>
                <span className={styles['quiet']}>{t.rows(file.rows.length, formats.number(file.rows.length))}</span>
              </>
            ) : (
              <span className={styles['quiet']}>{t.fileHint}</span>
            )}
          </div>
          {file ? (
            <Button variant="subtle" color="gray" onClick={props.onPutAway}>
              {t.putAway}
            </Button>
          ) : null}
          <FileButton
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            onChange={(chosen) => chosen && props.onChoose(chosen)}
          >
            {(button) => (
              <Button {...button} variant={file ? 'default' : 'filled'}>
                {file ? t.chooseOther : t.choose}
              </Button>
            )}
          </FileButton>
        </div>
        {alert === null ? null : (
          <p role="alert" className={styles['alert']}>
            {alert}
          </p>
        )}
      </Panel>
    </div>
  )
}
