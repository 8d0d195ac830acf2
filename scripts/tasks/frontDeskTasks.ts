import type { Locator, Page } from '@playwright/test'
import type { Hand } from './hand.ts'

/** One thing that a front desk does many times a day, from Today to where the screen shows that it is done. */
export type Task = {
  readonly name: string
  readonly run: (hand: Hand) => Promise<void>
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'New appointment' })
const main = (page: Page) => page.getByRole('main')
const shows = (what: Locator) => what.first().waitFor()

async function goTo({ page, click }: Hand, name: string): Promise<void> {
  await click(page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name }))
  await shows(page.getByRole('heading', { name, level: 1 }))
}

/** Finds somebody with Ctrl+K and opens their chart. */
async function openChart(hand: Hand, typed: string, fullName: string): Promise<Hand> {
  const { page, press, type } = hand
  await press('Control+k')
  await type(typed)
  await shows(page.getByRole('dialog').getByRole('button', { name: fullName }))
  const [chart] = await Promise.all([page.context().waitForEvent('page'), press('Enter')])
  await shows(chart.getByRole('heading', { name: fullName, level: 1 }))
  return hand.at(chart)
}

/** With Dr Lee, by keyboard alone, up to what is left to decide. */
async function bookTomorrow(hand: Hand, patient: string, service: string, time: string): Promise<void> {
  const { page, press, type } = hand
  await press('n')
  await shows(panel(page).getByRole('textbox', { name: 'Patient' }))
  await type(patient)
  await shows(panel(page).locator('[role=option][data-combobox-selected]'))
  await press('Enter')
  await type(service)
  await shows(page.locator('[role=option][data-combobox-selected]'))
  await press('Enter')
  await type('am')
  await shows(page.locator('[role=option][data-combobox-selected]'))
  await press('Enter')
  await shows(panel(page).getByRole('textbox', { name: 'Day' }).and(page.locator(':focus')))
  // The 24th: the demo stands on Monday 23 November.
  await type('24')
  await press('Tab')
  await type(time)
}

/** With the arrow keys, which reach the first row of a group by one press from the one before. */
async function setStatus(hand: Hand, group: string, key: string, then: string): Promise<void> {
  const { page, press } = hand
  const row = page.getByRole('region', { name: group, exact: true }).locator('[data-row]').first()
  const name = (await row.innerText()).split('\n')[0] ?? ''
  await row.focus()
  await press('ArrowDown')
  await press('ArrowUp')
  await press(key)
  await shows(page.getByRole('region', { name: then, exact: true }).getByText(name))
}

export const tasks: readonly Task[] = [
  {
    name: 'Find a patient by name and open the chart',
    run: async (hand) => void (await openChart(hand, 'okafor', 'Ben Okafor')),
  },
  { name: 'Find a patient by telephone number', run: async (hand) => void (await search(hand, '0192', 'Ana Ruiz')) },
  {
    name: 'Find a patient by date of birth',
    run: async (hand) => void (await search(hand, '1985-04-25', 'Ana Ruiz')),
  },
  {
    name: 'Add a patient with telephone and e-mail',
    run: async (hand) => {
      const { page, click, type, press } = hand
      await goTo(hand, 'Patients')
      await click(page.getByRole('button', { name: 'Add patient' }).first())
      await shows(page.getByRole('dialog').getByLabel('Given name'))
      for (const text of ['Iris', 'Novak', '3 May 1990', '604 555 0107']) {
        await type(text)
        await press('Tab')
      }
      await type('iris.novak@example.com')
      await press('Enter')
      await shows(page.getByText('Iris Novak added'))
    },
  },
  {
    name: 'Correct a telephone number',
    run: async (hand) => {
      const { page, type, press, click } = hand
      await search(hand, 'suzuki', 'Hana Suzuki')
      await click(page.getByRole('button', { name: /^Change details of Hana/ }))
      await shows(page.getByRole('dialog'))
      await click(page.getByRole('dialog').getByLabel('Telephone'))
      await press('Control+a')
      await type('604 555 0188')
      await press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'Book a known patient, with confirmation',
    run: async (hand) => {
      await bookTomorrow(hand, 'ruiz', 'n', '10')
      await hand.press('Control+Enter')
      await panel(hand.page).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'Book a known patient with an intake form',
    run: async (hand) => {
      await bookTomorrow(hand, 'dvo', 'i', '11')
      await hand.press('Control+Enter')
      await panel(hand.page).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'Book a known patient without telling',
    run: async (hand) => {
      await bookTomorrow(hand, 'gill', 'n', '11:45')
      await hand.click(panel(hand.page).getByRole('button', { name: 'Save', exact: true }))
      await panel(hand.page).waitFor({ state: 'detached' })
    },
  },
  { name: 'Mark somebody as arrived', run: (hand) => setStatus(hand, 'Next', 'a', 'Waiting') },
  { name: 'Begin a session', run: (hand) => setStatus(hand, 'Waiting', 's', 'In session') },
  { name: 'End a session', run: (hand) => setStatus(hand, 'In session', 'd', 'Done') },
  { name: 'Mark a no-show', run: (hand) => setStatus(hand, 'Next', 'x', 'Done') },
  {
    name: 'Cancel a visit',
    run: async ({ page, click }) => {
      const menu = page
        .getByRole('region', { name: 'Next', exact: true })
        .getByRole('button', { name: /change status of Priya/ })
      await click(menu)
      await click(page.getByRole('menuitem', { name: /Cancel/ }))
      await menu.waitFor({ state: 'detached' })
    },
  },
  {
    name: 'Remind a patient of a form that is out',
    run: async ({ page, click }) => {
      await click(page.getByRole('button', { name: /^Nudge Ben/ }))
      await shows(page.getByText(/leaves again for Ben/))
    },
  },
  {
    name: 'Open the call list',
    run: async ({ page, click }) => {
      await click(page.getByRole('button', { name: 'Call list' }))
      await shows(page.getByRole('heading', { name: /^Call list, / }))
    },
  },
  {
    name: 'Look at tomorrow in the calendar',
    run: async (hand) => {
      await goTo(hand, 'Calendar')
      await hand.click(hand.page.getByRole('button', { name: 'Next day' }))
      await shows(main(hand.page).getByText(/Tuesday 24 November/))
    },
  },
  {
    name: 'Read a visit in the calendar',
    run: async (hand) => {
      await goTo(hand, 'Calendar')
      await hand.click(
        main(hand.page)
          .getByRole('button', { name: /Noor Haddad/ })
          .first(),
      )
      await shows(hand.page.getByRole('complementary', { name: 'Appointment' }))
    },
  },
  {
    name: 'File a form that came back',
    run: async (hand) => {
      await goTo(hand, 'Inbox')
      await hand.click(main(hand.page).getByRole('listitem').getByText('Smart Form: New patient intake').first())
      await hand.press('e')
      await shows(hand.page.getByText(/filed in the chart/i))
    },
  },
  {
    name: 'Read a form that was set aside',
    run: async (hand) => {
      await goTo(hand, 'Inbox')
      await hand.click(main(hand.page).getByRole('listitem').getByText('Smart Form set aside').first())
      await shows(hand.page.getByText(/Set aside, not filed/))
    },
  },
  {
    name: 'See which e-mail came back',
    run: async ({ page, click }) => {
      await click(page.getByRole('complementary', { name: 'To settle' }).getByText('Mail that came back'))
      await shows(page.getByText(/refused the address/))
    },
  },
  {
    name: 'Make an Access Code to read aloud',
    run: async (hand) => {
      const { page, click, press } = await openChart(hand, 'asante', 'Kwame Asante')
      await click(page.getByRole('tab', { name: 'Medical Access Code' }))
      await press('r')
      await shows(page.getByText('Read aloud or print.', { exact: false }))
    },
  },
  {
    name: 'Send an Access Link',
    run: async (hand) => {
      const { page, click } = await openChart(hand, 'suzuki', 'Hana Suzuki')
      await click(page.getByRole('tab', { name: 'Medical Access Code' }))
      await click(page.getByRole('button', { name: 'Send Access Link' }))
      await click(page.getByRole('dialog').getByRole('button', { name: 'Send Access Link' }))
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'See who can see a patient’s records',
    run: async (hand) => {
      const { page, click } = await openChart(hand, 'sam ru', 'Sam Ruiz')
      await click(page.getByRole('tab', { name: 'Medical Access Code' }))
      await shows(page.getByText('ana.ruiz@example.com'))
    },
  },
  {
    name: 'Read a treatment plan',
    run: async (hand) => {
      const { page, click } = await openChart(hand, 'haddad', 'Noor Haddad')
      await click(page.getByRole('tab', { name: 'Treatment Plans' }))
      await shows(page.getByText(/heel raises/))
    },
  },
  {
    name: 'Lock the desk and come back',
    run: async ({ page, click, type, press }) => {
      await click(page.getByRole('button', { name: 'Marta Silva' }))
      await click(page.getByRole('menuitem', { name: /^Lock/ }))
      await shows(page.getByRole('textbox', { name: 'E-mail' }))
      await type('marta.silva@harbourstreet.example')
      await press('Tab')
      await type('harbour-street-demo')
      await press('Enter')
      await shows(page.getByRole('heading', { name: 'Today', level: 1 }))
    },
  },
]

async function search(hand: Hand, typed: string, fullName: string): Promise<void> {
  await goTo(hand, 'Patients')
  await hand.type(typed)
  await shows(hand.page.getByRole('row').filter({ hasText: fullName }))
  await shows(hand.page.getByText(/^\d+ found$/))
}
