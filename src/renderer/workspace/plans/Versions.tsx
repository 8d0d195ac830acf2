import { Accordion, Button, Group } from '@mantine/core'
import { useState, type ComponentProps } from 'react'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import { Panel } from '../../components/Panel.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { CompareModal } from './CompareModal.tsx'
import styles from './plans.module.css'
import { PlanText } from './PlanText.tsx'

type Compared = Pick<ComponentProps<typeof CompareModal>, 'version' | 'other'>

/** Published versions, newest first; each as patients see it, and never changed again (R8.1). */
export function Versions(props: { readonly versions: Plan['publishedVersions']; readonly draft: string }) {
  const [compared, setCompared] = useState<Compared | null>(null)
  const now = useNow()
  const timeZone = useTimeZone()
  const versions = [...props.versions].sort((one, other) => other.version - one.version)
  const beforeOf = (at: number): Compared['other'] | null => {
    const before = versions[at + 1]
    return before ? { name: words.plans.version(before.version), text: before.text } : null
  }
  const compare = (at: number, other: Compared['other'] | null) => {
    const version = versions[at]
    if (version && other) setCompared({ version, other })
  }
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
        {versions.map(({ version, text, publishedAt, publishedBy }, at) => (
          <Accordion.Item key={version} value={String(version)}>
            <Accordion.Control>
              <span className={styles['versionName']}>{words.plans.version(version)}</span>
              <span className={styles['versionHint']} dir="auto">
                {words.plans.by(publishedBy, shortDateTime(publishedAt, timeZone, now))}
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <PlanText text={text} />
              <Group gap="xs" mt="sm">
                <Button size="xs" onClick={() => compare(at, { name: words.plans.draft, text: props.draft })}>
                  {words.plans.compare}
                </Button>
                {beforeOf(at) ? (
                  <Button size="xs" onClick={() => compare(at, beforeOf(at))}>
                    {words.plans.compareWith(beforeOf(at)?.name ?? '')}
                  </Button>
                ) : null}
              </Group>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {compared ? <CompareModal {...compared} onClose={() => setCompared(null)} /> : null}
    </Panel>
  )
}
