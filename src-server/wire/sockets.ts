import type { DefaultEventsMap, Socket } from 'socket.io'
import type { DeskToServer, ServerToDesk, ServerToVisitor, VisitorToServer } from '../../src-shared/protocol.ts'
import type { AcceptedDesk, AcceptedVisitor } from './handshake.ts'

/** `data` holds the parsed handshake from acceptance on. */
export type VisitorSocket = Socket<VisitorToServer, ServerToVisitor, DefaultEventsMap, Partial<AcceptedVisitor>>
export type DeskSocket = Socket<DeskToServer, ServerToDesk, DefaultEventsMap, Partial<AcceptedDesk>>
