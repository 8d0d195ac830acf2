import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParam } from '../../../address/useParam.ts'
import { ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { Fact, Facts, Panel } from '../../../components/Panel.tsx'
import { Pill } from '../../../components/Pill.tsx'
import { SheetMaker } from '../../../components/recovery/SheetMaker.tsx'
import { fullDateTime } from '../../../format/moments.ts'
import { useApi } from '../../../state/ClientProvider.tsx'
import { useTimeZone } from '../../../state/useSession.ts'
import { words } from '../../../words/words.ts'
import styles from '../settings.module.css'

const PANEL = 'recovery-sheet'

/** R10.9: how the recovery sheet stands, and the way to a new one; for admins alone. */
export function RecoveryPage() {
  const api = useApi()
  const queryClient = useQueryClient()
  const state = useQuery(api.recovery.state.queryOptions())
  const [step, setStep] = useParam('sheet')
  const timeZone = useTimeZone()
  const t = words.recovery
  if (state.isError) {
    return <ErrorState title={t.couldNotLoad} error={state.error} onRetry={() => void state.refetch()} />
  }
  if (!state.data) return <SkeletonRows count={4} />
  const { sheet, file } = state.data
  if (step === 'print' || step === 'check') {
    return (
      <Panel id={PANEL} title={t.steps[step]}>
        <SheetMaker
          step={step}
          onStep={setStep}
          onChecked={() => {
            // It stays, and says next how the sheet stands; what would have the focus by itself makes another sheet.
            document.getElementById(PANEL)?.focus()
            void queryClient.invalidateQueries({ queryKey: api.recovery.key() })
            setStep(null)
          }}
        />
      </Panel>
    )
  }
  const standing = sheet === null ? 'none' : sheet.opens ? 'checked' : 'void'
  return (
    <Panel
      id={PANEL}
      title={t.title}
      mark={<Pill tone={standing === 'checked' ? 'good' : 'warn'}>{t.states[standing]}</Pill>}
    >
      <p className={styles['text']}>{t.text}</p>
      {standing === 'checked' ? null : (
        <p className={styles['warning']} role="status">
          {standing === 'none' ? t.noneYet : t.isVoid}
        </p>
      )}
      <Facts>
        {sheet ? (
          <>
            <Fact term={t.made}>{fullDateTime(sheet.madeAt, timeZone)}</Fact>
            <Fact term={t.checked}>{t.checkedBy(fullDateTime(sheet.checkedAt, timeZone), sheet.checkedBy)}</Fact>
          </>
        ) : null}
        <Fact term={t.file}>
          <span translate="no">{file}</span>
        </Fact>
      </Facts>
      <p className={styles['note']}>{t.copying}</p>
      {standing === 'checked' ? <p className={styles['note']}>{t.makeNewText}</p> : null}
      <Button
        className={styles['pairAgain'] ?? ''}
        variant={standing === 'checked' ? 'default' : 'filled'}
        onClick={() => setStep('print')}
      >
        {standing === 'checked' ? t.makeNew : t.make}
      </Button>
    </Panel>
  )
}
