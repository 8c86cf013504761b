/**
 * What every Chromium of the tests and benchmarks is started with: it phones nobody, plays nothing aloud, and its
 * WebRTC candidates name loopback instead of mDNS. Chromium obeys only the last `--disable-features`, so whoever needs
 * another one adds it here.
 */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--mute-audio',
  // The address bar's pop-ups are web pages of their own, loaded with every window: a quarter of a core that no test needs.
  '--disable-features=WebRtcHideLocalIpsWithMdns,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
]

/** A camera and a microphone that need no device, and no person to allow them. */
export const fakeMediaFlags: readonly string[] = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream=device-count=1,fps=15',
]
