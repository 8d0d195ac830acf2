import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import { readTyped, type HelpReading } from '../../../../shared/domain/portalHelp/reading.ts'
import type { Acting, Db } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { findPatient } from '../../db/patients.ts'
import { searchPatients } from '../../db/patientSearch.ts'
import { findInvitationSaid, listPeopleOfEmail, listPeopleOfNearEmail } from '../../db/portalHelp.ts'

const PEOPLE_SHOWN = 8

type Found = {
  readonly people: PatientSummary[]
  readonly because: 'unknownCode' | 'unknownLink' | 'cutLink' | 'otherClinic' | null
}

/** R4.9: whose it may be that was typed or read out. */
export async function findForHelp({ db }: Acting, typed: string): Promise<Found> {
  const reading = readTyped(typed)
  switch (reading.kind) {
    case 'nothing':
      return { people: [], because: null }
    case 'code': {
      const found = await byInvitation(db, reading)
      // Eight letters and figures may be a name or a number all the same.
      const { patients } = found
        ? { patients: [found] }
        : await searchPatients(db, typed, { limit: PEOPLE_SHOWN, offset: 0 })
      return { people: patients, because: patients.length === 0 ? 'unknownCode' : null }
    }
    case 'link': {
      if (reading.clinicId !== null && reading.clinicId !== (await readClinic(db)).id) {
        return { people: [], because: 'otherClinic' }
      }
      if (reading.secret === null) return { people: [], because: 'cutLink' }
      const found = await byInvitation(db, reading)
      return found ? { people: [found], because: null } : { people: [], because: 'unknownLink' }
    }
    case 'email': {
      const people = await listPeopleOfEmail(db, reading.email, PEOPLE_SHOWN)
      const near = people.length > 0 ? [] : await listPeopleOfNearEmail(db, reading.email, PEOPLE_SHOWN)
      return { people: [...people, ...near], because: null }
    }
    case 'text':
      return {
        people: (await searchPatients(db, reading.text.slice(0, 200), { limit: PEOPLE_SHOWN, offset: 0 })).patients,
        because: null,
      }
    default:
      return assertNever(reading)
  }
}

/** The invitation that a code or a link is of; null for anything else, and where there is none. */
export async function invitationSaid(db: Db, reading: HelpReading) {
  if (reading.kind === 'code') return findInvitationSaid(db, { code: reading.code })
  if (reading.kind === 'link' && reading.secret !== null) return findInvitationSaid(db, { secret: reading.secret })
  return null
}

async function byInvitation(db: Db, reading: HelpReading): Promise<PatientSummary | null> {
  const named = await invitationSaid(db, reading)
  return named && findPatient(db, named.patientId)
}
