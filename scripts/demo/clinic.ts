/** Harbour Street Clinic: invented, like everybody in it. Its zone is that of tests; `npm start` takes the machine's. */
export const demoClinic = {
  name: 'Harbour Street Clinic',
  addressLine: '14 Harbour Street',
  phone: '604 555 0100',
  timeZone: 'America/Vancouver',
} as const

/** Printed at every start of the demo; a clinic of one's own never has these. */
export const demoPassword = 'harbour-street-demo'

export const demoAdmin = { name: 'Marta Silva', email: 'marta.silva@harbourstreet.example' } as const

/** Books and answers the telephone; sees no treatment plans. */
export const demoFrontDesk = { name: 'Inès Fontaine', email: 'ines.fontaine@harbourstreet.example', tint: 4 } as const

/** Whoever signs in to the portal with this sees two people's records (R5.1); the password is the same. */
export const demoPatient = { name: 'Ana Ruiz', email: 'ana.ruiz@example.com' } as const

export type DemoPractitioner = {
  readonly name: string
  readonly calledName: string
  readonly email: string
  /** One of them leads the clinic with the admin. */
  readonly role: 'practitioner' | 'admin'
  /** 0 to 4: the avatar's tint. */
  readonly tint: number
  /** Names of {@link demoServices}. */
  readonly services: readonly string[]
  /** Clinic wall clock; a break is a gap. */
  readonly hours: readonly { readonly from: string; readonly to: string }[]
  readonly isAwayToday: boolean
}

export const demoPractitioners: readonly DemoPractitioner[] = [
  {
    name: 'Amir Lee',
    calledName: 'Dr Lee',
    email: 'amir.lee@harbourstreet.example',
    role: 'practitioner',
    tint: 0,
    services: ['Naturopathic follow-up', 'Initial assessment'],
    hours: [
      { from: '09:00', to: '12:30' },
      { from: '13:30', to: '18:00' },
    ],
    isAwayToday: false,
  },
  {
    name: 'Lena Park',
    calledName: 'Lena Park',
    email: 'lena.park@harbourstreet.example',
    role: 'practitioner',
    tint: 1,
    services: ['Physiotherapy', 'Initial assessment'],
    hours: [
      { from: '08:00', to: '12:00' },
      { from: '12:40', to: '16:40' },
    ],
    isAwayToday: false,
  },
  {
    name: 'Rosa Díaz',
    calledName: 'Rosa Díaz',
    email: 'rosa.diaz@harbourstreet.example',
    role: 'practitioner',
    tint: 2,
    services: ['Massage 60'],
    hours: [
      { from: '10:00', to: '13:30' },
      { from: '14:30', to: '19:00' },
    ],
    isAwayToday: false,
  },
  {
    name: 'Jun Tanaka',
    calledName: 'Dr Tanaka',
    email: 'jun.tanaka@harbourstreet.example',
    role: 'admin',
    tint: 3,
    services: ['Physiotherapy', 'Naturopathic follow-up'],
    hours: [{ from: '08:30', to: '13:30' }],
    isAwayToday: true,
  },
]

export type DemoService = {
  readonly name: string
  readonly minutes: number
  readonly bufferAfterMinutes: number
  readonly isBookableOnline: boolean
  /** Whether its confirmation offers the intake form. */
  readonly asksIntake: boolean
}

export const demoServices: readonly DemoService[] = [
  { name: 'Naturopathic follow-up', minutes: 30, bufferAfterMinutes: 0, isBookableOnline: true, asksIntake: false },
  { name: 'Initial assessment', minutes: 45, bufferAfterMinutes: 0, isBookableOnline: true, asksIntake: true },
  { name: 'Massage 60', minutes: 60, bufferAfterMinutes: 10, isBookableOnline: true, asksIntake: false },
  { name: 'Physiotherapy', minutes: 20, bufferAfterMinutes: 0, isBookableOnline: true, asksIntake: false },
]
