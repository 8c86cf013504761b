export const trayStates = ['idle', 'knock', 'call', 'offline'] as const
export type TrayIconState = (typeof trayStates)[number]

/** Colours of the states; each state also has its own shape, for eyes that do not tell colours apart. */
const colours: Record<TrayIconState, string> = {
  idle: '#165e83',
  knock: '#ffb61e',
  call: '#14713d',
  offline: '#77828d',
}

/** A door, ajar for a knock, with the light of the room behind it. Drawn on a 32 × 32 grid. */
function door(panel: string, light: string): string {
  return `
    <path d="M8 4.5h16a1.5 1.5 0 0 1 1.5 1.5v21.5h-19V6A1.5 1.5 0 0 1 8 4.5z" fill="${light}"/>
    <path d="M8.5 6.5 19 8.6a1.4 1.4 0 0 1 1.1 1.4v19.3a1 1 0 0 1-1.2 1L8.5 28z" fill="${panel}"/>
    <circle cx="16.6" cy="18.6" r="1.5" fill="${light}"/>`
}

export function appIcon(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect x="2" y="2" width="60" height="60" rx="15" fill="#165e83"/>
  <g transform="translate(10 10) scale(1.36)">${door('#ffffff', '#ffd479')}
  </g>
  <g fill="none" stroke="#ffffff" stroke-width="2.6" stroke-linecap="round">
    <path d="M49.5 24.5a10 10 0 0 1 0 13"/>
    <path d="M54 20a16.5 16.5 0 0 1 0 22"/>
  </g>
</svg>
`
}

/** For systems that cut icons to a shape of their own: the ground goes to the edge, the drawing stays in the middle. */
export function maskableIcon(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" fill="#165e83"/>
  <g transform="translate(8 8) scale(.75)">${appIcon()}</g>
</svg>
`
}

export function trayIcon(state: TrayIconState): string {
  const mark: Record<TrayIconState, string> = {
    idle: '',
    knock: '<circle cx="25" cy="8" r="6.5" fill="#d92d20" stroke="#fff" stroke-width="1.6"/>',
    call: '<path d="M20 3h10v8.4h-4.6L22 14.6v-3.2h-2z" fill="#fff" stroke="#14713d" stroke-width="1.4"/>',
    offline: '<path d="M19.5 3.5l9 9m0-9l-9 9" stroke="#d92d20" stroke-width="3" stroke-linecap="round"/>',
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect x="1" y="1" width="30" height="30" rx="7" fill="${colours[state]}"/>
  <g transform="translate(3.5 3.2) scale(.78)">${door(state === 'knock' ? '#2b1d00' : '#ffffff', '#ffe0a3')}</g>
  ${mark[state]}
</svg>
`
}
