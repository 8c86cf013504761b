/** Whether a window can be shown: always on Windows and macOS, on Linux where a display server is named. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}
