import { z } from 'zod'
import { InvitationId, PatientId } from '../../domain/ids.ts'
import { HelpCase, HelpFacts, HelpFix, ScreenSaid } from '../../domain/portalHelp/helpFacts.ts'
import { changedMeanwhile, signedIn, Version } from './common.ts'
import { Leaving } from './outbox.ts'
import { PatientSummary } from './patients.ts'

/** As it is typed: a name, an e-mail, a date of birth, a code or a link. */
const Typed = z.string().max(2_000)

/** "Portal help" (R4.9): who is on the telephone, what is the matter, and the one act that ends it. */
export const portalHelp = {
  /** Whose it may be, the likeliest first. `because`: why a code or a link is nobody's. */
  find: signedIn.input(z.object({ typed: Typed })).output(
    z.object({
      people: z.array(PatientSummary),
      because: z.enum(['unknownCode', 'unknownLink', 'cutLink', 'otherClinic']).nullable(),
    }),
  ),
  of: signedIn
    .input(z.object({ patientId: PatientId, typed: Typed, screen: ScreenSaid.nullable() }))
    .output(z.object({ patient: PatientSummary, facts: HelpFacts, cases: z.array(HelpCase).min(1) })),
  /**
   * Carries it out: one e-mail, which can be taken back. `id` is that of the invitation that it may need, made by the renderer so that
   * a double click sends once; `reason` stands in the audit log where something ends.
   */
  fix: signedIn
    .errors({ EMAIL_MISSING: {}, INVITATION_CLOSED: {}, NOT_PAIRED: {}, ...changedMeanwhile(PatientSummary) })
    .input(
      z.object({
        id: InvitationId,
        patientId: PatientId,
        /** Of the patient, where an address is put on file. */
        seenVersion: Version,
        fix: HelpFix,
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .output(z.object({ /** Null where one was on its way already. */ leaving: Leaving.nullable() })),
}
