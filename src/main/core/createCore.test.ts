import { expect, test } from 'vitest'
import { changePatient } from './testing/deskActs.ts'
import { openClinic } from './testing/openClinic.ts'

test('R10.3 a clinic opens, and what was written is there after a restart', async () => {
  await using clinic = await openClinic()
  const patient = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })

  await clinic.restart()

  const changed = await changePatient(clinic, patient.id, { phone: '+1 604 555 0123' })
  expect(changed).toMatchObject({ givenName: 'Ana', familyName: 'Ruiz', chartNumber: 1001, phone: '+1 604 555 0123' })
})
