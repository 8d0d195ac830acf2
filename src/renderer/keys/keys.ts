import type { AppointmentStatus } from '../../shared/domain/visibility.ts'

/** Where a key works: the groups of the list that `?` shows, in this order. */
export const PLACES = [
  'everywhere',
  'frontDesk',
  'today',
  'visit',
  'calendar',
  'month',
  'myDay',
  'carrying',
  'booking',
  'patients',
  'hours',
  'inbox',
  'accessCode',
  'plan',
  'form',
] as const
export type KeyPlace = (typeof PLACES)[number]

/**
 * One press: a letter or the name of a key as `KeyboardEvent.key` has it, after `mod+` where Control (on a Mac also Command)
 * is held.
 */
export type Press = string

type KeyEntry = {
  readonly place: KeyPlace
  /** Each of them does it; the first is the one that is shown on a button. */
  readonly presses: readonly Press[]
}

/**
 * Every key of the desk (R10.4): what is bound, and what `?` shows; Tab, arrows and the like are carried out by the list or the
 * field that has the focus. What each is called stands in the words.
 */
export const keys = {
  find: { place: 'everywhere', presses: ['mod+K'] },
  keys: { place: 'everywhere', presses: ['?'] },
  close: { place: 'everywhere', presses: ['Escape'] },
  next: { place: 'everywhere', presses: ['Tab'] },
  undo: { place: 'everywhere', presses: ['mod+Z'] },

  newAppointment: { place: 'frontDesk', presses: ['N'] },
  move: { place: 'frontDesk', presses: ['ArrowUp', 'ArrowDown'] },
  open: { place: 'frontDesk', presses: ['Enter'] },

  callList: { place: 'today', presses: ['L'] },
  tick: { place: 'today', presses: [' '] },

  arrived: { place: 'visit', presses: ['A'] },
  inSession: { place: 'visit', presses: ['S'] },
  completed: { place: 'visit', presses: ['C'] },
  noShow: { place: 'visit', presses: ['X'] },
  tell: { place: 'visit', presses: ['T'] },
  notes: { place: 'visit', presses: ['E'] },
  walk: { place: 'visit', presses: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },

  previousDay: { place: 'calendar', presses: ['ArrowLeft'] },
  nextDay: { place: 'calendar', presses: ['ArrowRight'] },
  today: { place: 'calendar', presses: ['T'] },
  showDay: { place: 'calendar', presses: ['1'] },
  showWeek: { place: 'calendar', presses: ['2'] },
  showMonth: { place: 'calendar', presses: ['3'] },
  previousPerson: { place: 'calendar', presses: ['K'] },
  nextPerson: { place: 'calendar', presses: ['J'] },
  moveVisit: { place: 'calendar', presses: ['M'] },
  waiting: { place: 'calendar', presses: ['W'] },
  offer: { place: 'calendar', presses: ['O'] },
  firstFree: { place: 'calendar', presses: ['F'] },
  printCalendar: { place: 'calendar', presses: ['P'] },

  walkDays: { place: 'month', presses: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },
  previousMonth: { place: 'month', presses: ['PageUp'] },
  nextMonth: { place: 'month', presses: ['PageDown'] },

  nextVisit: { place: 'myDay', presses: ['J'] },
  previousVisit: { place: 'myDay', presses: ['K'] },
  openChart: { place: 'myDay', presses: ['Enter'] },
  readForm: { place: 'myDay', presses: ['F'] },
  openPlan: { place: 'myDay', presses: ['P'] },
  giveAccess: { place: 'myDay', presses: ['G'] },

  carry: { place: 'carrying', presses: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },
  longer: { place: 'carrying', presses: ['+'] },
  shorter: { place: 'carrying', presses: ['-'] },
  drop: { place: 'carrying', presses: ['Enter'] },
  putBack: { place: 'carrying', presses: ['Escape'] },

  book: { place: 'booking', presses: ['mod+Enter'] },
  goOn: { place: 'booking', presses: ['Enter'] },

  edit: { place: 'patients', presses: ['F2'] },

  worksHere: { place: 'hours', presses: ['W'] },
  clearHere: { place: 'hours', presses: ['X'] },
  copyDay: { place: 'hours', presses: ['C'] },
  pasteDay: { place: 'hours', presses: ['V'] },

  settle: { place: 'inbox', presses: ['E'] },
  firstChart: { place: 'inbox', presses: ['1'] },
  secondChart: { place: 'inbox', presses: ['2'] },
  thirdChart: { place: 'inbox', presses: ['3'] },
  newChart: { place: 'inbox', presses: ['C'] },

  request: { place: 'accessCode', presses: ['R'] },
  send: { place: 'accessCode', presses: ['S'] },
  print: { place: 'accessCode', presses: ['P'] },

  publish: { place: 'plan', presses: ['mod+Enter'] },

  save: { place: 'form', presses: ['mod+Enter'] },
} as const satisfies Record<string, KeyEntry>

export type KeyName = keyof typeof keys

/** In the order of the list. */
export const KEY_NAMES = Object.keys(keys).filter((name): name is KeyName => name in keys)

/** The keys that give a visit its status. */
export const STATUS_KEYS = [
  'arrived',
  'inSession',
  'completed',
  'noShow',
] as const satisfies readonly (AppointmentStatus & KeyName)[]

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Whether this is the press. Signs are what they print, however the keyboard makes them; a letter is not one with Shift held. */
export function isPress(press: Press, event: Pressed): boolean {
  const isMod = press.startsWith('mod+')
  const wanted = isMod ? press.slice(4) : press
  if (event.altKey || isMod !== (event.ctrlKey || event.metaKey)) return false
  if (event.key.toLowerCase() !== wanted.toLowerCase()) return false
  const isSign = wanted.length === 1 && wanted.toLowerCase() === wanted.toUpperCase()
  return isSign || !event.shiftKey
}

/** Which of these keys was pressed, if any. */
export function keyPressed<Name extends KeyName>(names: readonly Name[], event: Pressed): Name | undefined {
  return names.find((name) => keys[name].presses.some((press) => isPress(press, event)))
}

/** For `aria-keyshortcuts`. */
export function ariaShortcut(name: KeyName): string {
  return keys[name].presses[0].replace('mod+', 'Control+')
}
