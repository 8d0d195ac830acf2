export function Commands() {
  return null
}
