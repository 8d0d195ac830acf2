import { IconSearch } from '@tabler/icons-react'
import { useEffect, type ReactNode } from 'react'
import { KeyOf } from '../keys/KeyOf.tsx'
import { ariaShortcut } from '../keys/keys.ts'
import { words } from '../words/words.ts'
import styles from './page.module.css'
import { palette } from './palette.ts'

/** The one line above every Front Desk page: where one is, the search, the page's own acts. */
export function PageHeader(props: {
  readonly title: string
  readonly subtitle?: ReactNode
  /** Many acts: on middling widths the search is a sign, as on narrow ones. */
  readonly isDense?: boolean
  readonly children?: ReactNode
}) {
  useEffect(() => {
    document.title = words.common.pageTitle(props.title)
  }, [props.title])
  return (
    <header className={styles['header']} data-dense={props.isDense || undefined}>
      <h1 className={styles['title']}>{props.title}</h1>
      <div className={styles['subtitle']}>{props.subtitle}</div>
      <button
        type="button"
        className={styles['search']}
        onClick={palette.open}
        aria-keyshortcuts={ariaShortcut('find')}
      >
        <IconSearch size={15} stroke={1.75} aria-hidden="true" />
        <span className={styles['searchText']}>{words.shell.findAnything}</span>
        <KeyOf name="find" />
      </button>
      <div className={styles['actions']}>{props.children}</div>
    </header>
  )
}
