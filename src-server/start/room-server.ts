import { createServer } from 'node:http'
import path from 'node:path'
import type { DeskId, DeskKey, RoomAddress } from '../../src-shared/ids.ts'
import type { LanCertificate } from '../../src-shared/lan-certificate.ts'
import { createScope } from '../../src-shared/scope.ts'
import { createSocketOpener } from '../call-outs/call-out-socket.ts'
import { createClosedAddresses } from '../call-outs/closed-addresses.ts'
import { createControlHandlers } from '../control/control-handlers.ts'
import { startControlServer } from '../control/control-server.ts'
import { createRunningRooms } from '../control/running-rooms.ts'
import { iceSourcesOf } from '../calls/call-ice-servers.ts'
import { createWays, type Ways } from '../way/ways.ts'
import { createCopyCommands } from '../backup/copy-commands.ts'
import { createDataCopier, keepCopy } from '../backup/data-copy.ts'
import { openDatabase, writeNothing } from '../database/database.ts'
import { createOldCopies } from '../database/old-copies.ts'
import { createSetAside } from '../database/set-aside.ts'
import { createWriteHealth } from '../database/write-health.ts'
import { keepKnownTime, readKnownTime } from '../time/known-time.ts'
import { createMachineClock, createServerClock } from '../time/server-clock.ts'
import { createAddresses } from '../http/addresses.ts'
import { createHttpApp } from '../http/http-app.ts'
import { createUnderWay } from '../http/under-way.ts'
import { startLanServer, type LanOptions, type LanServer } from '../lan/lan-server.ts'
import { createEnding, type Ending } from './ending.ts'
import { listen } from './listen.ts'
import { textOfSecret } from './secret-file.ts'
import { createLiveRoom, type LiveRoom } from '../room/live-room.ts'
import { openMetrics } from '../metrics/open-metrics.ts'
import { observeWrites } from '../metrics/observe-writes.ts'
import { observeNothing } from '../metrics/server-facts.ts'
import { createLog } from '../log.ts'
import { createPairRoute } from '../pairing/pair-route.ts'
import { defaultPolicy } from '../policy.ts'
import { createAddressRateLimit } from '../wire/rate-limit.ts'
import { requestTimeouts } from '../http/request-timeouts.ts'
import { limitConnections, peerKey } from './server-limits.ts'
import { createLiveRooms, type LiveRooms } from '../room/live-rooms.ts'
import { createRoomStore, ensureRoom, type StoredRoom } from '../room/room-store.ts'
import { createServerNotices } from '../room/server-notices.ts'
import { createSecretBox } from '../secrets/secret-box.ts'
import { createServerKeys } from '../secrets/server-keys.ts'
import { createSourceSecret } from '../sources/source-secret.ts'
import type { RoomServerOptions } from './room-server-options.ts'
import { hostForPeople, targetsOf, urlsOf } from './urls-for-people.ts'
import { createSocketServer, tellRestarting } from '../wire/socket-server.ts'

export type RoomServer = Ending & {
  /** Origin for people, e.g. `http://localhost:5050`. */
  readonly url: string
  readonly port: number
  /** The visitor's page of the embedded room. */
  readonly visitorUrl: string
  /** The desk page, `URL/desk`; with a one-time code after a `#` where this start makes one. */
  readonly deskUrl: string
  readonly room: RoomAddress
  /** Lets in a desk of whoever holds this very handle; see `Pairing.letIn`. */
  readonly letIn: (id: DeskId) => DeskKey
  /** As the local network reached it at its start; null unless it is open to it. */
  readonly lan: { readonly visitorUrl: string; readonly deskUrl: string } | null
  /** Where the figures for Prometheus are; null unless a port for them was given. */
  readonly metricsUrl: string | null
}

/**
 * Starts the room server; resolves once knocks are accepted. Rejects with a `StartError`, a sentence that names the
 * port or folder.
 */
export async function startRoomServer(options: RoomServerOptions): Promise<RoomServer> {
  const { dataFolder, clock: machine = createMachineClock(), policy = defaultPolicy } = options
  const { log = createLog(options.logLevel), trustedProxies = [], publicOrigin = null } = options
  const turnSecret = textOfSecret(options.turnSecret ?? null)
  let rooms: LiveRooms | null = null
  const listRooms = (): readonly LiveRoom[] => rooms?.list() ?? []
  let phase: 'starting' | 'ready' | 'stopping' = 'starting'
  const metrics = await openMetrics(options.metricsPort, {
    version: options.version,
    countRooms: () => listRooms().map((room) => room.count()),
    listLines: () => ways?.listLines() ?? [],
    isReady: () => phase === 'ready' && health.get() === null,
    log,
  })
  const { observe = observeNothing } = metrics ?? {}
  const database = openDatabase(dataFolder)
  if (metrics) observeWrites(database, observe)
  const scope = createScope((cause) => log.error({ err: cause }, 'a part of the server could not be stopped'))
  scope.add(() => database.close())
  if (metrics) scope.add(metrics.dispose)
  const clock = createServerClock({
    machine,
    known: readKnownTime(database),
    isIdle: () => listRooms().every((room) => room.isIdle()),
    log,
  })
  scope.add(clock.dispose)
  const health = createWriteHealth({ clock, tryWrite: () => writeNothing(database) })
  scope.add(health.dispose)
  scope.add(keepKnownTime({ database, clock, onFault: health.note }).dispose)
  const addresses = createAddresses({
    listTrustedProxies: () => ways?.listProxies() ?? trustedProxies,
    getPublicOrigin,
    getLanOrigin,
  })
  const setAside = createSetAside({ database, now: clock.now, log, onFault: health.note })
  scope.add(setAside.dispose)
  const copies = createOldCopies({ dataFolder, log })
  const copier = createDataCopier({ database, dataFolder })
  scope.add(copier.dispose)
  const notices = createServerNotices({ setAside, clock })
  const openSocket = createSocketOpener(createClosedAddresses(options.openedToCallOuts ?? []))
  const http = createServer(requestTimeouts(policy.http))
  const keyOfPeer = peerKey(addresses.isTrustedProxy)
  limitConnections(http, policy.http, keyOfPeer)
  let lan: LanServer | null = null
  let ways: Ways | null = null
  try {
    const secrets = createSecretBox(createServerKeys({ dataFolder, source: options.keySource ?? null, log }))
    const sourceSecret = createSourceSecret({ database, secrets, log })
    lan = options.lan ? await openToLan(options.lan) : null
    if (lan) limitConnections(lan.server, policy.http, keyOfPeer)
    const isOfOneRoom = (): boolean => listRooms().length === 1
    const ownWays = (ways = createWays({
      dataFolder,
      database,
      secrets,
      setAside,
      acmeDirectory: options.acmeDirectory ?? null,
      clock: { now: clock.machineNow, setTimer: clock.setTimer },
      log,
      isOfOneRoom,
      policy,
      fixed: {
        origin: publicOrigin,
        proxies: trustedProxies,
        iceSources: iceSourcesOf(options.iceServers, turnSecret),
      },
      listTargets: () => targetsOf({ http, host: options.host, lanOrigin: getLanOrigin() }),
      openSocket,
    }))
    scope.add(ownWays.dispose)
    const store = createRoomStore(database, setAside)
    ensureRoom(store, options.room)
    const open = (stored: StoredRoom): LiveRoom =>
      createLiveRoom({
        stored,
        save: store.save,
        database,
        setAside,
        copies,
        notices,
        listIceSources: ownWays.listIceSources,
        getLanOrigin,
        getLanCertificate,
        getPublicOrigin,
        openSocket,
        secrets,
        sourceSecret,
        clock,
        policy,
        health,
        way: ownWays.health,
        observe,
        log,
      })
    const all = (rooms = createLiveRooms({ store, database, open, log }))
    scope.add(all.dispose)
    const embedded = all.find(options.room)
    if (!embedded) throw new Error('The room was made, but is not there.')
    const underWay = createUnderWay(clock)
    const app = createHttpApp({
      webFolder: options.webFolder,
      version: options.version,
      getPhase: () => phase,
      countRequests: underWay.count,
      getTrouble: health.get,
      findRoom: (address) => all.find(address)?.getPublicRoom() ?? null,
      listRooms: () => listRooms().map((room) => room.address),
      addresses,
      routes: [
        ...ownWays.routes,
        createPairRoute({
          findRoom: all.find,
          attempts: createAddressRateLimit(policy.rates.pairingsPerAddress, clock),
          waits: createAddressRateLimit(policy.rates.pairingWaitsPerAddress, clock),
          addresses,
          log,
        }),
      ],
      log,
    })
    http.on('request', app)
    lan?.server.on('request', app)
    const io = createSocketServer(http, {
      findRoom: all.find,
      lan: lan?.server ?? null,
      addresses,
      clock,
      policy,
      log,
      noteFault: health.note,
      isStopping: () => phase === 'stopping',
      copyCommands: createCopyCommands({ copier, clock, isOfOneRoom }),
      wayCommands: ownWays.commands,
    })
    await ownWays.open({
      onServer(server) {
        limitConnections(server, policy.http, keyOfPeer)
        server.on('request', app)
        io.engine.attach(server, { path: io.path() })
      },
      onChanged: tellRooms,
    })
    const port = await listen(http, { host: options.host, port: options.port, portVariable: 'KONKON_PORT' })
    const metricsUrl = (await metrics?.listen(options.metricsPort ?? 0)) ?? null
    const url = `http://${hostForPeople(options.host)}:${port}`
    const running = createRunningRooms({
      rooms: all,
      first: options.room,
      database,
      getOrigin: () => getPublicOrigin() ?? url,
      keepCopy: (name) => keepCopy(copier, path.join(dataFolder, name)),
      server: { version: options.version, port, health, clock, setAside },
    })
    const handlers = createControlHandlers(running, ownWays.controlled)
    scope.add(startControlServer({ dataFolder, copier, handlers, log }).dispose)
    phase = 'ready'
    log.info({ port, metricsUrl, certificate: getLanCertificate() }, 'room server started')

    const { stop, dispose } = createEnding({
      begin() {
        phase = 'stopping'
        log.info('room server stops')
        tellRestarting(io)
      },
      callOutsEnded: () => Promise.all(listRooms().map((room) => room.callOuts.idle())),
      async close() {
        await underWay.ended(policy.http.finishMs)
        // Closes the HTTP server too, which must not wait for pages that keep their connection open.
        const closed = Promise.all([io.close(), lan?.dispose()])
        http.closeAllConnections()
        await closed
        scope.dispose()
        log.info('room server stopped')
      },
      withinMs: policy.stopWithinMs,
      clock,
      log,
    })
    const lanOrigin = getLanOrigin()
    const code = options.printsLink ? embedded.pairing.makeCode({ kind: 'start' }).code : null
    return {
      url,
      port,
      ...urlsOf(url, { room: embedded.address, code }),
      // For customers; the desk's own goes the short way.
      visitorUrl: `${getPublicOrigin() ?? url}/${embedded.address}`,
      room: embedded.address,
      letIn: embedded.pairing.letIn,
      lan: lanOrigin === null ? null : urlsOf(lanOrigin, { room: embedded.address, code }),
      metricsUrl,
      stop,
      dispose,
    }
  } catch (cause) {
    await lan?.dispose()
    scope.dispose()
    throw cause
  }

  function openToLan(options: LanOptions): Promise<LanServer> {
    return startLanServer(options, {
      dataFolder,
      timeouts: requestTimeouts(policy.http),
      clock,
      onChanged: () => {
        log.info({ certificate: getLanCertificate() }, 'addresses or certificate on the local network have changed')
        tellRooms()
      },
      onFault: (cause) =>
        log.error({ err: cause }, 'a new certificate for the local network cannot be used; the old one stays'),
    })
  }

  function tellRooms(): void {
    for (const room of listRooms()) room.lanChanged()
  }

  function getPublicOrigin(): string | null {
    return ways?.getOrigin() ?? publicOrigin
  }

  function getLanCertificate(): LanCertificate | null {
    return lan?.getCertificate() ?? null
  }

  function getLanOrigin(): string | null {
    return lan?.getOrigins()[0] ?? null
  }
}
