import { Body } from '@react-email/body'
import { Button } from '@react-email/button'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Heading } from '@react-email/heading'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { createElement as h, type CSSProperties, type ReactElement, type ReactNode } from 'react'
import type { Language } from '../language/languages.ts'

/**
 * The frame and the pieces of every e-mail. Mail programs know no custom properties, so the values of `tokens.css`
 * stand here inline: ground, surface, sunken, line, ink, ink-2, accent, accent-ink.
 */
const COLOURS = {
  ground: '#f7f7f5',
  surface: '#ffffff',
  sunken: '#f1f1ee',
  line: '#e4e4df',
  ink: '#1b1d1c',
  ink2: '#565b58',
  accent: '#0b6e62',
  accentInk: '#ffffff',
} as const
const FONT = "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', sans-serif"

const styles = {
  body: { margin: 0, padding: '32px 12px', backgroundColor: COLOURS.ground, fontFamily: FONT },
  card: {
    maxWidth: '600px',
    padding: '32px 36px',
    backgroundColor: COLOURS.surface,
    border: `1px solid ${COLOURS.line}`,
    borderRadius: '12px',
  },
  clinic: { margin: 0, fontSize: '15px', lineHeight: '24px', fontWeight: 600, color: COLOURS.ink },
  heading: { margin: '16px 0 0', fontSize: '24px', lineHeight: '32px', fontWeight: 700, color: COLOURS.ink },
  text: { margin: '8px 0 0', fontSize: '16px', lineHeight: '24px', color: COLOURS.ink2 },
  facts: {
    margin: '20px 0 0',
    padding: '16px 18px',
    backgroundColor: COLOURS.sunken,
    border: `1px solid ${COLOURS.line}`,
    borderRadius: '12px',
  },
  fact: { margin: 0, fontSize: '16px', lineHeight: '26px', color: COLOURS.ink2 },
  mainFact: { margin: 0, fontSize: '18px', lineHeight: '28px', fontWeight: 700, color: COLOURS.ink },
  action: { margin: '20px 0 0' },
  button: {
    padding: '15px 22px',
    backgroundColor: COLOURS.accent,
    borderRadius: '8px',
    fontSize: '16px',
    fontWeight: 600,
    color: COLOURS.accentInk,
  },
  small: { margin: '12px 0 0', fontSize: '14px', lineHeight: '21px', color: COLOURS.ink2 },
  rule: { margin: '24px 0 0', borderColor: COLOURS.line },
} as const satisfies Record<string, CSSProperties>

/** One e-mail: the clinic's name, a heading, then its pieces. Every text is escaped by React. */
export function letter(
  {
    language,
    clinicName,
    heading,
  }: { readonly language: Language; readonly clinicName: string; readonly heading: string },
  ...pieces: ReactNode[]
): ReactElement {
  return h(
    Html,
    { lang: language },
    h(Head, null, h('title', null, heading)),
    h(
      Body,
      { style: styles.body },
      h(
        Container,
        { style: styles.card },
        h(Text, { style: styles.clinic }, clinicName),
        h(Heading, { as: 'h1', style: styles.heading }, heading),
        ...pieces,
      ),
    ),
  )
}

export function paragraph(text: string): ReactElement {
  return h(Text, { style: styles.text }, text)
}

export function smallPrint(text: string): ReactElement {
  return h(Text, { style: styles.small }, text)
}

/** A box with the fact that matters in bold and others below it. */
export function facts(main: string, others: readonly string[]): ReactElement {
  return h(
    Section,
    { style: styles.facts },
    h(Text, { style: styles.mainFact }, main),
    ...others.map((fact) => h(Text, { key: fact, style: styles.fact }, fact)),
  )
}

export function button(label: string, href: string): ReactElement {
  return h(Section, { style: styles.action }, h(Button, { href, style: styles.button }, label))
}

export function rule(): ReactElement {
  return h(Hr, { style: styles.rule })
}
