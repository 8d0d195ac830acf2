import { useEffect, useState } from 'react'

export type Scheme = 'light' | 'dark'
/** What a person chose in Settings; `auto` follows the system. */
export type SchemeChoice = Scheme | 'auto'

const KEY = 'anteroom.scheme'
const CHANGED = 'anteroom:scheme'

function systemIsDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)')
}

export function readSchemeChoice(): SchemeChoice {
  const stored = localStorage.getItem(KEY)
  return stored === 'light' || stored === 'dark' ? stored : 'auto'
}

/** The choice lives on this computer only; every open window follows at once. */
export function chooseScheme(choice: SchemeChoice): void {
  localStorage.setItem(KEY, choice)
  window.dispatchEvent(new Event(CHANGED))
}

function currentScheme(): Scheme {
  const choice = readSchemeChoice()
  return choice === 'auto' ? (systemIsDark().matches ? 'dark' : 'light') : choice
}

/** Puts `data-theme` on the page, which is what tokens.css listens to. */
export function applyScheme(): Scheme {
  const scheme = currentScheme()
  document.documentElement.dataset['theme'] = scheme
  return scheme
}

export function useScheme(): Scheme {
  const [scheme, setScheme] = useState(applyScheme)
  useEffect(() => {
    const follow = () => setScheme(applyScheme())
    const system = systemIsDark()
    system.addEventListener('change', follow)
    window.addEventListener('storage', follow)
    window.addEventListener(CHANGED, follow)
    return () => {
      system.removeEventListener('change', follow)
      window.removeEventListener('storage', follow)
      window.removeEventListener(CHANGED, follow)
    }
  }, [])
  return scheme
}
