export function PatientFormModal() {
  return null
}
