import { Accordion } from '@mantine/core'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import { Panel } from '../../components/Panel.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './plans.module.css'

/** Published versions, newest first; each as patients see it, and never changed again (R8.1). */
export function Versions(props: { readonly versions: Plan['publishedVersions'] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const versions = [...props.versions].sort((one, other) => other.version - one.version)
  return (
    <Panel title={words.plans.versions}>
      {versions.length === 0 ? <p className={styles['none']}>{words.plans.noVersions}</p> : null}
      <Accordion
        variant="default"
        classNames={{
          item: styles['version'] ?? '',
          control: styles['control'] ?? '',
          content: styles['content'] ?? '',
        }}
      >
        {versions.map(({ version, text, publishedAt, publishedBy }) => (
          <Accordion.Item key={version} value={String(version)}>
            <Accordion.Control>
              <span className={styles['versionName']}>{words.plans.version(version)}</span>
              <span className={styles['versionHint']} dir="auto">
                {words.plans.by(publishedBy, shortDateTime(publishedAt, timeZone, now))}
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <p className={styles['text']} dir="auto">
                {text}
              </p>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Panel>
  )
}
