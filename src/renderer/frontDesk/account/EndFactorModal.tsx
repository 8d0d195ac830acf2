import { Button, Group, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { errorSentence } from '../../components/errorSentence.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { notifyDone } from '../../components/notify.ts'
import { useAct } from '../../components/useAct.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './account.module.css'

/** Turns one's own second factor off, by whoever knows the password. */
export function EndFactorModal(props: { readonly onClose: () => void }) {
  const client = useClient()
  const [password, setPassword] = useState('')
  const [isMissing, setMissing] = useState(false)
  const t = words.account.factor
  const end = useAct(client.account.endSecondFactor, {
    keepFailure: true,
    onDone: () => {
      props.onClose()
      notifyDone(t.ended)
    },
  })
  return (
    <FormModal
      title={t.endTitle}
      onClose={props.onClose}
      onSubmit={() => {
        setMissing(password === '')
        if (password !== '') end.run({ password })
      }}
    >
      <p className={styles['note']}>{t.endText}</p>
      <PasswordInput
        data-autofocus
        label={t.password}
        visibilityToggleButtonProps={{ 'aria-label': words.session.showPassword }}
        autoComplete="current-password"
        maxLength={1000}
        value={password}
        error={isMissing ? t.passwordNeeded : end.failure ? errorSentence(end.failure) : null}
        aria-invalid={isMissing || end.failure !== null}
        onChange={(event) => {
          setMissing(false)
          end.forget()
          setPassword(event.currentTarget.value)
        }}
      />
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button onClick={props.onClose}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled" color="bad" aria-disabled={end.isRunning}>
          {t.end}
        </Button>
      </Group>
    </FormModal>
  )
}
