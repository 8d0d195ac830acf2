import { expect, test } from 'vitest'
import { openPairedClinic } from '../../testing/deskActs.ts'
import { prepareAccess } from '../../testing/patientActs.ts'

test('R4.5, R8.6 a slip that is printed stands in the log, and none is printed of a code that has ended', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz')
  const { id } = await prepareAccess(clinic, ana.id, 'ana@example.test')

  await clinic.client.access.printSlip({ invitationId: id })

  const printed = (await clinic.client.patients.history({ patientId: ana.id })).find(
    ({ facts }) => facts.action === 'invitation.printed',
  )
  expect(printed).toMatchObject({ staffName: clinic.people.admin.name })
  await clinic.client.access.revokeInvitation({ invitationId: id, reason: '' })
  await expect(clinic.client.access.printSlip({ invitationId: id })).rejects.toMatchObject({
    code: 'INVITATION_CLOSED',
  })
})
