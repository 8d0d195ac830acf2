import { useEffect, useState } from 'react'

/** Prints what was gathered for paper once it stands on the page; afterwards it leaves the page again. */
export function usePrinting<T>() {
  const [onPaper, setOnPaper] = useState<T | null>(null)
  useEffect(() => {
    if (onPaper === null) return
    const done = () => setOnPaper(null)
    window.addEventListener('afterprint', done, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', done)
  }, [onPaper])
  return { onPaper, print: setOnPaper }
}
