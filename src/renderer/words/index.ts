import { booking } from './booking.ts'
import { calendar } from './calendar.ts'
import { common } from './common.ts'
import { errors } from './errors.ts'
import { patients } from './patients.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { sync } from './sync.ts'
import { today } from './today.ts'

/** Every word on the desk's screens; one file a section, so that each can be translated. */
export const words = { common, errors, shell, sync, session, today, calendar, booking, patients } as const
