import { create } from 'qrcode'
import { useMemo } from 'react'

const QUIET_MODULES = 2

/** A QR code as one SVG path, black on white in every theme, so that cameras and printers take it. */
export function QrCode(props: { readonly text: string; readonly label: string; readonly pixels?: number }) {
  const { path, size } = useMemo(() => drawing(props.text), [props.text])
  const { pixels = 128 } = props
  const side = size + 2 * QUIET_MODULES
  return (
    <svg viewBox={`0 0 ${side} ${side}`} width={pixels} height={pixels} role="img" aria-label={props.label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

function drawing(text: string): { path: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`
    }
  }
  return { path, size: modules.size }
}
