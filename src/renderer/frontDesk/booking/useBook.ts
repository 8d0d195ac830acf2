import { isDefinedError } from '@orpc/client'
import type { ErrorFromErrorMap, InferContractRouterErrorMap } from '@orpc/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { deskContract } from '../../../shared/contract/desk.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { BookingConcern, ConcernKind } from '../../../shared/domain/bookingConcerns.ts'
import type { AppointmentId, QuestionnaireVersionId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import type { BookingReady } from './bookingView.ts'

export type BookRequest = {
  readonly id: AppointmentId
  readonly booking: BookingReady
  readonly formIds: readonly QuestionnaireVersionId[]
  readonly tell: boolean
  /** What the person was told and books despite of. */
  readonly despite: readonly ConcernKind[]
  readonly overbookReason: string | null
  /** An address typed in the panel, put on file with the booking so that the confirmation has where to go. */
  readonly newEmail: { readonly patient: PatientSummary; readonly email: string } | null
}

/** Whom the visit would run into. */
export type TakenTime = {
  /** Null for somebody who was faster online. */
  readonly patientName: string | null
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Other times at which it could be; nothing where none are known. */
  readonly next?: readonly Instant[]
}

/** What has a way on of its own in the panel; everything else has its sentence. */
export type BookFailure =
  | { readonly kind: 'taken'; readonly taken: TakenTime }
  | { readonly kind: 'odd'; readonly concerns: readonly BookingConcern[] }
  | { readonly kind: 'notPaired' }
  | { readonly kind: 'other'; readonly error: Error }

type ErrorOf<Call extends 'book' | 'move'> = ErrorFromErrorMap<
  InferContractRouterErrorMap<(typeof deskContract.calendar)[Call]>
>
export type TimeError = ErrorOf<'book'> | ErrorOf<'move'>

/** "Save" and "Save and Send". The id was made when the panel opened, so a double click books once. */
export function useBook() {
  const api = useApi()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries()
  const bookOne = useMutation(api.calendar.book.mutationOptions({ onSettled: refresh }))

  // A second click comes before the first is on its way: it books nothing more, and says nothing.
  const isBusy = useRef(false)
  const book = async (request: BookRequest) => {
    if (isBusy.current) return null
    isBusy.current = true
    const { id, booking, formIds, tell, despite, overbookReason, newEmail } = request
    const emailForChart = newEmail ? { email: newEmail.email, seenVersion: newEmail.patient.version } : null
    return bookOne
      .mutateAsync({
        ...{ id, ...booking, formIds: [...formIds], tell, despite: [...despite] },
        ...{ overbookReason, emailForChart },
      })
      .finally(() => {
        isBusy.current = false
      })
  }
  const failure: BookFailure | null = bookOne.error && timeFailureOf(bookOne.error)
  return { book, reset: bookOne.reset, failure, isPending: bookOne.isPending }
}

/** What a time that cannot simply be had comes to, booked or moved to. */
export function timeFailureOf(error: TimeError): BookFailure {
  if (!isDefinedError(error)) return { kind: 'other', error }
  switch (error.code) {
    case 'TIME_TAKEN':
      return { kind: 'taken', taken: error.data }
    case 'OUT_OF_THE_ORDINARY':
      return { kind: 'odd', concerns: error.data.concerns }
    case 'NOT_PAIRED':
      return { kind: 'notPaired' }
    case 'CHANGED_MEANWHILE':
    case 'EMAIL_MISSING':
    case 'NOT_FOUND':
    case 'SIGNED_OUT':
    case 'STORE_UNAVAILABLE':
    case 'UNEXPECTED':
    case 'VISIT_OVER':
    case 'LENGTH_IMPOSSIBLE':
      return { kind: 'other', error }
    default:
      return assertNever(error)
  }
}
