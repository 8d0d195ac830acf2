import { IconChevronRight } from '@tabler/icons-react'
import { packages, version } from 'virtual:about'
import { Fact, Facts, Panel } from '../../../components/Panel.tsx'
import { words } from '../../../words/words.ts'
import settings from '../settings.module.css'
import styles from './about.module.css'

/** R10.8: which version this is, and under which licences what it is made of comes; nothing is fetched for it. */
export function AboutPage() {
  const t = words.settings.about
  return (
    <>
      <Panel title={words.common.product}>
        <Facts>
          <Fact term={t.version}>
            <span translate="no">{version}</span>
          </Fact>
          <Fact term={t.licence}>
            <span translate="no">Apache License 2.0</span>
          </Fact>
        </Facts>
        <p className={settings['note']}>{t.updates}</p>
      </Panel>
      <Panel title={t.packages(packages.length)}>
        <p className={settings['text']}>{t.packagesText}</p>
        <ul className={styles['packages']}>
          {packages.map(({ name, version: of, licence, text }) => (
            <li key={`${name} ${of}`}>
              {text === '' ? (
                <div className={styles['line']}>
                  <Named name={name} version={of} licence={licence} />
                </div>
              ) : (
                <details>
                  <summary className={styles['line']}>
                    <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
                    <Named name={name} version={of} licence={licence} />
                  </summary>
                  <pre className={styles['text']} tabIndex={0} translate="no">
                    {text}
                  </pre>
                </details>
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

function Named(props: { readonly name: string; readonly version: string; readonly licence: string }) {
  return (
    <>
      <span className={styles['name']} translate="no">
        {props.name}
      </span>
      <span className={styles['version']} translate="no">
        {props.version}
      </span>
      <span className={styles['licence']} translate="no">
        {props.licence}
      </span>
    </>
  )
}
