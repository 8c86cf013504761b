import type { Texts } from '../texts-type.ts'

/** What the staff reads about an address by what they have already, in English. */
export const ownAddress: Texts['ownAddress'] = {
  way: 'How customers come in',
  ways: {
    relay: 'Rent a small server (recommended)',
    proxy: 'Our own reverse proxy',
    cloudflare: 'Cloudflare Tunnel',
    funnel: 'Tailscale Funnel',
  },
  about: {
    relay:
      'Rent one small server and set it up here; your router stays as it is. The server passes everything on and can read nothing.',
    proxy: 'A reverse proxy that you have passes everything on to this computer. Whoever runs it can read what passes.',
    cloudflare:
      'Through cloudflared on this computer. Cloudflare decrypts everything on the way, so Cloudflare can read what passes.',
    funnel:
      'Through Tailscale on this computer. Encryption ends here, so Tailscale cannot read what passes. The name ends in .ts.net.',
  },
  target: {
    proxy: 'Where the proxy passes everything on to, WebSocket too; it adds X-Forwarded-For',
    cloudflare: 'In the tunnel’s settings, make this the service of the name',
    funnel: 'Run this on the computer',
  },
  copyTarget: 'Copy',
  lan: 'If the proxy runs on another machine, it passes on to {{target}}.',
  noLan: 'If the proxy runs on another machine, open this server to the local network first, in “Network”.',
  origin: 'Address that customers open',
  originDetail: {
    proxy: 'Such as https://desk.example.com',
    cloudflare: 'Such as https://desk.example.com',
    funnel: 'Such as https://my-pc.tail1234.ts.net',
  },
  badOrigin: 'Enter an address that begins with https, such as https://desk.example.com.',
  proxy: 'Address of the proxy',
  proxyDetail: 'Leave 127.0.0.1 if it runs on this computer.',
  badProxy: 'Enter an address in numbers, such as 192.168.1.10.',
  use: 'Use this address',
  looking: 'Going there as a customer does…',
  here: 'It leads here (seen {{time}})',
  faults: {
    'unknown-host': 'There is no such name. Look at the settings of the name.',
    'no-answer': 'Nothing answers. See that the proxy or tunnel is running.',
    'not-secure': 'Its certificate is not right. As it is, customers see a warning.',
    'not-allowed': 'This computer cannot look at that address. Open it on a phone to see.',
    other: 'Something answers, but it does not lead to this computer. Look at where it passes on to.',
  },
  router:
    'Behind some routers an address of one’s own opens everywhere but inside. Try it on a phone without Wi-Fi, too.',
  lookAgain: 'Look again',
  removeDetail: 'Customers cannot open this address any more. The proxy or tunnel stays as you set it up.',
  fixed: 'The server’s settings fix the address as {{origin}}. Ask whoever runs the server to change it.',
}
