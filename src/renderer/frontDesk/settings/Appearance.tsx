import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { Panel } from '../../components/Panel.tsx'
import { chooseScheme, readSchemeChoice, type SchemeChoice } from '../../theme/scheme.ts'
import { words } from '../../words/words.ts'
import styles from './settings.module.css'

const CHOICES: readonly SchemeChoice[] = ['light', 'dark', 'auto']

export function Appearance() {
  const [choice, setChoice] = useState(readSchemeChoice)
  const t = words.settings.appearance
  return (
    <Panel title={t.title}>
      <p className={styles['text']}>{t.text}</p>
      <SegmentedControl
        aria-label={t.theme}
        value={choice}
        onChange={(value) => {
          const chosen = CHOICES.find((each) => each === value) ?? 'auto'
          setChoice(chosen)
          chooseScheme(chosen)
        }}
        data={CHOICES.map((value) => ({ value, label: words.shell.schemes[value] }))}
      />
    </Panel>
  )
}
