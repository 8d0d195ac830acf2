import type { Instant } from '../../../shared/domain/time.ts'
import type { SetUpFacts } from '../../../shared/domain/setUp.ts'
import type { Db, Tx } from '../context.ts'

/** What of a new clinic is there, but for the recovery sheet, which the file's key decides. */
export async function readSetUpFacts(db: Db): Promise<Omit<SetUpFacts, 'opensWithSheet'>> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('staff')
        .where('is_active', '=', 1)
        .where('has_calendar', '=', 1)
        .select((staff) => staff.fn.countAll<number>().as('count'))
        .as('practitioners'),
      eb
        .selectFrom('staff')
        .where('is_active', '=', 1)
        .where('has_calendar', '=', 1)
        .where('id', 'in', eb.selectFrom('working_hours').select('practitioner_id'))
        .select((staff) => staff.fn.countAll<number>().as('count'))
        .as('with_hours'),
      eb
        .selectFrom('service')
        .where('withdrawn_at', 'is', null)
        .select((service) => service.fn.countAll<number>().as('count'))
        .as('services'),
      eb.selectFrom('sync_state').where('endpoint_url', 'is not', null).select('id').limit(1).as('paired'),
      eb.selectFrom('mail').where('state', '=', 'sent').select('id').limit(1).as('arrived'),
    ])
    .executeTakeFirstOrThrow()
  return {
    practitioners: row.practitioners ?? 0,
    practitionersWithHours: row.with_hours ?? 0,
    servicesOffered: row.services ?? 0,
    isPaired: row.paired !== null,
    hasEmailArrived: row.arrived !== null,
  }
}

/** @returns whether it had not ended before */
export async function endSetUpAt(tx: Tx, at: Instant): Promise<boolean> {
  const ended = await tx
    .updateTable('clinic')
    .set({ set_up_ended_at: at })
    .where('set_up_ended_at', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows > 0n
}
