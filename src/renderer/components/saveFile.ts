/** Hands a file to the person; the browser, or the desktop's own dialog, says where it goes. */
export function saveFile(name: string, text: string, type: 'text/csv' | 'application/json' | 'text/calendar'): void {
  const link = document.createElement('a')
  // Not revoked: it is read after this call, and goes with the page.
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  link.download = name
  link.click()
}
