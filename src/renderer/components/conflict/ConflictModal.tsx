import { Button, Modal } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { Changes } from '../../../shared/domain/threeWay.ts'
import { shortDateTime } from '../../format/moments.ts'
import { tintOf } from '../../format/people.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut, keyPressed } from '../../keys/keys.ts'
import { useNow, useSession, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { Avatar } from '../Avatar.tsx'
import { errorSentence } from '../errorSentence.ts'
import { useReturnFocus } from '../useReturnFocus.ts'
import type { Conflict } from './changeOver.ts'
import styles from './conflict.module.css'

type Side = 'theirs' | 'mine'
const SIDES = ['theirs', 'mine'] as const

/**
 * R10.7: two people changed the same. Field by field both values stand side by side and the person chooses; what only
 * one of both changed is kept from both.
 */
export function ConflictModal<Values extends Readonly<Record<string, unknown>>>(props: {
  readonly conflict: Conflict<Values>
  /** What both were changing, as it stands in a sentence. */
  readonly what: string
  readonly label: (field: keyof Values & string) => string
  readonly shown: (field: keyof Values & string, value: Values[keyof Values & string] | undefined) => string
  readonly isRunning: boolean
  readonly failure: unknown
  readonly onBack: () => void
  readonly onSettle: (isMineKept: (field: keyof Values & string) => boolean) => void
}) {
  type Field = keyof Values & string
  const { conflict, label, shown } = props
  const { compared } = conflict
  useReturnFocus()
  const [chosen, setChosen] = useState<{ readonly [F in Field]?: Side }>({})
  const [isAsked, setAsked] = useState(false)
  const now = useNow()
  const timeZone = useTimeZone()
  const me = useSession().data?.staff?.name ?? ''
  const t = words.common.conflict
  const by = conflict.by ?? t.somebody
  const isComplete = compared.differing.every((field) => chosen[field] !== undefined)
  const settle = () => {
    setAsked(true)
    if (isComplete && !props.isRunning) props.onSettle((field) => chosen[field] === 'mine')
  }
  const values: Record<Side, Changes<Values>> = { theirs: conflict.current.values, mine: conflict.wanted }
  const kept = [
    ...compared.theirs.map((field) => t.keptTheirs(label(field), by)),
    ...compared.mine.map((field) => t.keptMine(label(field))),
  ]
  return (
    <Modal
      opened
      onClose={props.onBack}
      size={760}
      title={t.title(by, props.what)}
      closeButtonProps={{ 'aria-label': t.back }}
      classNames={{ title: styles['title'] ?? '' }}
      onKeyDown={(event) => keyPressed(['save'], event) && settle()}
    >
      <p className={styles['text']}>{t.text(compared.differing.length)}</p>
      <div className={styles['table']}>
        <div className={styles['head']} aria-hidden="true">
          <span />
          <span className={styles['who']}>
            <Avatar name={by} tint={tintOf(by)} />
            <b>{t.theirs(by)}</b>
            <time>{shortDateTime(conflict.at, timeZone, now)}</time>
          </span>
          <span className={styles['who']}>
            <Avatar name={me} tint={tintOf(me)} />
            <b>{t.mine}</b>
          </span>
        </div>
        {compared.differing.map((field, index) => (
          <fieldset key={field} className={styles['row']}>
            <legend>{label(field)}</legend>
            {SIDES.map((side) => (
              <label key={side} className={styles['value']} data-chosen={chosen[field] === side || undefined}>
                <input
                  type="radio"
                  name={field}
                  data-autofocus={(index === 0 && side === 'theirs') || undefined}
                  checked={chosen[field] === side}
                  onChange={() => setChosen((before) => ({ ...before, [field]: side }))}
                />
                <span>
                  <span className={styles['side']}>{side === 'theirs' ? t.theirs(by) : t.mine}</span>
                  <strong dir="auto">{shown(field, values[side][field])}</strong>
                  <small dir="auto">{t.was(shown(field, conflict.saw[field]))}</small>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      {kept.length > 0 ? (
        <p className={styles['kept']}>
          <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
          {t.kept(kept)}
        </p>
      ) : null}
      <div role="alert" className={styles['failure']}>
        {isAsked && !isComplete ? t.chooseEach : props.failure ? errorSentence(props.failure) : null}
      </div>
      <div className={styles['acts']}>
        <Button variant="subtle" color="gray" rightSection={<KeyOf name="close" />} onClick={props.onBack}>
          {t.back}
        </Button>
        <Button
          variant="filled"
          aria-disabled={props.isRunning}
          aria-keyshortcuts={ariaShortcut('save')}
          rightSection={<KeyOf name="save" />}
          onClick={settle}
        >
          {t.save}
        </Button>
      </div>
    </Modal>
  )
}
