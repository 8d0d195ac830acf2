import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import type { OutKindName } from '../../../shared/domain/refusals.ts'
import type { CoreContext, Tx } from '../context.ts'
import type { OutboxRow } from '../db/outbox.ts'
import { anchorPut } from './out/anchorPut.ts'
import { blobEnd } from './out/blobEnd.ts'
import { claimPut } from './out/claimPut.ts'
import { clinicName } from './out/clinicName.ts'
import { clinicPut } from './out/clinicPut.ts'
import { clinicWipe } from './out/clinicWipe.ts'
import { feedPut } from './out/feedPut.ts'
import { invitationEnd } from './out/invitationEnd.ts'
import { invitationPut } from './out/invitationPut.ts'
import { linkEnd } from './out/linkEnd.ts'
import { linkLevel } from './out/linkLevel.ts'
import { linkMove } from './out/linkMove.ts'
import { loginRestore } from './out/loginRestore.ts'
import { mailPut } from './out/mailPut.ts'
import { messagesPut } from './out/messagesPut.ts'
import { offerEnd } from './out/offerEnd.ts'
import { offerPut } from './out/offerPut.ts'
import { recordsPut } from './out/recordsPut.ts'
import { reminderEnd } from './out/reminderEnd.ts'
import { reminderPut } from './out/reminderPut.ts'
import { salePut } from './out/salePut.ts'
import type { Outgoing, OutRoom, Outward } from './outRoom.ts'

/** A room whose own kind of pending is known to itself alone. */
type AnyRoom = {
  readonly prepare: (context: CoreContext, row: OutboxRow, outward: Outward) => Promise<Outgoing>
  readonly refused: (tx: Tx, context: CoreContext, row: OutboxRow) => Promise<readonly ChangeTopic[]>
}

function roomOf<Pending>(room: OutRoom<Pending>): AnyRoom {
  const pendingOf = (row: OutboxRow): Pending => room.pending.parse(JSON.parse(row.body_json))
  return {
    prepare: async (context, row, outward) => room.prepare(context, pendingOf(row), row, outward),
    refused: async (tx, context, row) => (await room.refused?.(tx, context, pendingOf(row), row)) ?? [],
  }
}

/** Every kind that leaves the desk. */
export const outRooms: Readonly<Record<OutKindName, AnyRoom>> = {
  'clinic.put': roomOf(clinicPut),
  'clinic.name': roomOf(clinicName),
  'clinic.wipe': roomOf(clinicWipe),
  'invitation.put': roomOf(invitationPut),
  'invitation.end': roomOf(invitationEnd),
  'records.put': roomOf(recordsPut),
  'messages.put': roomOf(messagesPut),
  'blob.end': roomOf(blobEnd),
  'link.level': roomOf(linkLevel),
  'link.end': roomOf(linkEnd),
  'link.move': roomOf(linkMove),
  'sale.put': roomOf(salePut),
  'claim.put': roomOf(claimPut),
  'offer.put': roomOf(offerPut),
  'offer.end': roomOf(offerEnd),
  'login.restore': roomOf(loginRestore),
  'feed.put': roomOf(feedPut),
  'mail.put': roomOf(mailPut),
  'reminder.put': roomOf(reminderPut),
  'reminder.end': roomOf(reminderEnd),
  'anchor.put': roomOf(anchorPut),
}
