import {
  addService,
  addServices,
  changeService,
  moveService,
  readServices,
  setServiceWithdrawn,
} from '../services/clinicServices.ts'
import { nothing, type Base } from './base.ts'

export function servicesRouter({ signedIn: { services } }: Base) {
  return {
    list: services.list.handler(({ context }) => readServices(context.acting)),
    add: services.add.handler(({ context, input }) => addService(context.acting, input)),
    addAll: services.addAll.handler(({ context, input }) => addServices(context.acting, input.services)),
    change: services.change.handler(({ context, input }) => changeService(context.acting, input)),
    setWithdrawn: services.setWithdrawn.handler(({ context, input }) => setServiceWithdrawn(context.acting, input)),
    move: services.move.handler(({ context, input }) => nothing(moveService(context.acting, input))),
  }
}
