import { useId, useState, type ComponentProps, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Icon, type IconName } from './icons.tsx'

type ButtonProps = {
  readonly kind?: 'main' | 'quiet' | 'link'
  readonly type?: 'button' | 'submit'
  readonly isBusy?: boolean
  readonly busyText?: string
  readonly onClick?: () => void
  readonly label?: string
  readonly children: ReactNode
}

/** A button that is busy stays in place and in the focus; a second press does nothing (its handler guards that). */
export function Button({ kind = 'main', type = 'button', isBusy, busyText, onClick, label, children }: ButtonProps) {
  return (
    <button
      type={type}
      className={`pt-button pt-button-${kind}`}
      aria-disabled={isBusy ? true : undefined}
      aria-label={label}
      onClick={onClick}
    >
      {isBusy && busyText ? busyText : children}
    </button>
  )
}

type FieldProps = Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  readonly label: string
  readonly value: string
  readonly onText: (text: string) => void
  readonly hint?: ReactNode
  readonly problem?: string | null
  readonly trailing?: ReactNode
}

/** A labelled text field, and beside it its hint, or what is wrong in the hint's place. */
export function Field({ label, value, onText, hint, problem, trailing, ...input }: FieldProps): ReactNode {
  const id = useId()
  const describedBy = problem ? `${id}-problem` : hint ? `${id}-hint` : undefined
  return (
    <div className="pt-field">
      <label htmlFor={id}>{label}</label>
      <div className="pt-input-row">
        <input
          {...input}
          id={id}
          value={value}
          onInput={(event) => onText(event.currentTarget.value)}
          aria-invalid={problem ? true : undefined}
          aria-describedby={describedBy}
        />
        {trailing}
      </div>
      {hint && !problem && (
        <p className="pt-hint" id={`${id}-hint`} aria-live="polite">
          {hint}
        </p>
      )}
      <Problem id={`${id}-problem`} text={problem ?? null} />
    </div>
  )
}

/** An error beside what it is about: said aloud when it appears. */
export function Problem({ id, text }: { id?: string; text: string | null }): ReactNode {
  return (
    <div id={id} role="alert" className="pt-problem-slot">
      {text && (
        <p className="pt-problem">
          <Icon name="alert" size={18} />
          <span>{text}</span>
        </p>
      )}
    </div>
  )
}

type PasswordFieldProps = Pick<FieldProps, 'label' | 'value' | 'onText' | 'hint' | 'problem' | 'autoComplete' | 'name'>

export function PasswordField(props: PasswordFieldProps): ReactNode {
  const [isShown, setShown] = useState(false)
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={200}
      trailing={
        <button
          type="button"
          className="pt-input-button"
          aria-label={isShown ? words.password.hideLabel : words.password.showLabel}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? words.password.hide : words.password.show}
        </button>
      }
    />
  )
}

type NoticeProps = {
  readonly tone: 'good' | 'warn' | 'bad' | 'info'
  readonly children: ReactNode
  readonly action?: ReactNode
}
const NOTICE_ICONS: Record<NoticeProps['tone'], IconName> = { good: 'done', warn: 'alert', bad: 'alert', info: 'done' }

export function Notice({ tone, children, action }: NoticeProps): ReactNode {
  return (
    <div className={`pt-notice pt-notice-${tone}`} role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}>
      <Icon name={NOTICE_ICONS[tone]} />
      <div>{children}</div>
      {action}
    </div>
  )
}

/** The clinic's telephone as something to tap; a number without digits is shown as text. */
export function CallLink({ phone, kind = 'quiet' }: { phone: string; kind?: 'main' | 'quiet' | 'link' }): ReactNode {
  const dialled = phone.replace(/[^\d+]/g, '')
  if (dialled === '') return null
  return (
    <a className={`pt-button pt-button-${kind}`} href={`tel:${dialled}`}>
      <Icon name="phone" size={20} />
      {words.call(phone)}
    </a>
  )
}

type RowProps = {
  readonly icon: IconName
  readonly title: ReactNode
  readonly detail?: ReactNode
  /** Without it the row is text, as in a preview. */
  readonly onOpen?: (() => void) | undefined
}

/** One line of a list: a whole row to tap. */
export function Row({ icon, title, detail, onOpen }: RowProps): ReactNode {
  const inside = (
    <>
      <Icon name={icon} />
      <span className="pt-row-text">
        <span className="pt-row-title" dir="auto">
          {title}
        </span>
        {detail && <span className="pt-row-detail">{detail}</span>}
      </span>
      {onOpen && <Icon name="right" size={20} />}
    </>
  )
  return (
    <li>
      {onOpen ? (
        <button type="button" className="pt-row" onClick={onOpen}>
          {inside}
        </button>
      ) : (
        <div className="pt-row">{inside}</div>
      )}
    </li>
  )
}
