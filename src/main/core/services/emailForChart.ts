import type { EmailForChart } from '../../../shared/contract/desk/patients.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import type { Acting, Tx } from '../context.ts'
import { changeDetails } from './patients.ts'

/**
 * An address that was typed while doing something else, put on file in that act's own transaction.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function putEmailOnFile(
  tx: Tx,
  acting: Acting,
  patientId: PatientId,
  { email, seenVersion }: EmailForChart,
): Promise<void> {
  await changeDetails(tx, acting, { id: patientId, seenVersion, changes: { email } }, [])
}
