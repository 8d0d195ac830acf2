/** The second kind of window (R10.2): one patient's chart. `patientId` comes from the address, not yet trusted. */
export function Workspace(props: { readonly patientId: string; readonly tab: string | null }) {
  return <main data-patient={props.patientId} data-tab={props.tab} />
}
