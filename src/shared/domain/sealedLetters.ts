import { z } from 'zod'
import { FileKind } from './fileKinds.ts'
import { FILE_BYTES } from './fileLimits.ts'
import { FileName } from './fileNames.ts'
import { AppointmentId, AssignmentId, DocumentId, PartId, PatientId, ServiceId, StaffId, SubmissionId } from './ids.ts'
import { EmailAddress, PersonName, PhoneNumber } from './people.ts'
import { ProfileSeen, ProfileValues } from './profileProposals.ts'
import { QuestionnaireResponse } from './questionnaires/types.ts'
import { CalendarDay, Instant } from './time.ts'
import { areDatesPossible } from './waitingDates.ts'
import { DayPart } from './waitingList.ts'

/** What greets the invitee before redeeming, sealed to the invitation: "Hello Ana, Dr Lee has opened your records". */
export const Greeting = z.object({
  format: z.literal(2),
  /** Whose records it opens: an index that it brings is of no other patient. */
  patientId: PatientId,
  /** As the clinic calls itself, and where it can be called: what the endpoint says of it is nobody's word. */
  clinicName: z.string(),
  clinicPhone: z.string(),
  givenName: z.string(),
  email: z.string().nullable(),
  invitedByName: z.string(),
})
export type Greeting = z.infer<typeof Greeting>

/** Patient → clinic, sealed to the clinic and to the patient's own key. */
export const SealedSubmission = z.object({
  format: z.literal(1),
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  response: QuestionnaireResponse,
})
export type SealedSubmission = z.infer<typeof SealedSubmission>

export const SealedRequest = z.discriminatedUnion('about', [
  z.object({
    format: z.literal(1),
    about: z.literal('fullAccess'),
    /** Whose full access is asked for (R11.5); absent in what was sent before it was said. */
    patientId: PatientId.optional(),
    message: z.string().max(10_000),
  }),
  /** R8.4: changes to a person's details, which the clinic takes field by field. */
  z.object({
    format: z.literal(1),
    about: z.literal('profile'),
    patientId: PatientId,
    changes: ProfileValues,
    saw: ProfileSeen,
    message: z.string().max(500),
  }),
  /** R3.5: this login is deleted by its holder, and holds the patient no more. */
  z.object({ format: z.literal(1), about: z.literal('leave'), patientId: PatientId, message: z.string().max(500) }),
  /** R4.8: this login has another address from now on, whose mailbox its holder reads. */
  z.object({
    format: z.literal(1),
    about: z.literal('newEmail'),
    patientId: PatientId,
    was: EmailAddress,
    email: EmailAddress,
    message: z.string().max(500),
  }),
  /** R6.2: to be on the waiting list. */
  z
    .object({
      format: z.literal(1),
      about: z.literal('waiting'),
      serviceId: ServiceId,
      /** Null for anyone. */
      practitionerId: StaffId.nullable(),
      /** None: any. */
      parts: z.array(DayPart).max(3),
      /** 1 (Monday) to 7; none: any. A page of before knew of no days. */
      weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
      fromOn: CalendarDay.nullable().default(null),
      untilOn: CalendarDay.nullable().default(null),
      /** Their visit that a yes moves; null where it makes one besides. */
      insteadOfId: AppointmentId.nullable().default(null),
      /** In their own words; empty for nothing said. */
      message: z.string().max(500),
    })
    .refine(areDatesPossible, 'Ends before it begins'),
])
export type SealedRequest = z.infer<typeof SealedRequest>

/** R8.3: a file whose bytes went ahead by reference: what it is, and what opens it. */
export const SealedFile = z.object({
  format: z.literal(1),
  blobId: PartId,
  name: FileName,
  kind: FileKind,
  /** Of the file itself, without what pads it. */
  bytes: z.number().int().min(1).max(FILE_BYTES),
  /** `AGE-SECRET-KEY-1…`, which opens this file alone. */
  identity: z.string().max(100),
  /** Of the age file, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** In their own words; empty for nothing said. */
  note: z.string().max(500),
})
export type SealedFile = z.infer<typeof SealedFile>

/** R8.2: a document was opened; when, the endpoint's clock says. */
export const SealedOpening = z.object({ format: z.literal(1), documentId: DocumentId })
export type SealedOpening = z.infer<typeof SealedOpening>

/** Who a visit is for, as whoever books types it; null where the login holds them already. */
export const TypedPerson = z.object({
  givenName: PersonName,
  familyName: PersonName,
  birthOn: CalendarDay,
  phone: PhoneNumber,
})
export type TypedPerson = z.infer<typeof TypedPerson>

/** R6.3: a visit that is booked online, as its booker sealed it; what the endpoint says of it is held against this. */
export const SealedBooking = z.object({
  format: z.literal(1),
  appointmentId: AppointmentId,
  serviceId: ServiceId,
  practitionerId: StaffId,
  startsAt: Instant,
  /** The login's, as it was typed. */
  email: EmailAddress,
  person: TypedPerson.nullable(),
  /** Why they come, in their own words; empty for nothing said. */
  reason: z.string().max(500),
  /** Whether they say that the clinic knows them; null for nothing said. */
  hasBeenHere: z.boolean().nullable(),
})
export type SealedBooking = z.infer<typeof SealedBooking>

/** More than any visit is changed; what counts them is kept in 32 bits. */
const MOST_CHANGES = 1_000_000

/** R6.3: what a patient changes of a visit that they booked online. */
export const SealedVisitChange = z.object({
  format: z.literal(1),
  appointmentId: AppointmentId,
  /** iCalendar SEQUENCE of the visit as its patient saw it: the letter is about no later state (R11.5). */
  seenSequence: z.number().int().min(0).max(MOST_CHANGES),
  /** Null where it is cancelled. */
  to: z.object({ practitionerId: StaffId, startsAt: Instant }).nullable(),
  /** In their own words; empty for nothing said. */
  reason: z.string().max(500),
})
export type SealedVisitChange = z.infer<typeof SealedVisitChange>
