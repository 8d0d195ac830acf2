import type { Answers } from '../../src/shared/domain/questionnaires/answers.ts'

/** What people wrote: answers to the new-patient intake, and treatment plans. */
const YES_NO = 'https://anteroom.example/codes/yes-no-unsure'
const CONTACT = 'https://anteroom.example/codes/contact-by'
const BEFORE = 'https://anteroom.example/codes/conditions'

function coded(system: string, code: string, display: string) {
  return { valueCoding: { system, code, display } }
}

const phone = coded(CONTACT, 'phone', 'Phone')
const email = coded(CONTACT, 'email', 'E-mail')

export const answersOf = {
  ana: {
    called: [{ valueString: 'Ana' }],
    contact: [phone, email],
    emergency: [{ valueString: 'Luis Ruiz, 604 555 0199' }],
    conditions: [coded(BEFORE, 'asthma', 'Asthma')],
    hasAllergies: [coded(YES_NO, 'yes', 'Yes')],
    allergies: [{ valueString: 'Penicillin: a rash within the hour. Cashews: swollen lips.' }],
    currentMedicines: [{ valueString: 'Salbutamol inhaler when needed' }],
    reason: [{ valueString: 'Migraine, two or three days a month, worse before a change of weather.' }],
    since: [{ valueString: 'Last spring' }],
  },
  /** A month later: what changed since. */
  anaAgain: {
    called: [{ valueString: 'Ana' }],
    contact: [phone, email],
    emergency: [{ valueString: 'Luis Ruiz, 604 555 0199' }],
    conditions: [coded(BEFORE, 'asthma', 'Asthma')],
    hasAllergies: [coded(YES_NO, 'yes', 'Yes')],
    allergies: [{ valueString: 'Penicillin: a rash within the hour. Cashews: swollen lips. Peanuts: hives in June.' }],
    currentMedicines: [{ valueString: 'Salbutamol inhaler when needed, magnesium 200 mg at night' }],
    reason: [{ valueString: 'Migraine, one day a month now. Magnesium gives me cramps.' }],
    since: [{ valueString: 'Last spring' }],
  },
  wei: {
    called: [{ valueString: 'Wei' }],
    contact: [coded(CONTACT, 'text', 'Text message')],
    emergency: [{ valueString: 'Li Chen (mother), 778 555 0142' }],
    conditions: [coded(BEFORE, 'none', 'None of these')],
    hasAllergies: [coded(YES_NO, 'no', 'No')],
    currentMedicines: [{ valueString: 'None' }],
    reason: [{ valueString: 'Left knee, after a fall while skiing. Stairs hurt, walking on the flat does not.' }],
    since: [{ valueString: 'Three weeks' }],
  },
  benSoFar: {
    called: [{ valueString: 'Ben' }],
    contact: [phone],
    emergency: [{ valueString: 'Adaeze Okafor, 236 555 0118' }],
  },
  /** The form asks why somebody comes, and that is missing: it is set aside (R7.5). */
  theoWithoutReason: {
    called: [{ valueString: 'Théo' }],
    contact: [email],
    emergency: [{ valueString: 'Hélène Lefèvre, 604 555 0163' }],
    hasAllergies: [coded(YES_NO, 'unsure', 'Not sure')],
    allergies: [{ valueString: 'Peut-être les noix ; jamais vérifié.' }],
  },
} satisfies Readonly<Record<string, Answers>>

export type WrittenPlan = {
  readonly who: string
  readonly title: string
  /** Of the first version; each one after it is written 30 days later. */
  readonly daysAgo: number
  readonly versions: readonly string[]
  readonly isPublished: boolean
}

export const plans: readonly WrittenPlan[] = [
  {
    who: 'Ana Ruiz',
    title: 'Migraine: first three months',
    daysAgo: 80,
    versions: [
      'Keep the diary: day, hour, what you had eaten, how you had slept.\n\nMagnesium citrate 200 mg with the evening meal.\n\nCoffee before noon only.',
      'Keep the diary: day, hour, what you had eaten, how you had slept.\n\nMagnesium citrate 300 mg with the evening meal.\n\nCoffee before noon only. Bed at the same hour, also at weekends.\n\nCome sooner if it wakes you at night.',
    ],
    isPublished: true,
  },
  {
    who: 'Ana Ruiz',
    title: 'Asthma in the pollen season',
    daysAgo: 2,
    versions: ['Ask about the peak-flow readings before this is published.'],
    isPublished: false,
  },
  {
    who: 'Noor Haddad',
    title: 'Back to running after the ankle',
    daysAgo: 15,
    versions: [
      'Weeks 1 and 2: heel raises, 3 × 12 every day. Balance on one leg while you brush your teeth.\n\nWeeks 3 and 4: 2 minutes of running, 3 of walking, five times, every second day.\n\nPain up to 3 of 10 is fine if it is gone the next morning.',
    ],
    isPublished: true,
  },
  {
    who: 'Sam Ruiz',
    title: 'Flat feet: exercises',
    daysAgo: 40,
    versions: ['Pick marbles up with your toes, ten with each foot.\n\nWalk on tiptoe to the kitchen and back.'],
    isPublished: true,
  },
]
