import { HOUR, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { hasInboxItemSince } from '../../db/inboxItems.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R4.5: somebody tries codes of this clinic. One line an hour at most, whatever the endpoint sends. */
export const codesGuessed: InRoom<'codes.guessed', never> = {
  kind: 'codes.guessed',
  apply: async (tx, context, event) => {
    const { count, since } = event.body
    if (await hasInboxItemSince(tx, 'codesGuessed', plusMilliseconds(event.at, -HOUR))) {
      return passOver(context, event, 'toldWithinTheHour')
    }
    await tellInbox(tx, context, {
      facts: { kind: 'codesGuessed', count, since },
      patientId: null,
      receivedAt: event.at,
      eventSeq: event.seq,
      aside: { login: null, bytes: 0 },
    })
    return ['inbox']
  },
}
