/** The product's mark: a door that stands open. */
export function Mark(props: { readonly size: number }) {
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path d="M7 24V12a5 5 0 0 1 10 0v12z" fill="var(--accent-ink)" />
    </svg>
  )
}
