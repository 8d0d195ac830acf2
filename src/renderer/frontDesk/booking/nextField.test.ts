import { expect, test } from 'vitest'
import { PatientId, ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import { nextField } from './nextField.ts'

const ID = '019b76da-a801-7c6d-899e-ea695a4aa83c'
const empty = { patientId: null, serviceId: null, practitionerId: null, at: '' }
const patientId = PatientId.parse(ID)
const serviceId = ServiceId.parse(ID)
const practitionerId = StaffId.parse(ID)

test('R10.4 a booking is filled in from the patient to the button, each step where the next one is', () => {
  expect(nextField(empty, null)).toBe('patient')
  expect(nextField({ ...empty, patientId }, 'patient')).toBe('service')
  expect(nextField({ ...empty, patientId, serviceId }, 'service')).toBe('practitioner')
  expect(nextField({ ...empty, patientId, serviceId, practitionerId }, 'practitioner')).toBe('day')
  expect(nextField({ ...empty, patientId, serviceId, practitionerId }, 'day')).toBe('time')
  expect(nextField({ patientId, serviceId, practitionerId, at: '2' }, 'time')).toBe('act')
})

test('R10.4 what is known already is passed over, and what was left out is come back to', () => {
  expect(nextField({ ...empty, practitionerId, at: '14:00' }, null)).toBe('patient')
  expect(nextField({ ...empty, patientId, practitionerId, at: '14:00' }, 'patient')).toBe('service')
  expect(nextField({ patientId, serviceId, practitionerId, at: '14:00' }, 'service')).toBe('act')
  expect(nextField({ ...empty, serviceId, practitionerId, at: '2' }, 'time')).toBe('patient')
  expect(nextField({ ...empty, patientId, practitionerId, at: '2' }, 'time')).toBe('service')
  expect(nextField({ ...empty, patientId, serviceId, at: '2' }, 'time')).toBe('practitioner')
})
