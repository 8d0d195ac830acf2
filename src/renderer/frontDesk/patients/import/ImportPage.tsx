import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId } from 'react'
import { useHalfTyped } from '../../../components/discard/useHalfTyped.ts'
import { ForRole } from '../../../components/ForRole.tsx'
import { PageHeader } from '../../../components/PageHeader.tsx'
import { useApi } from '../../../state/ClientProvider.tsx'
import { formats, words } from '../../../words/words.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { DateOrder } from './DateOrder.tsx'
import { EarlierImports } from './EarlierImports.tsx'
import styles from './import.module.css'
import { ImportRows } from './ImportRows.tsx'
import { countStates, rowsUnder } from './importView.ts'
import { LeftOutSummary } from './LeftOutSummary.tsx'
import { Progress } from './Progress.tsx'
import { useFileToImport } from './useFileToImport.ts'
import { useImportRun } from './useImportRun.ts'

/** R10.8: patients from another program's file, looked at before anything is added. */
export function ImportPage() {
  const t = words.imports
  return (
    <>
      <PageHeader title={t.title} subtitle={t.subtitle} />
      <ForRole procedure="imports.add">
        <Import />
      </ForRole>
    </>
  )
}

function Import() {
  const file = useFileToImport()
  const run = useImportRun()
  const earlier = useQuery(useApi().imports.list.queryOptions())
  const { stage } = run
  const counts = countStates(file.rows)
  const isReadable = file.file !== null && file.missing.length === 0
  const t = words.imports
  const { refetch } = earlier
  const isOver = stage.kind === 'added' || stage.kind === 'undone' || stage.kind === 'failed'
  // Also while it is added: what is left then is left out.
  const isUnderWay = file.file !== null && stage.kind !== 'added' && stage.kind !== 'undone'
  const putAway = useHalfTyped(
    isUnderWay,
    () => {
      run.cancel()
      file.forget()
    },
    'inPage',
  )
  const { forget } = file
  // What was imported is over once its result is left; without that it would be there again, as if it were still to come.
  useEffect(() => (stage.kind === 'added' ? forget : undefined), [stage.kind, forget])
  const hintId = useId()
  useEffect(() => {
    if (isOver) void refetch()
  }, [isOver, refetch])
  const next = async () => {
    if (file.isCompared) return run.add(file.file?.name ?? '', file.rows)
    const onFile = await run.compare(file.rows)
    if (onFile) file.setOnFile(onFile)
  }
  const isWorking = stage.kind === 'comparing' || stage.kind === 'adding' || stage.kind === 'undoing'
  if (isWorking || isOver) {
    return (
      <div className={styles['page']}>
        <Progress
          stage={stage}
          leftOut={
            file.file && stage.kind === 'added' ? (
              <LeftOutSummary file={file.file} rows={file.rows} added={stage.count} />
            ) : null
          }
          onCancel={run.cancel}
          onUndo={run.undo}
          onAgain={() => {
            run.reset()
            file.forget()
          }}
          onBack={() => {
            run.reset()
            file.forgetCompared()
          }}
        />
      </div>
    )
  }
  return (
    <div className={styles['page']}>
      <ChooseFile
        file={file.file}
        trouble={file.trouble}
        onChoose={(chosen) => {
          run.reset()
          void file.choose(chosen)
        }}
        onPutAway={putAway}
      />
      {file.file ? (
        <ColumnTable file={file.file} mapping={file.mapping} missing={file.missing} onMap={file.map} />
      ) : null}
      {isReadable ? (
        <DateOrder
          said={file.said}
          order={file.order}
          byChoice={rowsUnder('byChoice', file.rows).length}
          onChoose={file.setOrder}
        />
      ) : null}
      {isReadable ? <ImportRows file={file} /> : null}
      {isReadable ? (
        <div className={styles['foot']}>
          <Button
            variant="filled"
            aria-disabled={counts.ready === 0}
            {...(counts.ready === 0 ? { 'data-disabled': true } : {})}
            aria-describedby={hintId}
            onClick={() => counts.ready > 0 && void next()}
          >
            {file.isCompared ? t.add(counts.ready, formats.number(counts.ready)) : t.compare}
          </Button>
          <span id={hintId} className={styles['quiet']}>
            {counts.ready === 0
              ? t.noneReady[counts.problem > 0 ? 'problem' : 'known']
              : file.isCompared
                ? t.addHint
                : t.compareHint}
          </span>
        </div>
      ) : null}
      {file.file === null ? <EarlierImports imports={earlier.data ?? []} onUndo={run.undo} /> : null}
    </div>
  )
}
