import type { ToldHow } from '../../src/shared/domain/telling.ts'
import type { AppointmentStatus } from '../../src/shared/domain/visibility.ts'

type CastSteps = readonly (readonly [AppointmentStatus, minutes: number])[]

/** Somebody with a visit near the present minute. */
export type Cast = {
  readonly who: string
  readonly service: string
  /** Minutes from now. */
  readonly starts: number
  readonly daysBooked: number
  readonly steps?: CastSteps
  readonly told?: ToldHow | null
  /** Minutes from now. */
  readonly movedFrom?: number
  readonly asksIntake?: true
}

/**
 * Who is at the clinic around the present minute, practitioner by practitioner: every state of a visit and everything that
 * may stand in its way (R10.1). Whoever is 15 minutes late leaves Rosa Díaz waiting.
 */
export const AROUND_NOW: Readonly<Record<string, readonly Cast[]>> = {
  'Amir Lee': [
    { who: 'Miriam Ben-David', service: 'Naturopathic follow-up', starts: -65, daysBooked: 9, steps: seen(-65, -36) },
    {
      who: 'Ana Ruiz',
      service: 'Naturopathic follow-up',
      starts: -20,
      daysBooked: 9,
      steps: [
        ['arrived', -27],
        ['inSession', -18],
      ],
    },
    {
      who: 'Théo Marchand-Lefèvre',
      service: 'Initial assessment',
      starts: 10,
      daysBooked: 9,
      asksIntake: true,
      steps: [['arrived', -4]],
    },
    { who: 'Ben Okafor', service: 'Initial assessment', starts: 55, daysBooked: 12, asksIntake: true },
    { who: 'Grace O’Connor', service: 'Naturopathic follow-up', starts: 105, daysBooked: 4, movedFrom: 120 },
    {
      who: 'Marie-Madeleine de La Rochefoucauld-Beauharnais',
      service: 'Naturopathic follow-up',
      starts: 150,
      daysBooked: 12,
    },
  ],
  'Lena Park': [
    { who: 'Dakota Joseph', service: 'Physiotherapy', starts: -55, daysBooked: 4, steps: [['noShow', -32]] },
    {
      who: 'Wei Chen',
      service: 'Physiotherapy',
      starts: -15,
      daysBooked: 9,
      steps: [
        ['arrived', -21],
        ['inSession', -13],
      ],
    },
    { who: 'Noor Haddad', service: 'Physiotherapy', starts: 5, daysBooked: 9, steps: [['arrived', -23]] },
    { who: 'Sam Ruiz', service: 'Physiotherapy', starts: 25, daysBooked: 9 },
    { who: 'Ioana Popescu', service: 'Physiotherapy', starts: 50, daysBooked: 4, told: null },
    { who: 'David Mensah', service: 'Physiotherapy', starts: 75, daysBooked: 1 },
  ],
  'Rosa Díaz': [
    { who: 'Layla Farouk', service: 'Massage 60', starts: -90, daysBooked: 4, steps: seen(-90, -28) },
    { who: 'Łukasz Wójcik', service: 'Massage 60', starts: -15, daysBooked: 12 },
    { who: 'Priya Raman', service: 'Massage 60', starts: 60, daysBooked: 12 },
    { who: 'Kekoa Kalākaua', service: 'Massage 60', starts: 130, daysBooked: 4, steps: [['cancelled', -40]] },
  ],
}

function seen(starts: number, ends: number): CastSteps {
  return [
    ['arrived', starts - 6],
    ['inSession', starts + 1],
    ['completed', ends],
  ]
}

/** A visit long before or after. */
export type Regular = { readonly who: string; readonly days: number; readonly time: string }

/** What the two whose charts are worth reading have behind them, and before them: days from today (the Monday after, where that is a weekend), by the
 * clinic's clock. */
export const BEFORE_AND_AFTER: readonly Regular[] = [
  { who: 'Ana Ruiz', days: -83, time: '10:00' },
  { who: 'Ana Ruiz', days: -55, time: '11:30' },
  { who: 'Ana Ruiz', days: -27, time: '09:30' },
  { who: 'Ana Ruiz', days: 15, time: '10:00' },
  { who: 'Ben Okafor', days: -41, time: '15:15' },
]
