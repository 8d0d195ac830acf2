import type { ClinicId } from '../../../shared/domain/ids.ts'
import { Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import { change, type EndpointContext } from '../../context.ts'
import { findProfile } from '../../db/clinics.ts'
import { countSoFar, isWithinLimit } from '../limits.ts'
import { codesOf, codesTold, CODES_WORTH_TELLING } from './portalLimits.ts'

/** R4.5: after a wrong code. The desk is told of many in an hour, once an hour at most, whatever becomes of the guesses. */
export async function tellOfGuesses(endpoint: EndpointContext, clinicId: ClinicId): Promise<void> {
  const { key, limit } = codesOf(clinicId)
  const seen = await countSoFar(endpoint, key, limit)
  if (seen.points < CODES_WORTH_TELLING || seen.resetsAt === null) return
  // Anybody can name a clinic that there is not.
  if ((await findProfile(endpoint.db, clinicId)) === null) return
  const told = codesTold(clinicId)
  if (!(await isWithinLimit(endpoint, told.key, told.limit)).ok) return
  const since = plusMilliseconds(Instant.parse(seen.resetsAt), -limit.within)
  await change(endpoint, clinicId, (_tx, append) => append({ kind: 'codes.guessed', count: seen.points, since }))
}
