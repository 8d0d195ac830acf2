import type { Context } from 'hono'
import { ClinicId } from '../../shared/domain/ids.ts'
import type { EndpointContext } from '../context.ts'
import { findProfile } from '../db/clinics.ts'

/** The portal's own pictures, which are the same for every clinic. */
const ICONS = [
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
]
/** `--surface` in the light; the page itself says which colour it has in the dark. */
const SURFACE = '#ffffff'

/** By what a telephone puts a clinic's portal on its home screen: the clinic's name, which is public (R11.1), and where it begins. */
export async function answerManifest(c: Context, { db }: EndpointContext, asked: string): Promise<Response> {
  const clinicId = ClinicId.safeParse(asked).data
  const profile = clinicId ? await findProfile(db, clinicId) : null
  if (!clinicId || !profile) return c.notFound()
  const home = `/c/${clinicId}`
  const manifest = {
    ...{ id: home, start_url: home, scope: home, name: profile.name, dir: 'auto', display: 'standalone' },
    ...{ theme_color: SURFACE, background_color: SURFACE, icons: ICONS },
  }
  return c.body(JSON.stringify(manifest), 200, {
    'content-type': 'application/manifest+json',
    'cache-control': 'no-cache',
  })
}
