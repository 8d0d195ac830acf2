import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './reminderPreview.module.css'

/** R9.1: the reminder as whoever is reminded reads it, as a page and as text. It is asked for once somebody opens it. */
export function ReminderPreview() {
  const [isOpen, setOpen] = useState(false)
  const [shown, setShown] = useState<'html' | 'text'>('html')
  const t = words.settings.reminders.preview
  const preview = useQuery({
    ...useApi().email.reminderPreview.queryOptions({ input: {} }),
    enabled: isOpen,
    staleTime: 0,
  })
  return (
    <details className={styles['preview']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.open}</summary>
      {/* What is in a closed one is never drawn, and its transitions never end. */}
      {isOpen ? (
        <div className={styles['open']}>
          {preview.isPending ? <SkeletonRows count={4} /> : null}
          {preview.isError ? (
            <ErrorState title={t.couldNotLoad} error={preview.error} onRetry={() => void preview.refetch()} />
          ) : null}
          {preview.data ? (
            <>
              <p className={styles['about']}>{t.about}</p>
              <p>
                <span className={styles['about']}>{t.subject}: </span>
                <strong dir="auto">{preview.data.subject}</strong>
              </p>
              <SegmentedControl
                aria-label={t.how}
                size="xs"
                value={shown}
                onChange={(value) => setShown(value === 'text' ? 'text' : 'html')}
                data={[
                  { value: 'html', label: t.html },
                  { value: 'text', label: t.text },
                ]}
              />
              {shown === 'html' ? (
                <MailPage html={preview.data.html} title={t.open} />
              ) : (
                <pre className={styles['text']} tabIndex={0} dir="auto">
                  {preview.data.text}
                </pre>
              )}
            </>
          ) : null}
        </div>
      ) : null}
    </details>
  )
}

/** Apart from the page's own styles, and nothing in it can be pressed. */
function MailPage(props: { readonly html: string; readonly title: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = host.current?.shadowRoot ?? host.current?.attachShadow({ mode: 'open' })
    const { body } = new DOMParser().parseFromString(props.html, 'text/html')
    root?.replaceChildren(...body.childNodes)
  }, [props.html])
  return (
    <div className={styles['frame']} role="img" aria-label={props.title}>
      <div ref={host} inert />
    </div>
  )
}
