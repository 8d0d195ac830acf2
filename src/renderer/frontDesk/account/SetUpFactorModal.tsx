import { Button, Group, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { declaredAs, errorSentence } from '../../components/errorSentence.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { QrCode } from '../../components/QrCode.tsx'
import { useAct } from '../../components/useAct.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './account.module.css'

/** Turns a second factor on: the password, the key in an authenticator, and a code of it typed back. */
export function SetUpFactorModal(props: {
  readonly onClose: () => void
  readonly onDone: (spareCodes: readonly string[]) => void
}) {
  const client = useClient()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [offered, setOffered] = useState<{ readonly key: string; readonly uri: string } | null>(null)
  const begin = useAct(client.account.beginSecondFactor, { keepFailure: true, onDone: setOffered })
  const confirm = useAct(client.account.confirmSecondFactor, {
    keepFailure: true,
    onDone: ({ spareCodes }) => props.onDone(spareCodes),
  })
  const t = words.account.factor
  const act = offered ? confirm : begin
  const submit = () => {
    const lacks = offered ? code.trim() === '' : password === ''
    setMissing(lacks)
    if (lacks) return
    if (offered) confirm.run({ code })
    else begin.run({ password })
  }
  const typed = () => {
    setMissing(false)
    begin.forget()
    confirm.forget()
  }
  const failure = act.failure ? errorSentence(act.failure) : null
  // It has to be begun again: what is shown here turns nothing on.
  const isOver = declaredAs(confirm.failure, 'START_OVER') !== null
  return (
    <FormModal title={t.beginTitle} onClose={props.onClose} onSubmit={isOver ? props.onClose : submit}>
      {offered ? (
        <>
          <p className={styles['note']}>{t.scanText}</p>
          <div className={styles['key']}>
            <QrCode text={offered.uri} label={t.picture} pixels={184} />
            <div>
              <span className={styles['term']}>{t.key}</span>
              <p className={styles['keyText']}>{inFours(offered.key)}</p>
            </div>
          </div>
          <TextInput
            key="code"
            autoFocus
            label={t.code}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={20}
            value={code}
            error={isMissing ? t.codeNeeded : failure}
            onChange={(event) => {
              typed()
              setCode(event.currentTarget.value)
            }}
          />
        </>
      ) : (
        <>
          <p className={styles['note']}>{t.beginText}</p>
          <PasswordInput
            key="password"
            data-autofocus
            label={t.password}
            visibilityToggleButtonProps={{ 'aria-label': words.session.showPassword }}
            autoComplete="current-password"
            maxLength={1000}
            value={password}
            error={isMissing ? t.passwordNeeded : failure}
            aria-invalid={isMissing || failure !== null}
            onChange={(event) => {
              typed()
              setPassword(event.currentTarget.value)
            }}
          />
        </>
      )}
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button onClick={props.onClose}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled" aria-disabled={act.isRunning}>
          {isOver ? words.common.close : offered ? t.confirm : t.next}
        </Button>
      </Group>
    </FormModal>
  )
}

/** As people read a long key aloud. */
function inFours(key: string): string {
  return (key.match(/.{1,4}/g) ?? []).join(' ')
}
