import { createStore } from 'zustand'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import type { PatientId, ServiceId, StaffId, QuestionnaireVersionId, AppointmentId } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/time.ts'
import type { Chosen, RepeatChoice } from '../frontDesk/booking/repeat.ts'
import type { PreparedImport } from '../frontDesk/patients/import/importView.ts'
import type { TypedPatient } from '../frontDesk/patients/patientForm.ts'
import { createDrafts, type Drafts } from '../workspace/plans/drafts.ts'
import type { DeskClient } from './client.ts'

/** A booking that somebody is making. Kept while the desk is locked, so that nothing typed is lost (R10.3). */
export type BookingDraft = {
  readonly id: AppointmentId
  readonly patientId: PatientId | null
  readonly practitionerId: StaffId | null
  readonly serviceId: ServiceId | null
  /** As typed, in the clinic's zone. */
  readonly on: string
  readonly at: string
  readonly repeat: RepeatChoice
  /** By when each visit of the series would begin. */
  readonly chosenVisits: ReadonlyMap<Instant, Chosen>
  /** Null until somebody chose: then what the service offers to send stands. */
  readonly formIds: readonly QuestionnaireVersionId[] | null
  readonly isTold: boolean
  /** An address for a patient without one, as typed; of that patient and no other. */
  readonly emailToAdd?: { readonly patientId: PatientId; readonly typed: string }
}

/** `at`: the field that somebody came for. */
export type PatientFormState = {
  /** What somebody typed, and the chart as it stood then. Kept while the desk is locked, as a booking is (R10.3). */
  readonly kept?: { readonly typed: TypedPatient; readonly saw: PatientSummary | null }
} & (
  | { readonly kind: 'add'; readonly typed: string; readonly forBooking: boolean }
  | { readonly kind: 'change'; readonly patientId: PatientId; readonly at?: keyof TypedPatient }
)

export type DeskState = {
  readonly booking: BookingDraft | null
  /** As it was opened: what differs from it was typed. */
  readonly bookingStart: BookingDraft | null
  readonly patientForm: PatientFormState | null
  /** "Portal help" (R4.9) is open, with what was typed in Ctrl+K. */
  readonly help: { readonly typed: string } | null
  /** Kept while the desk is locked, as a booking is (R10.3). */
  readonly preparedImport: PreparedImport | null
  /** Kept while the desk is locked and while another tab is open. */
  readonly drafts: Drafts
  readonly setBooking: (draft: BookingDraft | null) => void
  readonly changeBooking: (change: Partial<BookingDraft>) => void
  readonly setPatientForm: (form: PatientFormState | null) => void
  readonly setHelp: (help: DeskState['help']) => void
  readonly keepTyped: (kept: NonNullable<PatientFormState['kept']>) => void
  readonly prepareImport: (change: (before: PreparedImport | null) => PreparedImport | null) => void
  /** R10.3: locks every window of this desk. What was being typed stays for the same person. */
  readonly lock: () => Promise<void>
  readonly signOut: () => Promise<void>
  /** Drops what a person was doing: signed out, or another person signed in. */
  readonly forget: () => void
}

/** What is on screen, and nothing else; what the core says lives in queries. */
export function createDeskStore(client: DeskClient) {
  return createStore<DeskState>()((set, get) => ({
    booking: null,
    bookingStart: null,
    patientForm: null,
    help: null,
    preparedImport: null,
    drafts: createDrafts(),
    setBooking: (booking) => set({ booking, bookingStart: booking }),
    changeBooking: (change) => {
      const { booking } = get()
      if (booking) set({ booking: { ...booking, ...change } })
    },
    setPatientForm: (patientForm) => set({ patientForm }),
    setHelp: (help) => set({ help }),
    keepTyped: (kept) => {
      const { patientForm } = get()
      if (patientForm) set({ patientForm: { ...patientForm, kept } })
    },
    prepareImport: (change) => set(({ preparedImport }) => ({ preparedImport: change(preparedImport) })),
    lock: async () => {
      await client.session.lock()
    },
    signOut: async () => {
      await client.session.signOut()
      // Afterwards: an editor that goes with its page leaves what it could not save.
      get().forget()
    },
    forget: () => {
      get().drafts.forget()
      set({ booking: null, bookingStart: null, patientForm: null, help: null, preparedImport: null })
    },
  }))
}

export type DeskStore = ReturnType<typeof createDeskStore>
