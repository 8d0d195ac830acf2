import type { Tone } from '../../components/tone.ts'
import type { Standing } from './invitationStanding.ts'

export const STANDING_TONES: Record<Standing, Tone> = {
  notSent: 'quiet',
  waiting: 'info',
  leaving: 'info',
  bounced: 'bad',
  failed: 'bad',
  unknown: 'warn',
  sent: 'warn',
  opened: 'info',
  redeemed: 'good',
  returned: 'plain',
  expired: 'plain',
  revoked: 'plain',
  replaced: 'plain',
}
