import { addEntry, changeEntry, removeEntry, undoRemove } from '../services/waitingList/entries.ts'
import { offerTime, withdrawOffer } from '../services/waitingList/offering.ts'
import { readWaitingList } from '../services/waitingList/waitingList.ts'
import { nothing, type Base } from './base.ts'

export function waitingListRouter({ signedIn: { waitingList } }: Base) {
  return {
    list: waitingList.list.handler(({ context }) => readWaitingList(context.acting)),
    add: waitingList.add.handler(({ context, input }) => addEntry(context.acting, input)),
    change: waitingList.change.handler(({ context, input }) => changeEntry(context.acting, input)),
    remove: waitingList.remove.handler(({ context, input }) => nothing(removeEntry(context.acting, input))),
    undoRemove: waitingList.undoRemove.handler(({ context, input }) => undoRemove(context.acting, input)),
    offer: waitingList.offer.handler(({ context, input }) => offerTime(context.acting, input)),
    withdraw: waitingList.withdraw.handler(({ context, input }) => withdrawOffer(context.acting, input)),
  }
}
