import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconBold, IconH2, IconItalic, IconLink, IconList, IconListNumbers } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { words } from '../../words/words.ts'
import { link, prefix, wrap, type Edited, type Selected } from './markdownActs.ts'
import styles from './plans.module.css'

const ACTS = {
  heading: { icon: IconH2, act: (of: Selected) => prefix(of, () => '## ') },
  bold: { icon: IconBold, act: (of: Selected) => wrap(of, '**') },
  italic: { icon: IconItalic, act: (of: Selected) => wrap(of, '*') },
  list: { icon: IconList, act: (of: Selected) => prefix(of, () => '- ') },
  numbered: { icon: IconListNumbers, act: (of: Selected) => prefix(of, (at) => `${at + 1}. `) },
  link: { icon: IconLink, act: link },
} as const
const NAMES = [
  'heading',
  'bold',
  'italic',
  'list',
  'numbered',
  'link',
] as const satisfies readonly (keyof typeof ACTS)[]

/** What is chosen in the text becomes a heading, a list, bold or a link; or it begins from a template (R8.1). */
export function PlanToolbar(props: {
  readonly writing: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly onText: (text: string) => void
}) {
  const { writing, text, onText } = props
  const t = words.plans
  const carryOut = (act: (of: Selected) => Edited) => {
    const field = writing.current
    if (!field) return
    const edited = act({ text, from: field.selectionStart, to: field.selectionEnd })
    onText(edited.text)
    // Once the text stands in the field.
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(edited.from, edited.to)
    })
  }
  return (
    <div className={styles['toolbar']} role="toolbar" aria-label={t.toolbar.label}>
      {NAMES.map((name) => {
        const { icon: Icon, act } = ACTS[name]
        return (
          <ActionIcon
            key={name}
            variant="default"
            size={30}
            aria-label={t.toolbar[name]}
            title={t.toolbar[name]}
            onClick={() => carryOut(act)}
          >
            <Icon size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        )
      })}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs">{t.templates.label}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {t.templates.all.map(({ name, text: template }) => (
            <Menu.Item
              key={name}
              onClick={() => onText(text.trim() === '' ? template : `${text.trimEnd()}\n\n${template}`)}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
