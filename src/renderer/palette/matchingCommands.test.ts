import { expect, test } from 'vitest'
import { matchingCommands } from './matchingCommands.ts'

test('R10.4 Ctrl+K finds an action by the beginnings of its words', () => {
  const commands = [{ label: 'New appointment' }, { label: 'Go to Patients' }, { label: 'Add patient', isAlways: true }]

  expect(matchingCommands(commands, 'pat go').map(({ label }) => label)).toEqual(['Go to Patients', 'Add patient'])
  expect(matchingCommands(commands, '')).toHaveLength(3)
})
