/**
 * People and a drawing for the pictures in the docs, drawn here so that they carry no one's rights and no one's face.
 */

function person(options: {
  readonly wall: string
  readonly clothes: string
  readonly hair: string
  readonly props: string
}): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720">
  <rect width="1280" height="720" fill="${options.wall}"/>
  ${options.props}
  <path d="M330 720c10-180 130-250 310-250s300 70 310 250z" fill="${options.clothes}"/>
  <path d="M575 430h130v80q-65 60-130 0z" fill="#e3b58f"/>
  <ellipse cx="640" cy="310" rx="128" ry="158" fill="#f0c6a0"/>
  <path d="M505 300c-20-150 70-200 140-198 85 2 150 66 128 200-20-70-60-104-130-108-70 0-112 34-138 106z" fill="${options.hair}"/>
  <circle cx="590" cy="318" r="11" fill="#2a2320"/><circle cx="692" cy="318" r="11" fill="#2a2320"/>
  <path d="M590 392q50 38 102 0" fill="none" stroke="#8b4a3a" stroke-width="9" stroke-linecap="round"/>
</svg>`
}

export const customer = person({
  wall: '#dfe6ea',
  clothes: '#33465c',
  hair: '#2c2522',
  props: `<rect x="70" y="90" width="300" height="400" rx="8" fill="#f7fafc"/><path d="M220 90v400M70 290h300" stroke="#c3ced6" stroke-width="10"/>
  <rect x="960" y="330" width="230" height="390" rx="6" fill="#c9b79c"/><path d="M960 450h230M960 580h230" stroke="#a8957a" stroke-width="6"/>`,
})

export const machinist = person({
  wall: '#cfd3d1',
  clothes: '#4d6b57',
  hair: '#3b3a38',
  props: `<rect x="40" y="180" width="330" height="540" rx="16" fill="#aab4b0"/><rect x="80" y="230" width="250" height="190" rx="8" fill="#2e3a40"/>
  <circle cx="110" cy="480" r="16" fill="#c9403a"/><circle cx="160" cy="480" r="16" fill="#3f9a5c"/>
  <path d="M950 160h260M950 230h260M950 300h260" stroke="#8d9793" stroke-width="16"/>
  <path d="M512 236q128-150 256 0l18 20H494z" fill="#e0a52f"/>`,
})

/** A turned shaft with its dimensions, as a customer would show it. */
export const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900">
  <rect width="1600" height="900" fill="#fbfbf8"/>
  <rect x="30" y="30" width="1540" height="840" fill="none" stroke="#333" stroke-width="3"/>
  <g fill="none" stroke="#1b2a33" stroke-width="4">
    <path d="M260 360h220v-70h380v70h260v180H860v70H480v-70H260z"/><path d="M480 360v180M860 360v180"/>
    <path d="M260 380l-20 20v100l20 20M1120 380l20 20v100l-20 20"/>
    <circle cx="1360" cy="450" r="140"/><circle cx="1360" cy="450" r="90"/><circle cx="1360" cy="450" r="34"/>
  </g>
  <path d="M200 450h980M1360 280v340M1190 450h340" stroke="#b0433a" stroke-width="2" stroke-dasharray="28 8 6 8"/>
  <g stroke="#3a5a74" stroke-width="2" fill="none"><path d="M260 600v110M480 640v70M860 640v70M1120 600v110M260 690h220M480 690h380M860 690h260"/><path d="M180 360h70M180 540h70M200 360v180"/></g>
  <g font-family="sans-serif" font-size="30" fill="#1d4460"><text x="345" y="680">55</text><text x="645" y="680">95</text><text x="970" y="680">65</text>
  <text x="110" y="460">φ36 h7</text><text x="600" y="270">φ64</text><text x="1290" y="640">6 × φ8.5</text></g>
  <g stroke="#333" stroke-width="2" fill="none"><path d="M1060 740h510v130h-510zM1060 783h510M1060 826h510M1240 740v130"/></g>
  <g font-family="sans-serif" font-size="24" fill="#222"><text x="1076" y="772">DRAWING</text><text x="1260" y="772">K-2041 SHAFT</text><text x="1076" y="815">MATERIAL</text><text x="1260" y="815">S45C</text><text x="1076" y="858">QTY</text><text x="1260" y="858">24</text></g>
</svg>`
