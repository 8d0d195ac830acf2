/** Hands a CSV to the person; the browser, or the desktop's own dialog, says where it goes. */
export function saveFile(name: string, csv: string): void {
  const link = document.createElement('a')
  // Not revoked: it is read after this call, and goes with the page.
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
}
