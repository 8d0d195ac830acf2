import type { EventBody, SyncEvent } from '../../../shared/contract/events.ts'
import type { Opener } from '../../../shared/envelope/opener.ts'
import type { CoreContext } from '../context.ts'
import { codesGuessed } from './in/codesGuessed.ts'
import { documentOpened } from './in/documentOpened.ts'
import { fileSent } from './in/fileSent.ts'
import { formSubmitted } from './in/formSubmitted.ts'
import { invitationDayTaken } from './in/invitationDayTaken.ts'
import { invitationFetched } from './in/invitationFetched.ts'
import { invitationOpened } from './in/invitationOpened.ts'
import { invitationRedeemed } from './in/invitationRedeemed.ts'
import { loginRenewed } from './in/loginRenewed.ts'
import { loginConfirmed } from './in/loginConfirmed.ts'
import { mailBounced } from './in/mailBounced.ts'
import { mailFailed } from './in/mailFailed.ts'
import { mailSent } from './in/mailSent.ts'
import { messageSent } from './in/messageSent.ts'
import { offerAnswered } from './in/offerAnswered.ts'
import { reminderAnswered } from './in/reminderAnswered.ts'
import { reminderEnded } from './in/reminderEnded.ts'
import { requestMade } from './in/requestMade.ts'
import { visitBooked } from './in/visitBooked.ts'
import { visitCancelled, visitMoved } from './in/visitChanged.ts'
import { prepareIn, type Arrived, type InRoom, type PreparedEvent } from './inRoom.ts'

type Prepare = (event: SyncEvent, opener: Opener, log: CoreContext['log']) => Promise<PreparedEvent['apply']>

function roomOf<Kind extends EventBody['kind'], Opened>(room: InRoom<Kind, Opened>): Prepare {
  // The table below puts each room under its own kind, and an event is looked up by its own.
  return (event, opener, log) => prepareIn(room, event as Arrived<Kind>, opener, log)
}

/** Every event that comes to the desk. */
const inRooms: { readonly [Kind in EventBody['kind']]: Prepare } = {
  'invitation.fetched': roomOf(invitationFetched),
  'invitation.opened': roomOf(invitationOpened),
  'invitation.dayTaken': roomOf(invitationDayTaken),
  'invitation.redeemed': roomOf(invitationRedeemed),
  'login.renewed': roomOf(loginRenewed),
  'form.submitted': roomOf(formSubmitted),
  'request.made': roomOf(requestMade),
  'message.sent': roomOf(messageSent),
  'file.sent': roomOf(fileSent),
  'document.opened': roomOf(documentOpened),
  'visit.booked': roomOf(visitBooked),
  'visit.moved': roomOf(visitMoved),
  'visit.cancelled': roomOf(visitCancelled),
  'offer.answered': roomOf(offerAnswered),
  'login.confirmed': roomOf(loginConfirmed),
  'codes.guessed': roomOf(codesGuessed),
  'mail.sent': roomOf(mailSent),
  'mail.bounced': roomOf(mailBounced),
  'mail.failed': roomOf(mailFailed),
  'reminder.ended': roomOf(reminderEnded),
  'reminder.answered': roomOf(reminderAnswered),
}

/** Opens what came, before any transaction. */
export async function prepareEvent(event: SyncEvent, opener: Opener, log: CoreContext['log']): Promise<PreparedEvent> {
  return { event, apply: await inRooms[event.body.kind](event, opener, log) }
}
