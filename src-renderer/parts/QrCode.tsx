import { useMemo, type ReactNode } from 'react'
import { encode } from 'uqr'

/** A QR code as one SVG path, always dark on light: readers need that contrast in either theme. */
export function QrCode(props: { readonly text: string; readonly label: string }): ReactNode {
  const { size, path } = useMemo(() => drawQr(props.text), [props.text])
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An <img> cannot hold a path that is drawn here.
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function drawQr(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { size, path }
}
