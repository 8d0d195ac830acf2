const KEY = 'anteroom.token'

/**
 * The browser host's token of this run: from the fragment, then kept for this tab and the windows it opens, and taken
 * out of the address so that it is in no bookmark.
 */
export function keptToken(): string {
  const fromFragment = new URLSearchParams(window.location.hash.slice(1)).get('token')
  if (fromFragment) {
    sessionStorage.setItem(KEY, fromFragment)
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  }
  return fromFragment ?? sessionStorage.getItem(KEY) ?? ''
}
