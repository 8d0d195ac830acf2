import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { builtFiles, buildPages } from '../../scripts/build.ts'
import { createEndpoint } from '../../src/endpoint/createEndpoint.ts'
import { createCore } from '../../src/main/core/createCore.ts'
import { newId, systemClock } from '../../src/main/core/system.ts'
import { fillClinic } from '../../src/main/core/testing/fillClinic.ts'
import { workAt } from '../../src/main/core/testing/workAt.ts'
import { bookingAddress } from '../../src/shared/domain/booking/bookingAddress.ts'
import { InvitationId, PatientId } from '../../src/shared/domain/ids.ts'
import { toFragment } from '../../src/shared/envelope/secrets.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import { coreOptions } from '../../tests/faults/support/childArguments.ts'

/** An endpoint that serves the built portal, and the addresses that one patient of its clinic would have. */
export async function openPortalClinic() {
  await buildPages((line) => console.log(`  ${line}`))
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'))
  const { identity: mailIdentity } = await makeIdentity()
  const endpoint = await createEndpoint({
    database: { kind: 'sqlite', file: join(folder, 'endpoint.db') },
    mailIdentity,
    // No e-mail leaves: nobody listens at port 9.
    smtpUrl: 'smtp://127.0.0.1:9',
    mailFrom: 'desk@harbour.example',
    publicUrl: null,
    portalFiles: builtFiles.portal,
    clock: systemClock,
    ids: newId,
    log: pino({ level: 'silent' }),
  })
  const { url } = await endpoint.listen(0)
  const core = await createCore(coreOptions(join(folder, 'clinic.db')))
  const { clinicId, people } = await fillClinic(core.context)
  const { acting, client } = workAt(core, people.admin)
  await core.sync.pair(acting, url, await endpoint.makePairingCode())

  const patientId = PatientId.parse(newId())
  const email = 'ana@example.test'
  await client.patients.add({ id: patientId, givenName: 'Ana', familyName: 'Ruiz', birthOn: null, phone: null, email })
  const id = InvitationId.parse(newId())
  await client.access.requestCode({ id, patientId, email })
  await core.sync.now()
  const { version } = await client.onlineBooking.get()
  const { page } = await client.onlineBooking.save({ seenVersion: version, changes: { isOpen: true } })
  const services = await client.services.list()
  await core.sync.now()
  const service = services.find(({ isBookableOnline }) => isBookableOnline)
  if (!page || !service) throw new Error('The clinic of the bench sells nothing online')
  const { secret } = await core.context.db
    .selectFrom('invitation')
    .select('secret')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    signInPage: `${url}/c/${clinicId}`,
    openPage: `${url}/c/${clinicId}/open#${toFragment(secret)}`,
    /** As the clinic's website links to it, for one service. */
    bookPage: bookingAddress(page, { serviceId: service.id, practitionerId: null }),
    /** A line of plain text from the same server. */
    barePage: `${url}/health`,
    givenName: 'Ana',
    close: async () => {
      await core.close()
      await endpoint.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
