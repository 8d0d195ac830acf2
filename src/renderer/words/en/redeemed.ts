import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { LifeRedemption } from '../../workspace/access/invitationLife.ts'

/** R4.8: an invitation that went to another address than the one that it was redeemed as. */
export function redeemedElsewhere(email: string, sentTo: string): string {
  return `Redeemed as ${email}, sent to ${sentTo}`
}

export function redeemedBy({ by, elsewhere, outcome, isByCode }: LifeRedemption): string {
  if (!by) return 'Redeemed'
  const who = elsewhere ? redeemedElsewhere(by, elsewhere) : `Redeemed by ${by}`
  const said = isByCode ? `${who}, by its code` : who
  switch (outcome) {
    case 'upgraded':
      return `${said}, upgraded from limited to full`
    case 'alreadyHeld':
      return `${said}, who had access already`
    case 'renewed':
      return `${said}, whose lost password was renewed`
    case 'added':
    case null:
      return said
    default:
      return assertNever(outcome)
  }
}
