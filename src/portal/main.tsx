import '@fontsource-variable/inter/wght.css'
import '../shared/tokens.css'
import './views/portal.css'
import './page.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { createPortalClient } from './api.ts'

/** The theme is the device's, and changes with it. */
function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light'
  }
  apply()
  dark.addEventListener('change', apply)
}

followTheme()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App client={createPortalClient(location.origin)} />)
