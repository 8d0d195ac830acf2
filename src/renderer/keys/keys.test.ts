import { expect, test } from 'vitest'
import { ariaShortcut, isPress, keyPressed, KEY_NAMES, keys, PLACES, STATUS_KEYS, type Pressed } from './keys.ts'

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
})

test('R10.4 a letter is a key however it is written, and not with Shift, Control or Alt held', () => {
  expect(isPress('A', press('a'))).toBe(true)
  // Caps Lock
  expect(isPress('A', press('A'))).toBe(true)
  expect(isPress('A', press('A', { shiftKey: true }))).toBe(false)
  expect(isPress('A', press('a', { ctrlKey: true }))).toBe(false)
  expect(isPress('A', press('a', { altKey: true }))).toBe(false)
})

test('R10.4 a sign is what the keyboard prints, with Shift or without', () => {
  expect(isPress('?', press('?', { shiftKey: true }))).toBe(true)
  expect(isPress('?', press('?'))).toBe(true)
})

test('R10.4 Control is Control, and on a Mac Command', () => {
  expect(isPress('mod+Enter', press('Enter', { ctrlKey: true }))).toBe(true)
  expect(isPress('mod+K', press('k', { metaKey: true }))).toBe(true)
  expect(isPress('mod+Enter', press('Enter'))).toBe(false)
  expect(isPress('Enter', press('Enter', { ctrlKey: true }))).toBe(false)
})

test('R10.4 no two keys of one place are the same, and every place has some', () => {
  for (const place of PLACES) {
    const presses = KEY_NAMES.filter((name) => keys[name].place === place).flatMap((name) => [...keys[name].presses])
    expect(presses.length).toBeGreaterThan(0)
    expect(new Set(presses).size).toBe(presses.length)
  }
})

test('R10.4 what works everywhere on the Front Desk means nothing else there', () => {
  const everywhere = KEY_NAMES.filter((name) => keys[name].place === 'everywhere' || name === 'newAppointment')
  // Escape puts back what is carried: it closes that.
  const elsewhere = KEY_NAMES.filter((name) => !everywhere.includes(name) && name !== 'putBack')
  const taken = everywhere.flatMap((name) => [...keys[name].presses] as string[])
  expect(elsewhere.filter((name) => keys[name].presses.some((each) => taken.includes(each)))).toEqual([])
})

test('R10.4 which of some keys was pressed', () => {
  expect(keyPressed(STATUS_KEYS, press('s'))).toBe('inSession')
  expect(keyPressed(STATUS_KEYS, press('q'))).toBeUndefined()
})

test('a screen reader is told the key as ARIA writes it', () => {
  expect(ariaShortcut('publish')).toBe('Control+Enter')
  expect(ariaShortcut('newAppointment')).toBe('N')
})
