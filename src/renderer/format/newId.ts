import { v7 } from 'uuid'
import type {
  AppointmentId,
  DocumentId,
  ImportId,
  InvitationId,
  MessageId,
  PartId,
  PatientId,
  PlanId,
  SeriesId,
  ThreadId,
  WaitingEntryId,
} from '../../shared/domain/ids.ts'

type MadeHere =
  | AppointmentId
  | DocumentId
  | ImportId
  | InvitationId
  | MessageId
  | PartId
  | PatientId
  | PlanId
  | SeriesId
  | ThreadId
  | WaitingEntryId

/** An id made before the call, so that a double click does a thing once; ids sort by when they were made. */
export function newId<Id extends MadeHere>(): Id {
  // The one place where the renderer brands an id: it was made just now.
  return v7() as Id
}
