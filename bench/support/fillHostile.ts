import { base64 } from '@scure/base'
import { appendEvent } from '../../src/endpoint/db/events.ts'
import { openDatabase } from '../../src/endpoint/db/openDatabase.ts'
import { newId, systemClock } from '../../src/main/core/system.ts'
import type { EventBody } from '../../src/shared/contract/events.ts'
import { ClinicId } from '../../src/shared/domain/ids.ts'
import { makeIdentity, seal, sealJson } from '../../src/shared/envelope/seal.ts'
import type { EventClinic } from './eventClinic.ts'

/** One in so many is of megabytes. */
const HEAVY_EVERY = 250
const STANZA = `-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`

/** What one patient, or whoever holds the endpoint, can leave for a desk: nothing of it is what it should be. */
export async function fillHostile(clinic: EventClinic, count: number): Promise<void> {
  const stranger = await makeIdentity()
  const honest = await seal('{}', [clinic.recipient])
  const header = Buffer.from(base64.decode(honest))
    .toString('latin1')
    .replace('\n-> ', `\n${STANZA.repeat(20_000)}-> `)
  const objects = { format: 1, response: Array.from({ length: 600_000 }, () => ({})) }
  const heavy = [
    await seal('x'.repeat(2_000_000), [clinic.recipient]),
    Buffer.from(header, 'latin1').toString('base64'),
    await sealJson(objects, [clinic.recipient]),
  ]
  const light = [
    await sealJson({ format: 1, about: 'fullAccess', message: 'x'.repeat(10_000) }, [clinic.recipient]),
    await sealJson({ format: 1 }, [stranger.recipient]),
    honest.slice(0, 120),
  ]
  const db = await openDatabase({ kind: 'sqlite', file: clinic.endpointFile }, systemClock)
  const clinicId = ClinicId.parse(clinic.id)
  await db.transaction().execute(async (tx) => {
    for (let number = 0; number < count; number += 1) {
      const isHeavy = number % HEAVY_EVERY === HEAVY_EVERY - 1
      const kinds = isHeavy ? heavy : light
      const sealed = kinds[Math.floor(number / (isHeavy ? HEAVY_EVERY : 1)) % kinds.length]
      const links = {
        requestId: newId(),
        mac: '0'.repeat(64),
        linkId: newId(),
        assignmentId: newId(),
        submissionId: newId(),
      }
      const kind = ['request.made', 'form.submitted', 'moon.rose'][number % 3]
      const body = { kind, ...links, sealed } as unknown as EventBody // which it is not, or only in its shape
      await appendEvent(tx, clinicId, { id: newId(), at: systemClock.now(), body })
    }
  })
  await db.destroy()
}
