// Runs in the page's own world before any of its scripts: what Electron's C++ does there.
// 1. Materialises what the preload exposes; the two worlds talk by cloned messages only.
// 2. Asks the main process before devices, screens, outputs and windows are given, and reports whether the page sounds.
;(() => {
  const bridge = '__shim_bridge'
  const binding = window.__shimAsk
  delete window.__shimAsk
  const isMainFrame = window === window.top

  // ---- context bridge ----
  let lastId = 0
  const pending = new Map()
  const callbacks = new Map()
  const encode = (value) => {
    if (typeof value === 'function') {
      const id = ++lastId
      callbacks.set(id, value)
      return { __callback: id }
    }
    if (Array.isArray(value)) return value.map(encode)
    if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encode(each)]))
    // Throws for what cannot cross, e.g. an event with its nodes.
    return structuredClone(value)
  }
  const materialise = (value) => {
    if (value && value.__proxy) return (...args) => call(value.__proxy, args)
    if (Array.isArray(value)) return Object.freeze(value.map(materialise))
    if (value && typeof value === 'object')
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, materialise(each)])))
    return value
  }
  function call(proxy, args) {
    const id = ++lastId
    let answer
    const onAnswer = (event) => {
      if (event.detail.id === id) answer = event.detail
    }
    const waiting = {}
    waiting.promise = new Promise((resolve, reject) => Object.assign(waiting, { resolve, reject }))
    pending.set(id, waiting)
    document.addEventListener(`${bridge}:return`, onAnswer)
    document.dispatchEvent(new CustomEvent(`${bridge}:call`, { detail: { id, proxy, args: args.map(encode) } }))
    document.removeEventListener(`${bridge}:return`, onAnswer)
    if (!answer) return waiting.promise
    pending.delete(id)
    if (answer.error !== undefined) throw new Error(answer.error)
    return materialise(answer.value)
  }
  document.addEventListener(`${bridge}:settled`, (event) => {
    const { id, error, value } = event.detail
    const waiting = pending.get(id)
    pending.delete(id)
    if (waiting) error === undefined ? waiting.resolve(materialise(value)) : waiting.reject(new Error(error))
  })
  document.addEventListener(`${bridge}:callback`, (event) =>
    callbacks.get(event.detail.callback)?.(...event.detail.args),
  )
  document.addEventListener(`${bridge}:expose`, (event) => {
    const { key, api } = event.detail
    Object.defineProperty(window, key, {
      value: materialise(api),
      enumerable: true,
      configurable: false,
      writable: false,
    })
  })

  // ---- questions to the main process ----
  const asked = new Map()
  document.addEventListener('__shim_answer', (event) => {
    asked.get(event.detail.id)?.(event.detail.value)
    asked.delete(event.detail.id)
  })
  const tell = (message) => binding(JSON.stringify(message))
  const ask = (message) =>
    new Promise((resolve) => {
      const id = ++lastId
      asked.set(id, resolve)
      tell({ ...message, id, isMainFrame, url: location.href })
    })
  const isAllowed = (way, permission, detail = {}) => ask({ kind: 'permission', way, permission, detail })
  const refused = () => new DOMException('Permission denied', 'NotAllowedError')
  const replace = (owner, name, make) => {
    const original = owner?.[name]
    if (typeof original !== 'function') return
    Object.defineProperty(owner, name, { value: make(original), configurable: true, writable: true })
  }

  const devices = window.MediaDevices?.prototype
  replace(
    devices,
    'getUserMedia',
    (original) =>
      async function getUserMedia(constraints) {
        const mediaTypes = ['audio', 'video'].filter((kind) => constraints?.[kind])
        if (!(await isAllowed('request', 'media', { mediaTypes }))) throw refused()
        return original.call(this, constraints)
      },
  )
  replace(
    devices,
    'enumerateDevices',
    (original) =>
      async function enumerateDevices() {
        const list = await original.call(this)
        if (await isAllowed('check', 'media')) return list
        return list.map(({ kind }) => ({ kind, deviceId: '', label: '', groupId: '' }))
      },
  )
  replace(
    devices,
    'getDisplayMedia',
    () =>
      async function getDisplayMedia(constraints = {}) {
        const userGesture = navigator.userActivation.isActive
        if (!(await isAllowed('request', 'display-capture', { mediaTypes: ['video'] }))) throw refused()
        const source = await ask({
          kind: 'display-media',
          userGesture,
          video: constraints.video !== false,
          audio: Boolean(constraints.audio),
        })
        if (!source) throw refused()
        return paint(source)
      },
  )
  replace(
    navigator.permissions && Object.getPrototypeOf(navigator.permissions),
    'query',
    (original) =>
      async function query(descriptor) {
        const names = {
          camera: 'media',
          microphone: 'media',
          'speaker-selection': 'speaker-selection',
          notifications: 'notifications',
          geolocation: 'geolocation',
        }
        const permission = names[descriptor.name]
        if (!permission) return original.call(this, descriptor)
        const state = (await isAllowed('check', permission)) ? 'granted' : 'denied'
        return Object.assign(new EventTarget(), { name: descriptor.name, state, onchange: null })
      },
  )
  if (window.Notification) {
    Notification.requestPermission = async () => ((await isAllowed('request', 'notifications')) ? 'granted' : 'denied')
  }
  replace(
    window.Geolocation?.prototype,
    'getCurrentPosition',
    (original) =>
      function getCurrentPosition(found, failed, options) {
        void isAllowed('request', 'geolocation').then((isGranted) =>
          isGranted
            ? original.call(this, found, failed, options)
            : failed?.({ code: 1, message: 'User denied Geolocation' }),
        )
      },
  )
  for (const owner of [window.AudioContext?.prototype, window.HTMLMediaElement?.prototype]) {
    replace(
      owner,
      'setSinkId',
      (original) =>
        async function setSinkId(id) {
          if (id !== '' && !(await isAllowed('check', 'speaker-selection'))) throw refused()
          return original.call(this, id)
        },
    )
  }
  replace(
    window.Clipboard?.prototype,
    'writeText',
    (original) =>
      async function writeText(text) {
        if (!(await isAllowed('check', 'clipboard-sanitized-write'))) throw refused()
        return original.call(this, text)
      },
  )
  window.open = (url) => {
    tell({ kind: 'window-open', url: String(new URL(url ?? 'about:blank', location.href)) })
    return null
  }

  // A picture of one colour per source, so that a test can tell by the pixels what was shared. A corner moves, because
  // an encoder sends nothing new for a still picture.
  function paint({ id, colour, isScreen }) {
    const canvas = document.createElement('canvas')
    canvas.width = 1280
    canvas.height = 720
    const context = canvas.getContext('2d')
    let frame = 0
    const draw = () => {
      context.fillStyle = `rgb(${colour.join(',')})`
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.fillStyle = frame++ % 2 ? '#fff' : '#000'
      context.fillRect(0, 0, 32, 32)
    }
    draw()
    const stream = canvas.captureStream(15)
    const [track] = stream.getVideoTracks()
    const timer = setInterval(() => (track.readyState === 'live' ? draw() : clearInterval(timer)), 100)
    const getSettings = track.getSettings.bind(track)
    Object.defineProperty(track, 'label', { value: id })
    track.getSettings = () => ({ ...getSettings(), displaySurface: isScreen ? 'monitor' : 'window' })
    return stream
  }

  // ---- audibility, as `audio-state-changed` has it ----
  const meters = new Map()
  const played = new Set()
  const meterOf = (context) => {
    if (!meters.has(context)) meters.set(context, new AnalyserNode(context, { fftSize: 2048 }))
    return meters.get(context)
  }
  replace(
    window.AudioNode?.prototype,
    'connect',
    (original) =>
      function connect(to, ...rest) {
        if (to instanceof AudioDestinationNode) original.call(this, meterOf(this.context))
        return original.call(this, to, ...rest)
      },
  )
  replace(
    window.AudioNode?.prototype,
    'disconnect',
    (original) =>
      function disconnect(...args) {
        if (args[0] instanceof AudioDestinationNode) original.call(this, meterOf(this.context))
        return original.apply(this, args)
      },
  )
  replace(
    window.HTMLMediaElement?.prototype,
    'play',
    (original) =>
      function play() {
        played.add(this)
        return original.call(this)
      },
  )
  const sounds = (context, meter) => {
    if (context.state !== 'running') return false
    const samples = new Float32Array(meter.fftSize)
    meter.getFloatTimeDomainData(samples)
    return samples.some((sample) => Math.abs(sample) > 1e-4)
  }
  const plays = (element) =>
    !element.paused &&
    !element.muted &&
    element.volume > 0 &&
    (element.srcObject ? element.srcObject.getAudioTracks().length > 0 : !(element instanceof HTMLVideoElement))
  let wasAudible = false
  let quietLooks = 0
  setInterval(() => {
    const isNow = [...meters].some(([context, meter]) => sounds(context, meter)) || [...played].some(plays)
    quietLooks = isNow ? 0 : quietLooks + 1
    // Chromium too waits a while before it calls a page silent: a ring has pauses.
    const isAudible = isNow || (wasAudible && quietLooks < 20)
    if (isAudible === wasAudible) return
    wasAudible = isAudible
    if (isMainFrame) tell({ kind: 'audible', isAudible })
  }, 100)
})()
