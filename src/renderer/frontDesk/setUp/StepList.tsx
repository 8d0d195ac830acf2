import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { Mark } from '../../components/Mark.tsx'
import { words } from '../../words/words.ts'
import { PersonMenu } from '../shell/PersonMenu.tsx'
import { hrefOf, minutesLeft, READY, steps, type StepName } from './steps.ts'
import styles from './stepList.module.css'

/** Which steps are done, which one is open, and how far it is; where there is no room beside it, behind its name. */
export function StepList(props: {
  readonly place: StepName | typeof READY
  readonly done: ReadonlySet<StepName>
  readonly facts: Partial<Record<StepName, string>>
  readonly canOpen: boolean
}) {
  const { place, done, canOpen } = props
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  const number = steps.findIndex(({ name }) => name === place) + 1
  const t = words.setUp
  const where = place === READY ? t.ready.step : t.stepOf(number, steps.length)
  return (
    <nav
      className={styles['nav']}
      aria-label={t.navigation}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false)
      }}
    >
      <div className={styles['product']}>
        <Mark size={22} />
        {words.common.product}
      </div>
      <button
        type="button"
        className={styles['toggle']}
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen((before) => !before)}
      >
        {where}
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </button>
      <ol id={listId} className={styles['steps']} data-open={isOpen || undefined}>
        {steps.map(({ name }, at) => (
          <li key={name} data-done={done.has(name) || undefined} data-here={name === place || undefined}>
            <Step href={canOpen ? hrefOf(name) : null} isHere={name === place} onOpen={() => setOpen(false)}>
              <span className={styles['number']}>
                {done.has(name) && name !== place ? (
                  <IconCheck size={14} stroke={2.25} role="img" aria-label={t.isDone} />
                ) : (
                  at + 1
                )}
              </span>
              <span className={styles['name']}>
                {t.pages[name].name}
                <small dir="auto">{(done.has(name) ? props.facts[name] : null) ?? t.pages[name].about}</small>
              </span>
            </Step>
          </li>
        ))}
      </ol>
      <div className={styles['far']}>
        <progress value={done.size} max={steps.length} aria-label={t.progress} />
        <p>{place === READY ? where : t.farther(where, minutesLeft(done))}</p>
        <p className={styles['kept']}>{t.kept}</p>
        {canOpen && place !== READY ? (
          <Link href={hrefOf(READY)} className={styles['leave'] ?? ''}>
            {t.leave}
          </Link>
        ) : null}
      </div>
      <PersonMenu />
    </nav>
  )
}

function Step(props: {
  readonly href: string | null
  readonly isHere: boolean
  readonly onOpen: () => void
  readonly children: ReactNode
}) {
  const current = props.isHere ? 'step' : undefined
  return props.href === null ? (
    <span className={styles['place']} aria-current={current}>
      {props.children}
    </span>
  ) : (
    <Link href={props.href} className={styles['place'] ?? ''} aria-current={current} onClick={props.onOpen}>
      {props.children}
    </Link>
  )
}
