// Runs in the isolated world of a preload, whose built text takes the place of the marked line below.
;(() => {
  if (window !== window.top) return
  const bridge = '__shim_bridge'
  let lastId = 0
  const proxies = new Map()
  const waiting = new Map()
  const listeners = new Map()

  const describe = (value) => {
    if (typeof value === 'function') {
      const id = ++lastId
      proxies.set(id, value)
      return { __proxy: id }
    }
    if (Array.isArray(value)) return value.map(describe)
    if (value && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, describe(each)]))
    return value
  }
  const decode = (value) => {
    if (value && value.__callback)
      return (...args) =>
        document.dispatchEvent(
          new CustomEvent(`${bridge}:callback`, {
            detail: { callback: value.__callback, args: args.map((each) => structuredClone(each)) },
          }),
        )
    if (Array.isArray(value)) return value.map(decode)
    if (value && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decode(each)]))
    return value
  }
  document.addEventListener(`${bridge}:call`, (event) => {
    const { id, proxy, args } = event.detail
    const reply = (name, detail) =>
      document.dispatchEvent(new CustomEvent(`${bridge}:${name}`, { detail: { id, ...detail } }))
    const wordsOf = (cause) => String(cause?.message ?? cause)
    try {
      const result = proxies.get(proxy)(...args.map(decode))
      if (typeof result?.then === 'function')
        result.then(
          (value) => reply('settled', { value: describe(value) }),
          (cause) => reply('settled', { error: wordsOf(cause) }),
        )
      else reply('return', { value: describe(result) })
    } catch (cause) {
      reply('return', { error: wordsOf(cause) })
    }
  })

  const send = (message) => __shimIpc(JSON.stringify(message))
  globalThis.__shimDeliver = (message) => {
    if (message.kind === 'answer') {
      const { resolve, reject } = waiting.get(message.id)
      waiting.delete(message.id)
      message.error === undefined ? resolve(message.value) : reject(new Error(message.error))
      return
    }
    for (const listener of [...(listeners.get(message.channel) ?? [])])
      listener({ sender: ipcRenderer, senderId: 0 }, ...message.args)
  }
  const ipcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        send({ kind: 'invoke', id, channel, args: structuredClone(args) })
      }),
    send: (channel, ...args) => send({ kind: 'send', channel, args: structuredClone(args) }),
    on(channel, listener) {
      if (!listeners.has(channel)) listeners.set(channel, [])
      listeners.get(channel).push(listener)
      return this
    },
    off(channel, listener) {
      const known = listeners.get(channel) ?? []
      const index = known.indexOf(listener)
      if (index >= 0) known.splice(index, 1)
      return this
    },
    removeListener(channel, listener) {
      return this.off(channel, listener)
    },
  }
  const contextBridge = {
    exposeInMainWorld: (key, api) =>
      document.dispatchEvent(new CustomEvent(`${bridge}:expose`, { detail: { key, api: describe(api) } })),
  }
  const modules = { electron: { contextBridge, ipcRenderer } }
  const require = (name) => {
    const found = modules[name]
    if (!found) throw new Error(`module not found: ${name}`)
    return found
  }
  const module = { exports: {} }
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, env: {}, versions: {} }
  ;(function (require, module, exports, process) {
    __PRELOAD__
  })(require, module, module.exports, process)
})()
