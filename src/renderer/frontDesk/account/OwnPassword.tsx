import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useHalfTyped } from '../../components/discard/useHalfTyped.ts'
import { declaredAs, errorSentence } from '../../components/errorSentence.ts'
import { NewPasswordInput, passwordSentence } from '../../components/NewPasswordInput.tsx'
import { notifyDone } from '../../components/notify.ts'
import { Panel } from '../../components/Panel.tsx'
import { useAct } from '../../components/useAct.ts'
import { submitBySave } from '../../keys/submitBySave.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import settings from '../settings/settings.module.css'

const NOTHING = { present: '', chosen: '' }

/** Another password, by whoever knows the one that is. */
export function OwnPassword(props: { readonly email: string }) {
  const client = useClient()
  const [typed, setTyped] = useState(NOTHING)
  const [problems, setProblems] = useState<{ readonly present?: string; readonly chosen?: string }>({})
  const t = words.account.password
  const change = useAct(client.account.changePassword, {
    keepFailure: true,
    onDone: () => {
      setTyped(NOTHING)
      notifyDone(t.done)
    },
  })
  const isTyped = typed.present !== '' || typed.chosen !== ''
  useHalfTyped(isTyped, () => setTyped(NOTHING), 'inPage')
  const type = (part: Partial<typeof typed>) => {
    setTyped({ ...typed, ...part })
    setProblems({})
    change.forget()
  }
  const { failure } = change
  const wrong = declaredAs(failure, 'WRONG_PASSWORD')
  return (
    <Panel title={t.title}>
      <form
        noValidate
        className={settings['form']}
        onSubmit={(event) => {
          event.preventDefault()
          const chosen = passwordSentence(typed.chosen, props.email)
          const found = { ...(typed.present === '' ? { present: t.presentNeeded } : {}), ...(chosen ? { chosen } : {}) }
          setProblems(found)
          if (Object.keys(found).length === 0) change.run(typed)
        }}
        onKeyDown={submitBySave}
      >
        <p className={settings['intro']}>{t.text}</p>
        <input type="email" autoComplete="username" value={props.email} readOnly hidden />
        <PasswordInput
          className={settings['wide'] ?? ''}
          label={t.present}
          visibilityToggleButtonProps={{ 'aria-label': words.session.showPassword }}
          autoComplete="current-password"
          maxLength={1000}
          value={typed.present}
          error={problems.present ?? (wrong ? errorSentence(failure) : null)}
          aria-invalid={problems.present !== undefined || wrong !== null}
          onChange={(event) => type({ present: event.currentTarget.value })}
        />
        <NewPasswordInput
          className={settings['wide'] ?? ''}
          label={t.chosen}
          value={typed.chosen}
          error={problems.chosen ?? null}
          onChange={(chosen) => type({ chosen })}
        />
        <Button type="submit" variant={isTyped ? 'filled' : 'default'} aria-disabled={change.isRunning}>
          {t.save}
        </Button>
        {failure && !wrong ? (
          <div role="alert" className={settings['failure']}>
            {errorSentence(failure)}
          </div>
        ) : null}
      </form>
    </Panel>
  )
}
