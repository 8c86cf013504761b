/** The least pages that do what is measured: no framework, no states, no repair. */
const head = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bare</title></head><body>`
const connect = `<script src="/socket.io/socket.io.min.js"></script><script>const socket = io({ transports: ['websocket'] })`
const end = `</script></body></html>`

const knockVisitor = `${head}<input id="name" aria-label="Your name"><button id="knock" disabled>Knock</button>${connect}
socket.on('connect', () => { knock.disabled = false })
knock.onclick = () => socket.emit('relay', { name: document.getElementById('name').value })
${end}`

const knockDesk = `${head}<ul id="list"></ul>${connect}
socket.on('connect', () => { document.title = 'connected' })
socket.on('relay', (knock) => {
  const row = document.createElement('li')
  row.textContent = knock.name
  list.replaceChildren(row)
})
${end}`

const peer = `
const media = navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } })
function makePeer() {
  const peer = new RTCPeerConnection()
  peer.onicecandidate = ({ candidate }) => socket.emit('relay', { candidate })
  peer.ontrack = ({ streams: [stream] }) => { remote.srcObject = stream }
  return peer
}
async function addOwn(peer) {
  const stream = await media
  for (const track of stream.getTracks()) peer.addTrack(track, stream)
}
media.then((stream) => { own.srcObject = stream })
let call = null
let early = []
async function take(candidate) {
  if (call?.remoteDescription) await call.addIceCandidate(candidate ?? undefined)
  else early.push(candidate)
}
async function takeEarly() {
  for (const candidate of early.splice(0)) await take(candidate)
}`
const videos = `<video id="own" aria-label="You" autoplay muted playsinline></video><video id="remote" aria-label="Remote" autoplay playsinline></video>`

const callVisitor = `${head}${videos}${connect}
${peer}
socket.on('relay', async ({ offer, candidate }) => {
  if (!offer) return take(candidate)
  call = makePeer()
  await call.setRemoteDescription(offer)
  await addOwn(call)
  await call.setLocalDescription()
  socket.emit('relay', { answer: call.localDescription })
  await takeEarly()
})
${end}`

const callDesk = `${head}<button id="admit">Admit</button>${videos}${connect}
${peer}
admit.onclick = async () => {
  call = makePeer()
  await addOwn(call)
  await call.setLocalDescription()
  socket.emit('relay', { offer: call.localDescription })
}
socket.on('relay', async ({ answer, candidate }) => {
  if (!answer) return take(candidate)
  await call.setRemoteDescription(answer)
  await takeEarly()
})
${end}`

/** @type {Readonly<Record<string, string>>} */
export const pages = {
  '/knock/visitor': knockVisitor,
  '/knock/desk': knockDesk,
  '/call/visitor': callVisitor,
  '/call/desk': callDesk,
}
