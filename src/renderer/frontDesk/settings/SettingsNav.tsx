import { IconChevronDown } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { useMay } from '../../state/useMay.ts'
import { words } from '../../words/words.ts'
import styles from './settingsNav.module.css'
import { settingsPages, type SettingsPlace } from './settingsPages.ts'

/** The pages of Settings at the left; where there is no room beside them, behind the name of the one that is open. */
export function SettingsNav(props: { readonly here: SettingsPlace }) {
  const { here } = props
  const [isOpen, setOpen] = useState(false)
  const may = useMay()
  const listId = useId()
  const t = words.settings
  return (
    <nav
      className={styles['nav']}
      aria-label={t.navigation}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false)
      }}
    >
      <button
        type="button"
        className={styles['toggle']}
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen((before) => !before)}
      >
        <here.icon size={16} stroke={1.75} aria-hidden="true" />
        <span>{t.pages[here.name]}</span>
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </button>
      <div id={listId} className={styles['groups']} data-open={isOpen || undefined}>
        {settingsPages.map((group) => (
          <ul key={group[0]?.name} className={styles['group']}>
            {group
              .filter(({ shows }) => may(shows))
              .map((place) => (
                <li key={place.name}>
                  <Link
                    href={place.href}
                    className={styles['place'] ?? ''}
                    aria-current={place === here ? 'page' : undefined}
                    onClick={() => setOpen(false)}
                  >
                    <place.icon size={16} stroke={1.75} aria-hidden="true" />
                    {t.pages[place.name]}
                  </Link>
                </li>
              ))}
          </ul>
        ))}
      </div>
    </nav>
  )
}
