import { countWaiting, readMessages, sendMessage } from '../services/messages.ts'
import type { Base } from './base.ts'

export function messagesRouter({ signedIn: { messages } }: Base) {
  return {
    ofPatient: messages.ofPatient.handler(({ context, input }) => readMessages(context.acting, input.patientId)),
    waiting: messages.waiting.handler(({ context, input }) => countWaiting(context.acting, input.patientId)),
    send: messages.send.handler(({ context, input }) => sendMessage(context.acting, input)),
  }
}
