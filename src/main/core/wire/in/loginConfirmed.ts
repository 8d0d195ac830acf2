import { updateLogin, findLogin } from '../../db/links.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R6.3: whoever reads a new login's mailbox said that it is theirs. The endpoint's word: it is shown, and verifies no address (R3.2). */
export const loginConfirmed: InRoom<'login.confirmed', never> = {
  kind: 'login.confirmed',
  apply: async (tx, context, event) => {
    const { loginId, outcome } = event.body
    if (!(await findLogin(tx, loginId))) return passOver(context, event, 'unknownLogin')
    await updateLogin(tx, loginId, { confirmation: outcome })
    return ['inbox', 'links']
  },
}
