import { useEffect } from 'react'

/** By what the clinic's portal goes onto the home screen. The page is one for all clinics, and its address says whose it is. */
export function useManifest(clinicId: string): void {
  useEffect(() => {
    const link = document.createElement('link')
    link.rel = 'manifest'
    link.href = `/c/${clinicId}/manifest.webmanifest`
    document.head.append(link)
    return () => link.remove()
  }, [clinicId])
}
